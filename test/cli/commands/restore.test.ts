/** `klartext restore` as run by users: originals are restored byte for byte. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';
import { BZIP2, decoded, LINES, XZ } from '../../support/compressed.js';
import { bytesOf, encode, encodeUtf16 } from '../../support/encode.js';
import { SAMPLES } from '../../support/samples.js';

afterAll(removeFolders);

const run = (cwd: string, ...args: string[]) => klartext(args, { cwd });

/** The files of a folder, as bytes in words. */
function bytesIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.keys(filesIn(folder)).map((name) => [name, readFileSync(path.join(folder, name)).toString('base64')]));
}

const TEXT = 'Textgröße ändern:\r\nDie Bürger von Nüsseburg hörten „lange“ zu – und gingen für heute nach Hause.\r\n\r\nAnzeige';

const folder = folderWith({
  'in/utf8.txt': `\ufeff${TEXT}`,
  'in/deep/wide.txt': bytesOf([0xff, 0xfe], encodeUtf16(TEXT, 'le')),
  'in/deep/old.txt': encode('windows-1252', TEXT),
  'in/broken.txt': bytesOf(encode('windows-1252', TEXT), [0x81, 0x0d], TEXT),
});
cpSync(SAMPLES, path.join(folder, 'in'), { recursive: true });

describe('a folder', () => {
  test.each(['jsonl', 'jsonl.gz', 'jsonl.zst'])('of texts and pages is restored from --to html, with removals as .%s', async (ending) => {
    const removed = `removed.${ending}`;
    const out = `html-${ending}`;
    expect((await run(folder, 'clean', 'in', '--to', 'html', '--out', out, '--removed', removed)).status).toBe(0);
    const { status, stderr, stdout } = await run(folder, 'restore', out, '--removed', removed, '--out', `again-${ending}`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toMatch(/^[\d,]+ documents restored into again-\S+\n$/u);
    expect(bytesIn(path.join(folder, `again-${ending}`))).toEqual(bytesIn(path.join(folder, 'in')));
  });

  test('of texts is restored from bodies; pages are reported', async () => {
    await run(folder, 'clean', 'in', '--out', 'txt', '--compress', 'gz', '--removed', 'removed-txt.jsonl');
    const { status, stderr } = await run(folder, 'restore', 'txt', '--removed', 'removed-txt.jsonl', '--out', 'again-txt');
    expect(status).toBe(1);
    expect(stderr).toMatch(/error in\/\S+\.html: a page is restored from --to html\n/u);
    expect(stderr).toMatch(/ restored into again-txt, \d+ failed\n$/u);
    const texts = Object.entries(bytesIn(path.join(folder, 'in'))).filter(([name]) => name.endsWith('.txt'));
    expect(bytesIn(path.join(folder, 'again-txt'))).toEqual(Object.fromEntries(texts));
  });
});

describe('records', () => {
  const lines = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({ id: i, text: `${TEXT} ${i}`, url: `https://ostwall-kurier.example/${i}`, tags: ['a', { b: null }], notes: i % 2 }),
  );
  const source = lines.map((line) => `${line}\n`).join('');

  test.each(['clean.jsonl', 'clean.jsonl.zst', 'clean.parquet'])('as %s become the original records', async (out) => {
    const cwd = folderWith({ 'in.jsonl.gz': gzipSync(source) });
    expect((await run(cwd, 'clean', 'in.jsonl.gz', '--to', 'jsonl', '--out', out, '--removed', 'removed.jsonl.gz')).status).toBe(0);
    const { status, stdout } = await run(cwd, 'restore', out, '--removed', 'removed.jsonl.gz', '--to', 'jsonl', '--quiet');
    expect(status).toBe(0);
    expect(stdout).toBe(source);
  });

  test.each([
    ['bz2', BZIP2],
    ['xz', XZ],
  ])('that were compressed as .%s become the original records', async (ending, members) => {
    const cwd = folderWith({ [`in.jsonl.${ending}`]: Buffer.concat(decoded(members)) });
    await run(cwd, 'clean', `in.jsonl.${ending}`, '--out', 'clean.jsonl', '--removed', 'removed.jsonl');
    const { status, stdout } = await run(cwd, 'restore', 'clean.jsonl', '--removed', 'removed.jsonl', '--to', 'jsonl', '--quiet');
    expect([status, stdout]).toEqual([0, LINES.join('')]);
  });

  test('are read from standard input and written to a file', async () => {
    const cwd = folderWith({ 'in.jsonl': source });
    await run(cwd, 'clean', 'in.jsonl', '--to', 'jsonl', '--out', 'clean.jsonl', '--removed', 'removed.jsonl');
    const input = readFileSync(path.join(cwd, 'clean.jsonl'));
    const { status, stderr } = await klartext(['restore', '-', '--removed', 'removed.jsonl', '--out', 'again.jsonl'], { cwd, input });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '30 documents restored into again.jsonl\n' });
    expect(filesIn(cwd)['again.jsonl']).toBe(source);
  });
});

describe('a restore that is impossible is refused', () => {
  const cwd = folderWith({ 'clean/a.txt': 'Steg\n', 'removed.jsonl': 'nope\n' });

  test.each([
    [['clean', '--out', 'again'], /Missing required argument: removed/u],
    [['clean', '--removed', 'removed.jsonl'], /--out: name the folder/u],
    [['nowhere', '--removed', 'removed.jsonl', '--out', 'again'], /nowhere: no such file or folder/u],
    [['clean', '--removed', 'nowhere', '--out', 'again'], /nowhere: no such file or folder/u],
    [['clean', '--removed', 'removed.jsonl', '--out', './clean/'], /--out: clean is an input/u],
    [['-', '--removed', '-', '--out', 'again'], /standard input cannot be both/u],
  ])('%j', async (args, message) => {
    const { status, stderr } = await run(cwd, 'restore', ...args);
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
  });

  test('a damaged line affects only its own document', async () => {
    const { status, stderr } = await run(cwd, 'restore', 'clean', '--removed', 'removed.jsonl', '--out', 'again');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error removed\.jsonl:1: is not a line of JSON.*\n0 documents restored into again, 1 failed\n$/u);
  });
});
