/** A run that was killed continues where it left off, and a repeated run does only what is new. */
import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { unchangedFile } from '../../../src/batch/resume/earlierRuns.js';
import { fingerprint, printOf, type SettingsFingerprint, settingsFingerprint } from '../../../src/batch/resume/fingerprint.js';
import { History } from '../../../src/batch/resume/history.js';
import { Journal } from '../../../src/batch/resume/journal.js';
import type { Task } from '../../../src/files/item.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const rulesWith = (...more: readonly string[]) =>
  [
    'format: klartext-rules/1\nrules:',
    '  - { id: piece, category: ad, remove: block, match: { text: Möbelstück } }',
    ...more.map((line) => `  - ${line}`),
    '',
  ].join('\n');
const OWN = ['--packs', 'none', '--model', 'none', '--rules', 'rules.yaml'];
const sentence = (n: number) => `Der Gemeinderat von Hohenwiek hat zum ${n}. Mal lange über den neuen Steg beraten.`;
const article = (n: number) => `Möbelstück\n\n${`${sentence(n)}\n\n`.repeat(30)}`;
const files = Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`in/s${n % 6}/d${n}.txt`, article(n)]));

/** Runs the command and kills it a number of milliseconds after it has started to write. */
function killed(args: readonly string[], cwd: string, cache: string, milliseconds: number): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, ...args], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: cache },
      stdio: 'ignore',
    });
    // A run that continues already has its files, so only a change shows that it is writing.
    const before = stateOf(cwd);
    let timer: NodeJS.Timeout | undefined;
    const look = setInterval(() => {
      if (timer === undefined && stateOf(cwd) !== before) timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    }, 2);
    child.on('close', (_, signal) => {
      clearInterval(look);
      clearTimeout(timer);
      resolve(signal);
    });
  });
}

/** The outputs with their modification times. */
function stateOf(cwd: string): string {
  const outputs = readdirSync(cwd).filter((name) => name.startsWith('out'));
  return outputs.map((name) => `${name} ${statSync(path.join(cwd, name), { throwIfNoEntry: false })?.mtimeMs}`).join('\n');
}

/** The outputs of a run by name, decompressed. */
function written(cwd: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(cwd)) {
    if (!name.startsWith('out')) continue;
    const file = path.join(cwd, name);
    if (name.endsWith('.gz')) found[name] = gunzipSync(readFileSync(file)).toString();
    else if (name.includes('.')) found[name] = readFileSync(file, 'utf8');
    else Object.assign(found, Object.fromEntries(Object.entries(filesIn(file)).map(([inside, text]) => [`${name}/${inside}`, text])));
  }
  return found;
}

describe('a run that is killed', () => {
  // Seeded, so that failures can be reproduced.
  const moments = (seed: number) => {
    let state = seed;
    return () => {
      state = (state * 1103515245 + 12345) & 0x7fffffff;
      return (state / 0x7fffffff) * 400;
    };
  };

  test.each([
    ['a folder', ['--out', 'out'], 11],
    ['a folder with what was removed', ['--out', 'out', '--removed', 'out-removed.jsonl.gz', '--errors', 'out-errors.jsonl'], 12],
    ['a file of records', ['--out', 'out.jsonl'], 13],
    ['a compressed file of records', ['--out', 'out.jsonl.gz', '--removed', 'out-removed.jsonl'], 14],
  ])('continues with %s until the result is as if it had never been killed', async (_, out, seed) => {
    const args = ['clean', 'in', ...out, '--quiet', ...OWN];
    const input = { 'rules.yaml': rulesWith(), ...files, 'in/leer.txt': '' };
    const undisturbed = folderWith(input);
    await klartext(args, { cwd: undisturbed });
    const expected = written(undisturbed);
    expect(Object.keys(expected).length).toBeGreaterThan(0);
    const cwd = folderWith(input);
    const cache = path.join(cwd, 'cache');
    const moment = moments(seed);
    // The first kill comes as soon as it writes, so that there is work left on fast machines.
    let kills = (await killed(args, cwd, cache, 0)) === 'SIGKILL' ? 1 : 0;
    for (let i = 0; i < 3; i++) if ((await killed(args, cwd, cache, moment())) === 'SIGKILL') kills++;
    expect(kills).toBeGreaterThan(0);
    const { status, stderr } = await klartext(args, { cwd, env: { XDG_CACHE_HOME: cache } });
    expect([status, stderr]).toEqual([1, 'error in/leer.txt: the file is empty\n']);
    expect(written(cwd)).toEqual(expected);
  });

  test('by SIGINT finishes current documents, says how to continue, and continues', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...files });
    const cache = path.join(cwd, 'cache');
    const args = ['clean', 'in', '--out', 'out', ...OWN];
    const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, ...args], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: cache },
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece.toString();
    });
    const ended = new Promise((resolve) => child.on('close', resolve));
    // As soon as there is something to interrupt.
    while (!readdirSync(cwd).includes('out')) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(said).toContain('interrupted; finishing current documents');
    expect(said).toContain('the same command continues from here');
    const before = Object.keys(filesIn(path.join(cwd, 'out'))).length;
    expect(before).toBeLessThan(600);
    const { stderr } = await klartext(args, { cwd, env: { XDG_CACHE_HOME: cache } });
    expect(stderr).toMatch(new RegExp(`^${600 - before} documents cleaned into out, ${before} unchanged: `, 'u'));
    expect(Object.keys(filesIn(path.join(cwd, 'out')))).toHaveLength(600);
  });
});

