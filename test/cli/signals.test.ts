/** Signals end a run soon, whatever it is doing, and keep what has been done; the exit status is that of the signal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../support/command.js';

afterAll(removeFolders);

type Signal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const OWN = ['--packs', 'none', '--model', 'none'];
const sentence = (n: number) => `Der Gemeinderat von Hohenwiek hat zum ${n}. Mal lange über den neuen Steg beraten.`;
const record = (n: number) => `${JSON.stringify({ id: n, text: sentence(n) })}\n`;
/** Large enough to keep a worker busy until the run is ended. */
const endless = Array.from({ length: 400_000 }, (_, n) => sentence(n)).join('\n\n');

/** A running command with its standard input open. */
function start(args: readonly string[], cwd: string) {
  const env = { ...process.env, XDG_CACHE_HOME: path.join(cwd, 'cache') };
  const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, ...args], { cwd, env });
  child.stdin.on('error', () => undefined);
  let said = '';
  const heard = new Set<() => void>();
  child.stderr.on('data', (piece: Buffer) => {
    said += piece.toString();
    for (const look of heard) look();
  });
  const ended = once(child, 'close').then(([code, signal]) => code ?? 128 + constants.signals[signal as Signal]);
  return {
    child,
    ended,
    said: () => said,
    /** Resolves once it has written this text. */
    hears: (words: string) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (said.includes(words)) resolve();
        };
        heard.add(look);
        look();
      }),
  };
}

/** Waits until a condition holds. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until the code of a command runs; before that, signals have their default effect. */
const reads = async ({ child }: ReturnType<typeof start>) => {
  await once(child, 'spawn');
  await until(() => readFileSync(`/proc/${child.pid}/cmdline`, 'utf8').includes('main.js'));
};

const SIGNALS: readonly [Signal, number][] = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

describe('a run that waits for standard input', () => {
  test.concurrent.each(SIGNALS)('is ended by %s, and continues where it left off', async (signal, status) => {
    const cwd = folderWith({});
    const args = ['clean', '-', '--from', 'jsonl', '--out', 'out.jsonl', ...OWN];
    const { child, ended, said } = start(args, cwd);
    child.stdin.write(record(1) + record(2));
    await until(() => readdirSync(cwd).includes('out.jsonl.part'));
    child.kill(signal);
    expect(await ended).toBe(status);
    expect(said()).toContain('the same command continues from here');
    const env = { XDG_CACHE_HOME: path.join(cwd, 'cache') };
    const { stderr } = await klartext(args, { cwd, env, input: record(1) + record(2) + record(3) });
    const unchanged = Number(/(\d+) unchanged/u.exec(stderr)?.[1] ?? 0);
    expect(stderr).toContain(`${3 - unchanged} document`);
    expect(readFileSync(path.join(cwd, 'out.jsonl'), 'utf8').trimEnd().split('\n')).toHaveLength(3);
  });

  test('is ended even if its output is full and no input arrives', async () => {
    const cwd = folderWith({});
    const command = `ulimit -f 1; exec '${process.execPath}' '${process.env.KLARTEXT_COMMAND}' clean - --from jsonl --out out.jsonl`;
    const child = spawn('bash', ['-c', `${command} ${OWN.join(' ')}`], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: path.join(cwd, 'c') },
    });
    child.stdin.on('error', () => undefined);
    child.stdin.write(Array.from({ length: 20_000 }, (_, n) => record(n)).join(''));
    expect((await once(child, 'exit'))[0]).toBe(2);
  });

  test('is ended even if its standard error is closed', async () => {
    const cwd = folderWith({});
    const { child, ended } = start(['clean', '-', '--from', 'jsonl', '--out', 'out.jsonl', ...OWN], cwd);
    await until(() => readdirSync(cwd).includes('out.jsonl.part'));
    child.stderr.destroy();
    child.kill('SIGHUP');
    expect(await ended).toBe(129);
  });
});

describe('a command with nothing to finish ends immediately', () => {
  const removed = '{"format":"klartext-standoff/1"}\n';
  test.concurrent.each<[string, readonly string[]]>([
    ['learn', ['learn', '-', '--from', 'jsonl', '--out', 'rules.yaml', '--packs', 'none']],
    ['explain', ['explain', '-', '--from', 'jsonl', ...OWN]],
    ['restore', ['restore', '-', '--removed', 'r.jsonl', '--out', 'again']],
  ])('%s', async (_, args) => {
    const cwd = folderWith({ 'r.jsonl': removed });
    const running = start(args, cwd);
    await reads(running);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(143);
    expect(readdirSync(cwd)).not.toContain('rules.yaml');
  });

  test.concurrent('at start-up', async () => {
    const running = start(['clean', '-', ...OWN], folderWith({}));
    await reads(running);
    running.child.kill('SIGHUP');
    expect(await running.ended).toBe(129);
  });

  test.concurrent('while it learns first', async () => {
    const cwd = folderWith({ 'in/a.txt': endless, 'in/b.txt': sentence(1) });
    const running = start(['clean', 'in', '--learn', '--out', 'out', ...OWN], cwd);
    await reads(running);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    running.child.kill('SIGTERM');
    expect(await running.ended).toBe(143);
    expect(readdirSync(cwd)).not.toContain('out');
  });
});

describe('a run is ended', () => {
  /** Cleans more than a pipe holds, and reads only enough to see that it has started. */
  async function unread() {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`in/${n}.txt`, sentence(n).repeat(20)])));
    const running = start(['clean', 'in', ...OWN], cwd);
    await once(running.child.stdout, 'readable');
    running.child.kill('SIGTERM');
    await running.hears('repeat to stop immediately');
    return running;
  }

  test('that waits for a reader who does not read', async () => {
    const { ended } = await unread();
    expect(await ended).toBe(143);
  });

  test('immediately by a second signal', async () => {
    const { child, ended } = await unread();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });

  test('that is busy with one document for too long; earlier results are kept', async () => {
    // More than go to a worker in one batch.
    const before = Object.fromEntries(Array.from({ length: 70 }, (_, n) => [`in/a/${n}.txt`, sentence(n)]));
    const cwd = folderWith({ ...before, 'in/b.txt': endless });
    const args = ['clean', 'in', '--out', 'out', '--timeout', '600', ...OWN];
    const { child, ended, said } = start(args, cwd);
    await until(() => readdirSync(cwd).includes('out'));
    child.kill('SIGTERM');
    expect(await ended).toBe(143);
    expect(said()).toContain('the same command continues from here');
    expect(said()).not.toContain('error');
    expect(readdirSync(path.join(cwd, 'out'))).toEqual(['a']);
    expect(readdirSync(path.join(cwd, 'out/a')).length).toBeGreaterThanOrEqual(64);
  });
});
