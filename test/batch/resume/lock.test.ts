/**
 * Two runs never write to an output at the same time: the second one names the first, or waits; locks of dead runs block
 * no one.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { ownHolder } from '../../../src/batch/resume/holder.js';
import { stateFile } from '../../../src/batch/resume/stateFile.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const OWN = ['--packs', 'none', '--engine', 'fast', '--model', 'none', '--quiet'];
const ARTICLE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.\n';
const RECORD = `${JSON.stringify({ id: 1, text: ARTICLE })}\n`;

/** A run that lasts until its standard input ends. */
interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<{ readonly status: number | null; readonly stderr: string }>;
}

const running: Running[] = [];
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function start(args: readonly string[], cwd: string): Running {
  const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, ...args], { cwd, env: { ...process.env, ...envOf(cwd) } });
  let stderr = '';
  child.stderr.on('data', (piece: Buffer) => {
    stderr += piece.toString();
  });
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ status: number | null; stderr: string }>((resolve) =>
    child.on('close', (status) => resolve({ status, stderr })),
  );
  running.push({ child, ended });
  return { child, ended };
}

const envOf = (cwd: string) => ({ XDG_CACHE_HOME: path.join(cwd, 'cache') });
const run = (args: readonly string[], cwd: string) => klartext(args, { cwd, env: envOf(cwd) });

function locksIn(cwd: string): string[] {
  const runs = path.join(cwd, 'cache/klartext/runs');
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.includes('.lock')) : [];
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await pause(20);
}

/** A run that holds its outputs while waiting for standard input. */
async function holding(args: readonly string[], cwd: string, count = 1): Promise<Running> {
  const holder = start(args, cwd);
  await until(() => locksIn(cwd).length === count);
  return holder;
}

/** The lock of an output as another run would have left it. */
function leaveLock(cwd: string, output: string, holder: object | string): string {
  const before = process.env.XDG_CACHE_HOME;
  process.env.XDG_CACHE_HOME = envOf(cwd).XDG_CACHE_HOME;
  const file = stateFile(path.join(cwd, output), '.lock');
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof holder === 'string' ? holder : JSON.stringify(holder));
  return file;
}

const minutesAgo = (file: string, minutes: number) => utimesSync(file, Date.now() / 1000 - 60 * minutes, Date.now() / 1000 - 60 * minutes);
const held =
  /^klartext: another run is writing to \S+ \(process (\d+) on (\S+), since \d{4}-\S+Z\); use --wait to wait until it has finished\n$/u;

describe('a second run into the same output', () => {
  test.each([
    ['a folder', ['--out', 'out'], ['--out', 'out/../out']],
    ['a folder, by a link', ['--out', 'out'], ['--out', 'link']],
    ['a file of records', ['--out', 'out.jsonl'], ['--out', './out.jsonl']],
    ['a table', ['--out', 'out.parquet'], ['--out', 'out.parquet']],
    ['what was removed', ['--out', 'out', '--removed', 'r.jsonl'], ['--out', 'other', '--removed', 'r.jsonl']],
    ['what failed', ['--errors', 'e.jsonl'], ['--out', 'other', '--errors', 'e.jsonl']],
  ])('names the run that writes to it, and does nothing: %s', async (_, first, second) => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE });
    mkdirSync(path.join(cwd, 'out'));
    symlinkSync('out', path.join(cwd, 'link'));
    const holder = await holding(['clean', '-', ...first, ...OWN], cwd, first.length / 2);
    const { status, stderr } = await run(['clean', 'in', ...second, ...OWN], cwd);
    expect([status, stderr]).toEqual([2, expect.stringMatching(held)]);
    expect(held.exec(stderr)?.slice(1)).toEqual([String(holder.child.pid), hostname()]);
    holder.child.stdin.end(RECORD);
    expect(await holder.ended).toEqual({ status: 0, stderr: '' });
    expect(locksIn(cwd)).toEqual([]);
    const undisturbed = folderWith({ 'in/a.txt': ARTICLE });
    await klartext(['clean', '-', ...first, ...OWN], { cwd: undisturbed, input: RECORD });
    const made = Object.entries(filesIn(cwd)).filter(([name]) => !/^(?:cache|link)\b/u.test(name));
    expect(Object.fromEntries(made)).toEqual(filesIn(undisturbed));
    expect((await run(['clean', 'in', ...second, ...OWN], cwd)).status).toBe(0);
  });

  test('waits with --wait, says so, and then does its work', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE });
    const holder = await holding(['clean', '-', '--out', 'out.jsonl', ...OWN], cwd);
    const waiting = start(['clean', 'in', '--out', 'out.jsonl', '--wait', ...OWN], cwd);
    let said = '';
    waiting.child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    await until(() => said.includes('another run is writing to out.jsonl (process'));
    holder.child.stdin.end(RECORD);
    expect((await holder.ended).status).toBe(0);
    expect(await waiting.ended).toEqual({ status: 0, stderr: expect.stringMatching(/^another run .*; waiting\n$/u) });
    expect(JSON.parse(readFileSync(path.join(cwd, 'out.jsonl'), 'utf8'))).toMatchObject({ id: 'in/a.txt' });
    expect(locksIn(cwd)).toEqual([]);
  });

  test('can be ended by SIGINT while it waits, without affecting the first', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE });
    const holder = await holding(['clean', '-', '--out', 'b.jsonl', ...OWN], cwd);
    // By then it holds the other lock.
    const waiting = await holding(['clean', 'in', '--out', 'b.jsonl', '--removed', 'a.jsonl', '--wait', ...OWN], cwd, 1);
    await pause(300);
    waiting.child.kill('SIGINT');
    expect((await waiting.ended).status).not.toBe(0);
    holder.child.stdin.end(RECORD);
    expect((await holder.ended).status).toBe(0);
    expect(locksIn(cwd)).toEqual([]);
  });

  test('is refused for every command that writes', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, 'r.jsonl': '' });
    const rules = (id: string) =>
      `format: klartext-rules/1\nrules:\n  - { id: ${id}, category: ad, remove: block, match: { text: Anzeige } }\n`;
    for (const name of ['a', 'b', 'rules']) writeFileSync(path.join(cwd, `${name}.yaml`), rules(name));
    await holding(['learn', '-', '--update', 'rules.yaml', '--observe', 'x.obs', '--packs', 'none'], cwd, 2);
    await holding(['clean', '-', '--out', 'again', ...OWN], cwd, 3);
    for (const args of [
      ['learn', 'in', '--out', 'rules.yaml', '--force'],
      ['learn', 'in', '--observe', 'x.obs'],
      ['rules', 'merge', 'a.yaml', 'b.yaml', '--out', 'rules.yaml', '--force'],
      ['restore', 'in', '--removed', 'r.jsonl', '--out', 'again'],
    ]) {
      const { status, stderr } = await run(args, cwd);
      expect([args, status, stderr]).toEqual([args, 2, expect.stringMatching(held)]);
    }
    expect(readFileSync(path.join(cwd, 'rules.yaml'), 'utf8')).toBe(rules('rules'));
  });
});

