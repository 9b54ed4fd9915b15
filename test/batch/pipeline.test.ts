/** `klartext clean` between two other commands, and over many documents with several threads. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, removeFolders } from '../support/command.js';

afterAll(removeFolders);

const RULES = 'format: klartext-rules/1\nrules:\n  - { id: piece, category: ad, remove: block, match: { text: Möbelstück } }\n';
const OWN = ['--packs', 'none', '--model', 'none', '--rules', 'rules.yaml', '--quiet'];
const sentence = (n: number) => `Der Gemeinderat von Hohenwiek hat zum ${n}. Mal lange über den neuen Steg beraten.`;
const article = (n: number) => `Möbelstück\n\n${sentence(n)}\n`;
const lines = (records: readonly object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const parsed = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a pipeline of JSON Lines', () => {
  test('yields a record for each record, in order, with several threads', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    const input = lines(Array.from({ length: 1500 }, (_, n) => ({ id: n, text: article(n), n: n * 2 })));
    const { status, stdout, stderr } = await klartext(['clean', '-', '--from', 'jsonl', '--to', 'jsonl', '--jobs', '2', ...OWN], {
      cwd,
      input,
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(parsed(stdout).map(({ id, n, body }) => [id, n, body])).toEqual(Array.from({ length: 1500 }, (_, n) => [n, n * 2, sentence(n)]));
  });

  test('keeps the other fields of a record in order, and adds its own after them', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    const input = `{"lang":"de","text":${JSON.stringify(article(1))},"id":"a","meta":{"eigen":[1.50,null]},"gross":12345678901234567890,"notes":"alt"}\n`;
    const { stdout } = await klartext(['clean', '-', '--from', 'jsonl', '--to', 'jsonl', '--no-verdicts', ...OWN], { cwd, input });
    expect(stdout).toBe(
      `{"lang":"de","id":"a","meta":{"eigen":[1.5,null]},"gross":12345678901234567890,"body":${JSON.stringify(sentence(1))},"notes":[]}\n`,
    );
  });

  test('replaces a bad record with an error record, in place or in the --errors file', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    const input = `{"id":1,"text":"${sentence(1)}"}\nkein JSON\n{"id":3,"anderes":"x"}\n{"id":4,"text":"${sentence(4)}"}\n`;
    const args = ['clean', '-', '--from', 'jsonl', '--to', 'jsonl', '--no-verdicts', ...OWN];
    const together = await klartext(args, { cwd, input });
    expect(together.status).toBe(1);
    expect(parsed(together.stdout)).toMatchObject([
      { id: 1, body: sentence(1) },
      { id: '<stdin>#2', error: expect.stringContaining('not valid JSON') },
      { id: 3, anderes: 'x', error: expect.stringContaining('--text-field') },
      { id: 4, body: sentence(4) },
    ]);
    expect(together.stderr).toMatch(/^error <stdin>#2: .*\nerror <stdin>#3: .*\n$/u);
    const apart = await klartext([...args, '--errors', 'bad.jsonl'], { cwd, input });
    expect(parsed(apart.stdout).map(({ id }) => id)).toEqual([1, 4]);
    expect(parsed(readFileSync(path.join(cwd, 'bad.jsonl'), 'utf8')).map(({ id }) => id)).toEqual(['<stdin>#2', 3]);
  });

  test('passes a record on before the next one arrives', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    const child = spawn(
      process.execPath,
      [process.env.KLARTEXT_COMMAND as string, 'clean', '-', '--from', 'jsonl', '--to', 'jsonl', ...OWN],
      {
        cwd,
      },
    );
    const first = new Promise<string>((resolve) => child.stdout.once('data', (piece: Buffer) => resolve(piece.toString())));
    child.stdin.write(lines([{ id: 'erster', text: article(1) }]));
    expect(JSON.parse(await first)).toMatchObject({ id: 'erster', body: sentence(1) });
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });

  test('ends quietly if the reader closes the pipe', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    const input = lines(Array.from({ length: 3000 }, (_, n) => ({ id: n, text: article(n) })));
    const { status, stderr } = await klartext(['clean', '-', '--from', 'jsonl', '--to', 'jsonl', ...OWN], { cwd, input, readOnly: 2000 });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('a folder', () => {
  test('may contain record files without documents: they are skipped unless named', async () => {
    const list = lines([
      { id: 1, besitzer: 'Rat' },
      { id: 2, text: article(2) },
    ]);
    const cwd = folderWith({
      'rules.yaml': RULES,
      'in/a.txt': article(1),
      'in/liste.jsonl': list,
      'in/texte.jsonl': lines([{ id: 3, text: article(3) }]),
    });
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd });
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^note in\/liste\.jsonl: left out, .*--text-field.*\n$/u)]);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': `${sentence(1)}\n`, 'texte/3.txt': `${sentence(3)}\n` });
    const named = await klartext(['clean', 'in/liste.jsonl', '--out', 'named', ...OWN], { cwd });
    expect([named.status, named.stderr]).toEqual([1, expect.stringMatching(/^error in\/liste\.jsonl#1: none of its field names .*\n$/u)]);
    const records = ['clean', 'in', '--out', 'out.jsonl', ...OWN];
    expect((await klartext(records, { cwd })).status).toBe(0);
    expect(parsed(readFileSync(path.join(cwd, 'out.jsonl'), 'utf8'))).toHaveLength(2);
    expect((await klartext(records.slice(0, -1), { cwd })).stderr).toMatch(
      /^note .*\n0 documents cleaned into out\.jsonl, 2 unchanged, 1 passed over\n$/u,
    );
    const learned = await klartext(['learn', 'in', '--out', 'learned.yaml', '--quiet'], { cwd });
    expect([learned.status, learned.stderr]).toEqual([0, expect.not.stringContaining('error')]);
  });
});

describe('many documents', () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`in/${n % 5}/d${n}.txt`, article(n)]));
  const expected = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${n % 5}/d${n}.txt`, `${sentence(n)}\n`]));

  test('give the same results for any number of threads', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, ...files });
    for (const jobs of ['1', '3']) {
      await klartext(['clean', 'in', '--out', `out${jobs}`, '--jobs', jobs, ...OWN], { cwd });
      expect(filesIn(path.join(cwd, `out${jobs}`))).toEqual(expected);
    }
  });

  test('fill a record file, compressed according to its name', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, ...files });
    await klartext(['clean', 'in', '--out', 'bodies.jsonl.gz', '--no-verdicts', ...OWN], { cwd });
    const records = parsed(gunzipSync(readFileSync(path.join(cwd, 'bodies.jsonl.gz'))).toString());
    expect(records.map(({ id, body }) => [id, body])).toEqual(
      Object.keys(files)
        .sort()
        .map((name) => [name, sentence(Number(/d(\d+)/u.exec(name)?.[1]))]),
    );
  });

  test('lose only the one that takes too long', async () => {
    const long = Array.from({ length: 150_000 }, (_, n) => article(n)).join('\n');
    const cwd = folderWith({ 'rules.yaml': RULES, ...files, 'in/2/zuviel.txt': long });
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', '--timeout', '0.3', ...OWN], { cwd });
    expect([status, stderr]).toEqual([1, 'error in/2/zuviel.txt: took longer than 0.3 s (--timeout)\n']);
    expect(filesIn(path.join(cwd, 'out'))).toEqual(expected);
  });

  test('lose only the one that kills its worker', async () => {
    const long = Array.from({ length: 150_000 }, (_, n) => article(n)).join('\n');
    const cwd = folderWith({ 'rules.yaml': RULES, ...files, 'in/2/zuviel.txt': long });
    const env = { NODE_OPTIONS: '--max-old-space-size=64' };
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd, env });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error in\/2\/zuviel\.txt: needs more memory than a worker has; .*\n$/u);
    expect(filesIn(path.join(cwd, 'out'))).toEqual(expected);
  });

  test('are reported as JSON with --log json', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, ...files, 'in/leer.txt': '' });
    const { stderr } = await klartext(['clean', 'in', '--out', 'out', '--log', 'json', ...OWN.slice(0, -1)], { cwd });
    expect(parsed(stderr)).toMatchObject([
      { event: 'error', document: 'in/leer.txt', message: 'the file is empty' },
      { event: 'summary', cleaned: 200, failed: 1, unchanged: 0, removedByCategory: { ad: 2000 }, blocksByRule: { piece: 200 } },
    ]);
  });

  test('are summarised: bytes, rate, rules', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, ...files });
    const { stderr } = await klartext(['clean', 'in', '--out', 'out', ...OWN.slice(0, -1)], { cwd });
    expect(stderr).toMatch(
      /^200 documents cleaned into out: [\d.]+ % of the text removed \(ad [\d.]+ %\)\n {2}[\d.]+ kB read and [\d.]+ kB written in [\d.]+ s: [\d,]+ documents and [\d.]+ [kM]B a second\n {2}blocks by rule: piece 200\n$/u,
    );
  });
});
