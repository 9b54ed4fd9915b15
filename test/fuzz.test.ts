/** A short, deterministic run of the fuzzer (`npm run fuzz`), and its reports of failing readers. */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from './support/command.js';
import { ROOT } from './support/samples.js';

afterAll(removeFolders);

/** Fuzzes the command that the tests have built. */
async function fuzz(...args: readonly string[]): Promise<{ status: number | null; said: string; out: string }> {
  const out = folderWith({});
  const dist = path.join(process.env.KLARTEXT_BUILT as string, 'dist');
  const child = spawn(process.execPath, [path.join(ROOT, 'build/fuzz/main.js'), '--dist', dist, '--out', out, '--seed', '5', ...args]);
  const status = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, said: said + wrong, out };
}

describe('the fuzzer', () => {
  test('finds no crash, no hang and no broken promise in a few thousand inputs', async () => {
    const { status, said } = await fuzz('--runs', '3000');
    expect(said).toMatch(/^3\d{3} inputs in [\d.]+ s, seed 5, \d workers: 0 failures$/mu);
    expect(status).toBe(0);
    // Each kind is read, and some of it is accepted.
    const rows = [...said.matchAll(/^([a-z-]+) +(\d+) +(\d+) /gmu)].map(([, name, inputs, refused]) => [name, +inputs, +refused] as const);
    expect(rows.map(([name]) => name)).toEqual(
      expect.arrayContaining(['text', 'html-bytes', 'charset', 'rules', 'observations', 'config', 'names', 'journal', 'standoff']),
    );
    for (const [name, inputs, refused] of rows) expect([name, inputs > refused]).toEqual([name, true]);
  });

  test.concurrent.each([
    ['self-crash', 'TypeError: x is not a letter'],
    ['self-hang', 'takes longer than 1 seconds'],
    ['self-wait', 'takes longer than 1 seconds'],
  ])('reports %s, with an input that reproduces it', async (target, message) => {
    const { status, said, out } = await fuzz('--runs', '1', '--target', target, '--limit', '1');
    expect(status).toBe(1);
    const found = /^FAILURE (\S+) (\d+), saved as (.+)$/mu.exec(said) as RegExpExecArray;
    expect([found[1], said]).toEqual([target, expect.stringContaining(message)]);
    expect(path.dirname(found[3])).toBe(out);
    expect(readdirSync(out)).toEqual([path.basename(found[3])]);
    if (target !== 'self-crash') return;
    const again = await fuzz('--target', target, '--at', found[2]);
    expect([again.status, again.said]).toEqual([1, expect.stringContaining(message)]);
  });

  test('is guided to inputs that chance would not find, and saves them', async () => {
    const maze = ['--runs', '6000', '--target', 'self-maze', '--workers', '1'];
    expect((await fuzz(...maze, '--how', 'mutated')).said).toContain(': 0 failures');
    const { status, said } = await fuzz(...maze, '--how', 'guided');
    const file = /^FAILURE self-maze \d+, saved as (.+)$/mu.exec(said)?.[1] as string;
    expect([status, said]).toEqual([1, expect.stringContaining('TypeError: out of the maze')]);
    const again = await fuzz('--target', 'self-maze', '--input', file);
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('out of the maze')]);
  }, 180_000);
});