describe('a lock', () => {
  const go = (cwd: string) => run(['clean', 'in', '--out', 'out.jsonl', ...OWN], cwd);
  const here = () => folderWith({ 'in/a.txt': ARTICLE });

  test('of a killed run blocks no one', async () => {
    const cwd = here();
    const { child, ended } = await holding(['clean', '-', '--out', 'out.jsonl', ...OWN], cwd);
    child.kill('SIGKILL');
    await ended;
    expect(locksIn(cwd)).toHaveLength(1);
    // Of several waiting runs one removes it, and none fails.
    const all = await Promise.all([0, 1, 2].map(() => run(['clean', 'in', '--out', 'out.jsonl', '--wait', ...OWN], cwd)));
    expect(all.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(locksIn(cwd)).toEqual([]);
    expect(readFileSync(path.join(cwd, 'out.jsonl'), 'utf8').split('\n')).toHaveLength(2);
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('is released by a run that %s ends', async (signal) => {
    const cwd = here();
    const { child, ended } = await holding(['learn', '-', '--out', 'rules.yaml', '--packs', 'none'], cwd);
    child.kill(signal);
    expect((await ended).status).not.toBe(0);
    expect(locksIn(cwd)).toEqual([]);
  });

  test('belongs to a running process only if number and start time match', async () => {
    const cwd = here();
    leaveLock(cwd, 'out.jsonl', ownHolder());
    expect(await go(cwd)).toMatchObject({ status: 2, stderr: expect.stringContaining(`(process ${process.pid} on `) });
    leaveLock(cwd, 'out.jsonl', { ...ownHolder(), began: '1' });
    expect((await go(cwd)).status).toBe(0);
  });

  test('of another machine holds while that shows signs of life', async () => {
    const cwd = here();
    const file = leaveLock(cwd, 'out.jsonl', { ...ownHolder(), host: 'anderswo' });
    minutesAgo(file, 4);
    expect(await go(cwd)).toMatchObject({ status: 2, stderr: expect.stringContaining(' on anderswo, since ') });
    minutesAgo(file, 6);
    expect((await go(cwd)).status).toBe(0);
  });

  test.each(['', 'null', '{"pid":"x"}', '\u0000\u0001'])('without a valid holder holds only briefly: %j', async (content) => {
    const cwd = here();
    const file = leaveLock(cwd, 'out.jsonl', content);
    expect(await go(cwd)).toMatchObject({ status: 2, stderr: expect.stringContaining('another run is writing to out.jsonl; use --wait') });
    minutesAgo(file, 1);
    expect((await go(cwd)).status).toBe(0);
  });

  test('that cannot be created causes a note', async () => {
    const cwd = folderWith({ 'in/a.txt': ARTICLE, cache: 'eine Datei', 'r.jsonl': '' });
    const loud = OWN.filter((word) => word !== '--quiet');
    for (let n = 0; n < 2; n++) {
      const cleaned = await run(['clean', 'in', '--errors', 'e.jsonl', ...loud], cwd);
      expect([cleaned.status, cleaned.stderr]).toEqual([
        0,
        expect.stringContaining('other runs can write to the same outputs at the same time: '),
      ]);
      expect((await run(['clean', 'in', '--out', 'out', ...loud], cwd)).status).toBe(0);
    }
    const learned = await run(['learn', 'in', '--observe', 'x.obs'], cwd);
    expect([learned.status, learned.stderr]).toEqual([
      0,
      expect.stringContaining('note other runs can write to the same outputs at the same time: '),
    ]);
  });
});
