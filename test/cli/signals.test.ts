/** Signals end a run soon, whatever it is at, with what has been done kept; the status is that of the signal. */
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
/** So large that a worker has it in hand until it is ended. */
const endless = Array.from({ length: 400_000 }, (_, n) => sentence(n)).join('\n\n');

/** A command that is running, with its standard input open. */
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
  const ended = once(child, 'exit').then(([code, signal]) => code ?? 128 + constants.signals[signal as Signal]);
  return {
    child,
    ended,
    said: () => said,
    /** Resolves once it has said so. */
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

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Waits until a command runs its own code: before, the signals end it as they end any program. */
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
  test.concurrent.each(SIGNALS)('is ended by %s, and goes on where it was', async (signal, status) => {
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

  test('ends as well where what it writes to is full, with nothing more coming', async () => {
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

  test('is ended where nobody hears what it says any more', async () => {
    const cwd = folderWith({});
    const { child, ended } = start(['clean', '-', '--from', 'jsonl', '--out', 'out.jsonl', ...OWN], cwd);
    await until(() => readdirSync(cwd).includes('out.jsonl.part'));
    child.stderr.destroy();
    child.kill('SIGHUP');
    expect(await ended).toBe(129);
  });
});

describe('a command that has nothing to finish is ended at once', () => {
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
  /** Cleans more than a pipe holds, and reads no more of it than that it has begun. */
  async function unread() {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 400 }, (_, n) => [`in/${n}.txt`, sentence(n).repeat(20)])));
    const running = start(['clean', 'in', ...OWN], cwd);
    await once(running.child.stdout, 'readable');
    running.child.kill('SIGTERM');
    await running.hears('again to stop at once');
    return running;
  }

  test('that waits for a reader who does not read', async () => {
    const { ended } = await unread();
    expect(await ended).toBe(143);
  });

  test('at once by a second signal', async () => {
    const { child, ended } = await unread();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  });

  test('that has a document in hand for too long; what came before it is kept', async () => {
    // More than go to a worker at once.
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
