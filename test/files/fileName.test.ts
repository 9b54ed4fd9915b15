/** Names of inputs and outputs with any bytes, length and order: two documents never share a file. */
import { Buffer } from 'node:buffer';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameOf, shownName, systemName } from '../../src/files/fileName.js';
import { OutputNames } from '../../src/files/sinks/outputNames.js';
import { UniqueNames } from '../../src/files/uniqueNames.js';
import { filesIn, folderWith, klartext, removeFolders } from '../support/command.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';

/** Other systems reject names that are not UTF-8. */
const ANY_BYTES = process.platform === 'linux';
const withBytes = ANY_BYTES ? test : test.skip;

describe('a name with arbitrary bytes', () => {
  test('is encoded reversibly', () => {
    const name = fc.uint8Array({ minLength: 1, maxLength: 12 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(Buffer.from(systemName(nameOf(one)))).toEqual(one);
        expect(nameOf(one) === nameOf(other)).toBe(one.equals(other));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    [[0x61], 'a', 'a'],
    [[0xc3, 0xa4], 'ä', 'ä'],
    [[0xef, 0xbf, 0xbd], '\ufffd', '\ufffd'],
    [[0x61, 0xff], 'a\udcff', 'a\\xff'],
    [[0xef, 0xbf, 0xbd, 0xe9], '\ufffd\udce9', '\ufffd\\xe9'],
    [[0xed, 0xa0, 0x80], '\udced\udca0\udc80', '\\xed\\xa0\\x80'],
    [[0xf0, 0x9f, 0x92, 0x80], '\u{1f480}', '\u{1f480}'],
  ])('%j becomes %j, shown as %s', (bytes, name, shown) => {
    expect(nameOf(Buffer.from(bytes))).toBe(name);
    expect(shownName(name)).toBe(shown);
  });

  withBytes('is cleaned and restored without affecting similar names', async () => {
    const cwd = folderWith({ 'in/a.txt': `${SENTENCE} 1\n` });
    const odd: readonly (readonly [Buffer, string])[] = [
      [Buffer.from('in/a\xff.txt', 'latin1'), '2'],
      [Buffer.from('in/a\xfe.txt', 'latin1'), '3'],
      [Buffer.from('in/\xe9/b.txt', 'latin1'), '4'],
      [Buffer.from('in/a\ufffd.txt'), '5'],
      [Buffer.from('in/z\n\u2028y.txt'), '6'],
    ];
    mkdirSync(Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from('in/\xe9', 'latin1')]));
    const inFolder = (folder: string, name: Buffer) => Buffer.concat([Buffer.from(`${cwd}/${folder}`), name.subarray('in'.length)]);
    for (const [name, number] of odd) writeFileSync(inFolder('in', name), `${SENTENCE} ${number}\n`);
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', '--removed', 'weg.jsonl'], { cwd });
    expect([status, stderr]).toEqual([0, expect.stringContaining('6 documents cleaned')]);
    const written = Object.entries(filesIn(path.join(cwd, 'out'))).map(([name, text]) => [name, text.trim().at(-1)]);
    expect(written).toEqual([
      ['%E9/b.txt', '4'],
      ['a%FE.txt', '3'],
      ['a%FF.txt', '2'],
      ['a.txt', '1'],
      ['a\ufffd.txt', '5'],
      ['z__y.txt', '6'],
    ]);
    expect((await klartext(['restore', 'out', '--removed', 'weg.jsonl', '--out', 'zurueck'], { cwd })).status).toBe(0);
    for (const [name] of odd) expect(readFileSync(inFolder('zurueck', name))).toEqual(readFileSync(inFolder('in', name)));
    const named = await klartext(['clean', 'in', '--to', 'jsonl'], { cwd });
    expect(named.stdout).toContain('{"id":"in/a\\\\xff.txt"');
  });

  withBytes('is found when a shell passes it as an argument', async () => {
    const cwd = folderWith({ 'x.txt': SENTENCE });
    const at = (name: string) => Buffer.concat([Buffer.from(`${cwd}/`), Buffer.from(name, 'latin1')]);
    for (const name of ['a\xff.txt', 'a\xfe.txt']) writeFileSync(at(name), SENTENCE);
    mkdirSync(at('d\xff'));
    writeFileSync(at('d\xff/b.txt'), SENTENCE);
    // Node decodes both names to the same argument.
    const { stdout } = await klartext(['clean', 'a\ufffd.txt', 'a\ufffd.txt', 'd\ufffd', '--to', 'jsonl'], { cwd });
    expect(stdout.match(/"id":"[^"]*"/gu)).toEqual(['"id":"a\\\\xfe.txt"', '"id":"a\\\\xff.txt"', '"id":"d\\\\xff/b.txt"']);
  });
});

describe('outputs', () => {
  const recordsOf = (ids: readonly string[]) => ids.map((id) => `${JSON.stringify({ id, text: `${SENTENCE} ${id}` })}\n`).join('');

  test.each([
    ['the folder first', ['a.txt/b', 'a', 'a.txt_/b', 'A.TXT/c']],
    ['the folder last', ['A.TXT/c', 'a.txt_/b', 'a', 'a.txt/b']],
  ])('of an id that is also a folder of another id get different paths, %s', async (_what, ids) => {
    const cwd = folderWith({ 'r.jsonl': recordsOf(ids) });
    const { status } = await klartext(['clean', 'r.jsonl', '--out', 'o', '--removed', 'weg.jsonl'], { cwd });
    expect(status).toBe(0);
    const written = Object.entries(filesIn(path.join(cwd, 'o'))).map(([name, text]) => [name, text.trim().split(' ').at(-1)]);
    expect(written).toEqual([
      ['r/A.TXT_/c.txt', 'A.TXT/c'],
      ['r/a.txt', 'a'],
      ['r/a.txt_/b.txt', 'a.txt/b'],
      ['r/a.txt__/b.txt', 'a.txt_/b'],
    ]);
    const restored = await klartext(['restore', 'o', '--removed', 'weg.jsonl', '--out', 'zurueck'], { cwd });
    expect(restored).toMatchObject({ status: 0, stderr: expect.stringContaining('4 documents restored') });
    expect(Object.keys(filesIn(path.join(cwd, 'zurueck')))).toHaveLength(4);
  });

  test('of inputs with the longest possible names are shortened', async () => {
    const longest = (letter: string, ending: string) => letter.repeat(255 - ending.length) + ending;
    const umlauts = `${'ä'.repeat(125)}.html`;
    const files = ['.html', '.md', '.txt'].map((ending, i) => longest('abc'[i], ending));
    const cwd = folderWith(Object.fromEntries([...files, umlauts].map((name) => [`in/${name}`, `${SENTENCE}\n`])));
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'o', '--to', 'jsonl', '--compress', 'zst'], { cwd });
    expect([status, stderr]).toEqual([0, expect.stringContaining('4 documents cleaned')]);
    const names = readdirSync(path.join(cwd, 'o'));
    expect(names).toHaveLength(4);
    for (const name of names) expect(name).toMatch(/^(?:a+|b+|c+|ä+)~[0-9a-f]{12}\.jsonl\.zst$/u);
  });

  test('given on the command line may have the longest names too', async () => {
    const cwd = folderWith({ 'a.txt': SENTENCE });
    const [records, removed, rules, parquet, observed] = ['.jsonl', '.jsonl.gz', '.yaml', '.parquet', '.obs'].map(
      (ending) => 'ü'.repeat(120) + 'x'.repeat(15 - ending.length) + ending,
    );
    const { status } = await klartext(['clean', 'a.txt', '--out', records, '--removed', removed], { cwd });
    expect(status).toBe(0);
    expect((await klartext(['clean', 'a.txt', '--out', parquet], { cwd })).status).toBe(0);
    expect((await klartext(['learn', 'a.txt', '--out', rules, '--observe', observed], { cwd })).status).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['a.txt', records, removed, rules, parquet, observed].sort());
  });

  test('of files and of records have the same names', () => {
    const ids = ['a:b?.html', '.versteckt.html', 'con.html', 'ende .html', `${'x'.repeat(250)}.html`, 'site.txt/a.html', 'C:/d/e.html'];
    const walked = new OutputNames(
      ids.map((relative) => ({ file: relative, relative, walked: true })),
      'txt',
    );
    const recorded = new OutputNames([], 'txt');
    expect(ids.map((id) => walked.next(id))).toEqual(ids.map((id) => recorded.next(id)));
  });

  test('never share a name, never need a folder of the same name, and are short enough', () => {
    const segment = fc.constantFrom('a', 'A', 'a.txt', 'a.txt_', 'a.html', 'a_', 'x'.repeat(300), '..', '', 'nul', 'ä', 'a-2', '.txt');
    const relative = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
    fc.assert(
      fc.property(fc.array(relative, { maxLength: 30 }), fc.nat(30), (all, known) => {
        const inputs = all.slice(0, known).map((name) => ({ file: name, relative: name }));
        const names = new OutputNames(inputs, 'txt');
        const given = all.map((name) => names.next(name));
        expect(new Set(given).size).toBe(given.length);
        const folders = new Set(given.flatMap((name) => name.split('/').map((_, i, parts) => parts.slice(0, i).join('/'))));
        expect(given.filter((name) => folders.has(name))).toEqual([]);
        expect(given.flatMap((name) => name.split('/')).filter((part) => Buffer.byteLength(part) > 255)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('with equal names are numbered, even 200,000 of them', () => {
    const names = new UniqueNames(false);
    const given = Array.from({ length: 200_000 }, () => names.take('a', '.txt'));
    expect(given.slice(0, 3)).toEqual(['a.txt', 'a-2.txt', 'a-3.txt']);
    expect(given.at(-1)).toBe('a-200000.txt');
    expect(new Set(given).size).toBe(given.length);
  });

  test('differ in more than case if the file system ignores it', () => {
    const names = new UniqueNames(true);
    expect(['A', 'a', 'ä', 'a\u0308'].map((stem) => names.take(stem, '.txt'))).toEqual(['A.txt', 'a-2.txt', 'ä.txt', 'a\u0308-2.txt']);
  });
});
