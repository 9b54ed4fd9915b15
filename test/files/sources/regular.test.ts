/** Only regular files are read; others are reported and counted. */
import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.\n';
const onLinux = process.platform === 'linux' ? test : test.skip;

function folder(): string {
  const cwd = folderWith({ 'in/a.txt': SENTENCE, 'fern/b.txt': SENTENCE });
  execFileSync('mkfifo', [path.join(cwd, 'in/rohr.html')]);
  for (const [to, name] of [
    ['rohr.html', 'in/link-rohr.txt'],
    ['/dev/zero', 'in/null.html'],
    ['/proc/self/mem', 'in/speicher.txt'],
    ['/proc/kmsg', 'in/kern.txt'],
    ['/sys/kernel/notes', 'in/notizen.txt'],
    ['../fern/b.txt', 'in/link.txt'],
  ])
    symlinkSync(to, path.join(cwd, name));
  return cwd;
}

onLinux('pipes, devices and system files in a folder are passed over and counted', async () => {
  const cwd = folder();
  const { status, stderr } = await klartext(['clean', 'in', '--out', 'o'], { cwd });
  expect(status).toBe(0);
  expect(stderr.split('\n').sort()).toEqual([
    '',
    '2 documents cleaned into o, 6 passed over: 0.0 % of the text removed',
    'note in/kern.txt: passed over: it is a file of the system, in /proc or /sys',
    'note in/link-rohr.txt: passed over: it is a named pipe',
    'note in/notizen.txt: passed over: it is a file of the system, in /proc or /sys',
    'note in/null.html: passed over: it is a device',
    'note in/rohr.html: passed over: it is a named pipe',
    'note in/speicher.txt: passed over: it is a file of the system, in /proc or /sys',
  ]);
  const json = await klartext(['clean', 'in/*', '--out', 'p', '--log', 'json'], { cwd });
  expect(JSON.parse(json.stderr.trim().split('\n').at(-1) as string)).toMatchObject({ cleaned: 2, failed: 0, passedOver: 6 });
});

onLinux('every command that reads a folder passes over them', async () => {
  const cwd = folder();
  const explained = await klartext(['explain', 'in'], { cwd });
  expect([explained.status, explained.stderr.match(/^note .*passed over/gmu)?.length]).toEqual([0, 6]);
  const learned = await klartext(['learn', 'in', '--out', 'r.yaml'], { cwd });
  expect([learned.status, learned.stderr.match(/^note .*passed over/gmu)?.length]).toEqual([0, 6]);
});

onLinux('pipes and devices given by name fail, except pipes made by a shell', async () => {
  const cwd = folder();
  const { status, stderr } = await klartext(['clean', 'in/rohr.html', 'in/null.html', 'in/kern.txt', 'in/a.txt', '--out', 'o'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('error in/rohr.html: is a named pipe, not a file: pass it on standard input');
  expect(stderr).toContain('1 document cleaned into o, 3 failed');
  const command = `'${process.execPath}' '${process.env.KLARTEXT_COMMAND}' clean <(cat in/a.txt)`;
  expect(execFileSync('bash', ['-c', command], { cwd, encoding: 'utf8' })).toBe(SENTENCE);
});

onLinux('pipes are not read as ignore files or as outputs to restore from either', async () => {
  const cwd = folder();
  await klartext(['clean', 'in/a.txt', '--out', 'o', '--removed', 'weg.jsonl'], { cwd });
  rmSync(path.join(cwd, 'o/a.txt'));
  symlinkSync('../in/rohr.html', path.join(cwd, 'o/a.txt'));
  const restored = await klartext(['restore', 'o', '--removed', 'weg.jsonl', '--out', 'z'], { cwd });
  expect([restored.status, restored.stderr]).toEqual([1, expect.stringContaining('error in/a.txt: o/a.txt: is a named pipe, not a file')]);
  symlinkSync('rohr.html', path.join(cwd, 'in/.ignore'));
  const { status, stderr } = await klartext(['clean', 'in', '--out', 'p'], { cwd });
  expect([status, stderr]).toEqual([2, expect.stringContaining('one of its ignore files cannot be read (is a named pipe')]);
});