describe('a run that is suspended for a while', () => {
  test('loses no document to the time limit, which counts only running time', async () => {
    // Long enough to be in progress when the run is suspended, and after it resumes.
    const long = (n: number) => Array.from({ length: 60_000 }, (_, k) => sentence(n * 60_000 + k)).join('\n\n');
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...Object.fromEntries([0, 1, 2, 3].map((n) => [`in/${n}.txt`, long(n)])) });
    const args = ['clean', 'in', '--out', 'out', '--timeout', '4', '--jobs', '2', ...OWN];
    const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, ...args], {
      cwd,
      env: { ...process.env, XDG_CACHE_HOME: path.join(cwd, 'cache') },
    });
    const said = text(child.stderr);
    const ended = new Promise((resolve) => child.on('close', resolve));
    while (!readdirSync(cwd).includes('out')) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill('SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, 5000));
    child.kill('SIGCONT');
    expect([await ended, await said]).toEqual([0, expect.stringMatching(/^(?:\d.*\n)*4 documents cleaned into out: /u)]);
  });
});

describe('another build of the program', () => {
  test('does not continue what this one has done', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), 'in/1.txt': article(1) });
    const built = path.join(cwd, 'built');
    cpSync(process.env.KLARTEXT_BUILT as string, built, { recursive: true });
    const run = async (command: string) =>
      (await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd, env: { XDG_CACHE_HOME: path.join(cwd, 'cache') }, command })).stderr;
    const [old, other] = [process.env.KLARTEXT_COMMAND as string, path.join(built, 'dist/cli/main.js')];
    expect(await run(old)).toMatch(/^1 document cleaned/u);
    expect(await run(other)).toMatch(/^0 documents cleaned into out, 1 unchanged/u);
    const print = path.join(built, 'dist/fingerprint');
    expect(readFileSync(print, 'utf8')).toMatch(/^[0-9a-f]{64}$/u);
    writeFileSync(
      print,
      readFileSync(print, 'utf8').replace(/./u, (digit) => (digit === '0' ? '1' : '0')),
    );
    expect(await run(other)).toMatch(/^1 document cleaned/u);
  });
});

describe('a run into the same folder', () => {
  const small = { 'in/a.example/1.txt': article(1), 'in/a.example/2.txt': article(2), 'in/b.example/3.txt': article(3) };
  const summaryOf = async (cwd: string, ...more: readonly string[]) =>
    (await klartext(['clean', 'in', '--out', 'out', ...OWN, ...more], { cwd })).stderr.split(':')[0].trimEnd();

  test('cleans changed and new documents, and those whose output is missing', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...small });
    expect(await summaryOf(cwd)).toBe('3 documents cleaned into out');
    expect(await summaryOf(cwd)).toBe('0 documents cleaned into out, 3 unchanged');
    writeFileSync(path.join(cwd, 'in/a.example/1.txt'), article(10));
    writeFileSync(path.join(cwd, 'in/b.example/4.txt'), article(4));
    rmSync(path.join(cwd, 'out/a.example/2.txt'));
    expect(await summaryOf(cwd)).toBe('3 documents cleaned into out, 1 unchanged');
    expect(filesIn(path.join(cwd, 'out'))['a.example/1.txt']).toContain(sentence(10));
  });

  test('cleans everything again with --no-resume, another format or other rules', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...small });
    await summaryOf(cwd);
    expect(await summaryOf(cwd, '--no-resume')).toBe('3 documents cleaned into out');
    writeFileSync(path.join(cwd, 'rules.yaml'), rulesWith('{ id: other, category: ad, remove: block, match: { text: Anderes } }'));
    expect(await summaryOf(cwd)).toBe('3 documents cleaned into out');
    expect(await summaryOf(cwd, '--favor', 'recall')).toBe('3 documents cleaned into out');
    expect(await summaryOf(cwd, '--favor', 'recall', '--layout', 'lines')).toBe('3 documents cleaned into out');
  });

  test('cleans only documents of a site again if one of its rules has changed', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...small });
    await summaryOf(cwd);
    const ofB = '{ id: b, category: ad, remove: block, site: b.example, match: { text: Anderes } }';
    writeFileSync(path.join(cwd, 'rules.yaml'), rulesWith(ofB));
    expect(await summaryOf(cwd)).toBe('1 document cleaned into out, 2 unchanged');
  });

  test('tries failed documents again', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), ...small, 'in/leer.txt': '' });
    await summaryOf(cwd);
    writeFileSync(path.join(cwd, 'in/leer.txt'), article(5));
    expect(await summaryOf(cwd)).toBe('1 document cleaned into out, 3 unchanged');
  });
});

