/** Full disks, read-only folders and vanished files are reported, and nothing else is lost. */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, type Run, removeFolders, shell as runLine } from '../support/command.js';

afterAll(removeFolders);

const OWN = ['--packs', 'none', '--model', 'none', '--quiet'];
const sentence = (n: number) => `Der Gemeinderat von Hohenwiek hat zum ${n}. Mal lange über den neuen Steg beraten.`;
const files = (count: number, length = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`in/d${n}.txt`, `${Array(length).fill(sentence(n)).join('\n\n')}\n`]));

// Root may write to any folder unless this capability is dropped.
const as = process.getuid?.() === 0 ? 'setpriv --bounding-set=-dac_override ' : '';
const shell = (line: string, cwd: string): Promise<Run> => runLine(line, cwd, { as, env: { XDG_CACHE_HOME: path.join(cwd, 'cache') } });

describe('a full disk', () => {
  // A limit on the file size makes a write fail as a full disk does.
  test('ends the run, and the same command continues it', async () => {
    const cwd = folderWith(files(300, 200));
    const line = `klartext clean in --out out.jsonl ${OWN.join(' ')}`;
    const { status, stderr } = await shell(`ulimit -f 1500; ${line}`, cwd);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^klartext: .*larger than this system allows\n$/u)]);
    expect(readdirSync(cwd).filter((name) => name.startsWith('out'))).toEqual(['out.jsonl.part']);
    expect(await shell(line, cwd)).toEqual({ status: 0, stdout: '', stderr: '' });
    const whole = folderWith(files(300, 200));
    await shell(line, whole);
    expect(filesIn(cwd)['out.jsonl']).toBe(filesIn(whole)['out.jsonl']);
    expect(filesIn(cwd)['out.jsonl'].split('\n')).toHaveLength(301);
  });

  test('is reported for standard output', async () => {
    const cwd = folderWith(files(3));
    const { status, stderr } = await shell(`klartext clean in ${OWN.join(' ')} > /dev/full`, cwd);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^klartext: standard output cannot be written to: .*ENOSPC.*\n$/u)]);
  });
});

describe('a read-only folder', () => {
  test('is reported before any work is done', async () => {
    const cwd = folderWith({ ...files(2), 'locked/old.txt': 'alt' });
    chmodSync(path.join(cwd, 'locked'), 0o555);
    for (const out of ['locked/out', 'locked/out.jsonl', 'locked']) {
      const { status, stderr } = await shell(`klartext clean in --out ${out} ${OWN.join(' ')}`, cwd);
      expect([status, stderr]).toEqual([2, `klartext: --out: ${out}: cannot be written to: permission denied\n`]);
    }
    expect(filesIn(path.join(cwd, 'locked'))).toEqual({ 'old.txt': 'alt' });
  });

  test('below /proc is an error like any other', async () => {
    const cwd = folderWith(files(1));
    const { status, stderr } = await shell(`timeout 20 klartext clean in --out /proc/nichts/out ${OWN.join(' ')}`, cwd);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^klartext: --out: \/proc\/nichts\/out: .*\n$/u)]);
  });

  test('for the journal disables only the journal', async () => {
    const cwd = folderWith({ ...files(2), cache: 'eine Datei' });
    const { status, stderr } = await shell('klartext clean in --out out --packs none --model none', cwd);
    expect(status).toBe(0);
    expect(stderr).toMatch(/^no journal is kept, so the next run will start over: .*\n2 documents cleaned into out: /u);
  });
});

// Only root can run as a user without an account.
(process.getuid?.() === 0 ? describe : describe.skip)('a user without a home', () => {
  test('has no journal, but everything else works', async () => {
    const cwd = folderWith(files(2));
    const { HOME: _, XDG_CACHE_HOME: __, NODE_OPTIONS: ___, ...env } = process.env;
    const nobody = ['--reuid=54321', '--inh-caps=+dac_override', '--ambient-caps=+dac_override', process.execPath];
    const args = [...nobody, process.env.KLARTEXT_COMMAND as string, 'clean', 'in', '--out', 'out', '--packs', 'none', '--model', 'none'];
    const { status, stderr } = spawnSync('setpriv', args, { cwd, env, encoding: 'utf8' });
    expect([status, stderr]).toEqual([
      0,
      expect.stringMatching(/^no journal is kept, so the next run will start over: .*uv_os_homedir.*\n2 documents cleaned into out: /u),
    ]);
  });
});

describe('inputs', () => {
  test('that vanish during the run are reported by name', async () => {
    const count = 400;
    const cwd = folderWith(files(count, 50));
    const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, 'clean', 'in', '--out', 'out', '--jobs', '1', ...OWN], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: path.join(cwd, 'cache') },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = text(child.stderr);
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (!readdirSync(cwd).includes('out')) await new Promise((resolve) => setTimeout(resolve, 2));
    // These are read last.
    for (const name of ['d99.txt', 'd98.txt']) rmSync(path.join(cwd, 'in', name));
    expect([await ended, await said]).toEqual([1, 'error in/d98.txt: no longer exists\nerror in/d99.txt: no longer exists\n']);
    expect(Object.keys(filesIn(path.join(cwd, 'out')))).toHaveLength(count - 2);
  });

  test('behind circular links are cleaned once', async () => {
    const cwd = folderWith(files(2));
    symlinkSync('..', path.join(cwd, 'in/rund'));
    symlinkSync('selbst', path.join(cwd, 'in/selbst.txt'));
    symlinkSync('selbst.txt', path.join(cwd, 'in/selbst'));
    writeFileSync(path.join(cwd, 'in/d2.txt'), sentence(2));
    const { status } = await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd });
    expect([0, 1]).toContain(status);
    expect(Object.keys(filesIn(path.join(cwd, 'out')))).toEqual(['d0.txt', 'd1.txt', 'd2.txt']);
  });
});