describe('a document that learning has assigned to a site by its text', () => {
  const task: Task = { name: 'in/1.txt', relative: '1.txt', file: 'in/1.txt', content: Buffer.from(article(1)) };
  const workWith = (clusters: Readonly<Record<string, string>>) =>
    settingsFingerprint(
      {
        ruleSets: [],
        site: { clusters: new Map(Object.entries(clusters)) },
        to: 'txt',
        verdicts: false,
        removed: false,
        engine: 'auto',
        model: 'none',
      },
      [],
    );
  const before = workWith({ 'in/1.txt': 'cluster-1', 'in/2.txt': '' });
  const folder = folderWith({ '1.txt': sentence(1) });
  const size = Buffer.byteLength(sentence(1));
  const entry = { name: task.name, print: printOf(fingerprint(task), before, 'cluster-1'), site: 'cluster-1', out: '1.txt', size };
  const journal = path.join(folder, 'journal');
  const writing = Journal.begin(journal, before.whole);
  writing.add([entry]);
  writing.close();
  const history = History.read(journal, '');
  afterAll(() => history.close());
  const isKnown = (now: SettingsFingerprint) => unchangedFile(history, folder, now, task, '1.txt') !== undefined;

  test.each([
    ['known where it stays in it', { 'in/1.txt': 'cluster-1', 'in/2.txt': 'cluster-1' }, true],
    ['cleaned again in another', { 'in/1.txt': 'cluster-2', 'in/2.txt': '' }, false],
    ['cleaned again where it stands alone now', { 'in/1.txt': '', 'in/2.txt': '' }, false],
  ])('is %s', (_, clusters, known) => expect(isKnown(workWith(clusters))).toBe(known));

  test('changes the fingerprint of the whole run', () => {
    expect(workWith({ 'in/1.txt': 'cluster-1', 'in/2.txt': '' }).whole).toBe(before.whole);
    expect(workWith({ 'in/1.txt': 'cluster-1', 'in/2.txt': 'cluster-1' }).whole).not.toBe(before.whole);
  });
});

describe('a run into the same folder, with a file of removals', () => {
  test('does nothing if nothing has changed, and everything if an output is missing', async () => {
    const cwd = folderWith({ 'rules.yaml': rulesWith(), 'in/1.txt': article(1), 'in/2.txt': article(2) });
    const run = async () => (await klartext(['clean', 'in', '--out', 'out', '--removed', 'r.jsonl', ...OWN], { cwd })).stderr;
    await run();
    const removed = readFileSync(path.join(cwd, 'r.jsonl'), 'utf8');
    expect(await run()).toBe('0 documents cleaned into out, 2 unchanged\n');
    rmSync(path.join(cwd, 'out/1.txt'));
    expect(await run()).toMatch(/^something has changed .*\n2 documents cleaned into out: /u);
    expect(Object.keys(filesIn(path.join(cwd, 'out')))).toEqual(['1.txt', '2.txt']);
    expect(readFileSync(path.join(cwd, 'r.jsonl'), 'utf8')).toBe(removed);
  });
});

describe('a run into the same file of records', () => {
  test('does nothing if nothing has changed, and otherwise rewrites the file', async () => {
    const records = (...numbers: readonly number[]) => numbers.map((id) => `${JSON.stringify({ id, text: article(id) })}\n`).join('');
    const cwd = folderWith({ 'rules.yaml': rulesWith(), 'in.jsonl': records(1, 2, 3) });
    const run = async () => (await klartext(['clean', 'in.jsonl', '--out', 'out.jsonl', ...OWN], { cwd })).stderr;
    const ids = () =>
      readFileSync(path.join(cwd, 'out.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: number }).id);
    expect(await run()).toMatch(/^3 documents cleaned into out\.jsonl: /u);
    expect(await run()).toBe('0 documents cleaned into out.jsonl, 3 unchanged\n');
    for (const numbers of [
      [1, 4, 3],
      [1, 4, 3, 5],
      [1, 4],
    ]) {
      writeFileSync(path.join(cwd, 'in.jsonl'), records(...numbers));
      expect(await run()).toMatch(new RegExp(`^something has changed .*\\n${numbers.length} documents cleaned into out\\.jsonl: `, 'u'));
      expect(ids()).toEqual(numbers);
    }
    expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
