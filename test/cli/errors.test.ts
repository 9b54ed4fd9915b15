/** Errors are reported in one line that names the file, affect no other document, and set the exit status. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { filesIn, folderWith, klartext, removeFolders } from '../support/command.js';
import { encode } from '../support/encode.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const BODY = `${SENTENCE}\n`;
const PICTURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 8, 6);
const NO_PACKS = ['--packs', 'none', '--engine', 'fast', '--model', 'none'];

describe('a document that cannot be cleaned', () => {
  test.concurrent('among good ones is named, the others are cleaned, and the status is 1', async () => {
    const cwd = folderWith({
      'in/a.txt': BODY,
      'in/b.txt': PICTURE,
      'in/c.txt': '',
      'in/d.html': PICTURE,
      'in/e.html': `<p>${SENTENCE}</p>`,
    });
    const { status, stdout, stderr } = await klartext(['clean', 'in', '--out', 'out', ...NO_PACKS], { cwd });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    const picture = 'a picture, which is not read: there is no text in it';
    expect(stderr.split('\n')).toEqual([
      `error in/b.txt: ${picture}`,
      'error in/c.txt: the file is empty',
      `error in/d.html: ${picture}`,
      '2 documents cleaned into out, 3 failed: 0.0 % of the text removed',
      '',
    ]);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': BODY, 'e.txt': BODY });
  });

  test.concurrent('alone gives status 1 and no output', async () => {
    const cwd = folderWith({ 'leer.txt': '' });
    expect(await klartext(['clean', 'leer.txt', ...NO_PACKS], { cwd })).toEqual({
      status: 1,
      stdout: '',
      stderr: 'error leer.txt: the file is empty\n',
    });
  });

  test.concurrent('because it is unreadable is named like any other', async () => {
    const cwd = folderWith({ 'a.txt': BODY });
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path.join(cwd, 'socket.txt'), resolve));
    try {
      const { status, stdout, stderr } = await klartext(['clean', 'socket.txt', 'a.txt', '--to', 'jsonl', '--quiet', ...NO_PACKS], { cwd });
      expect(status).toBe(1);
      const [failed, cleaned] = stdout.trimEnd().split('\n');
      expect(JSON.parse(failed)).toEqual({ id: 'socket.txt', error: expect.any(String) });
      expect(JSON.parse(cleaned)).toMatchObject({ id: 'a.txt', body: SENTENCE });
      expect(stderr).toMatch(/^error socket\.txt: .+\n$/u);
    } finally {
      server.close();
    }
  });

  test.concurrent('is named with --quiet, too', async () => {
    const cwd = folderWith({ 'in/a.txt': BODY, 'in/b.txt': '' });
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', '--quiet', ...NO_PACKS], { cwd });
    expect([status, stderr]).toEqual([1, 'error in/b.txt: the file is empty\n']);
  });
});

describe('an odd document', () => {
  test.concurrent('is cleaned, with a note that names it', async () => {
    const cut = `<p>${SENTENCE}</p><a href="/wei`;
    const label = encode('windows-1252', `<html><head><meta charset="x-hohenwiek"></head><body><p>${SENTENCE}</p></body></html>`);
    const cwd = folderWith({ 'in/cut.html': cut, 'in/label.html': label, 'in/whole.html': `<p>${SENTENCE}</p>` });
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', ...NO_PACKS], { cwd });
    expect(status).toBe(0);
    expect(stderr.split('\n').filter((text) => text.startsWith('note'))).toEqual([
      'note in/cut.html: the page ends inside a tag: it may have been cut short',
      'note in/label.html: unknown charset “x-hohenwiek”, read as windows-1252',
    ]);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'cut.txt': BODY, 'label.txt': BODY, 'whole.txt': BODY });
  });

  test.concurrent('made only of furniture is kept whole, with a note', async () => {
    const rules = 'format: klartext-rules/1\nrules:\n  - { category: ad, remove: block, match: { text: Anzeige } }\n';
    const cwd = folderWith({ 'rules.yaml': rules, 'a.txt': 'Anzeige\n' });
    const { status, stdout, stderr } = await klartext(['clean', 'a.txt', ...NO_PACKS, '--rules', 'rules.yaml'], { cwd });
    expect([status, stdout]).toEqual([0, 'Anzeige\n']);
    expect(stderr).toContain('note a.txt: the rules would have removed everything: kept whole\n');
    const { stderr: counted } = await klartext(['clean', 'a.txt', '--out', 'out', ...NO_PACKS, '--rules', 'rules.yaml'], { cwd });
    expect(counted).toMatch(/^1 document cleaned into out, 1 quarantined: 0\.0 % of the text removed$/mu);
  });
});

describe('a command that cannot be followed', () => {
  const files = { 'a.txt': BODY, 'broken.yaml': 'format: klartext-rules/1\nrules:\n  - keep: a\n    where: oben\n' };

  test.concurrent.each([
    ['no command', [], /Name a command\./u],
    ['an unknown command', ['polish', 'a.txt'], /Unknown arguments?: polish/u],
    ['a misspelled command', ['claen', 'a.txt'], /^klartext: Did you mean clean\?\nTry “klartext --help”\.\n$/u],
    ['no path', ['clean'], /at least one file, folder or glob/u],
    ['a file that is not there', ['clean', 'b.txt'], /^klartext: b\.txt: no such file or folder\n$/u],
    ['a glob that matches nothing', ['clean', '*.nix'], /^klartext: \*\.nix: no file matches\n$/u],
    ['an unknown option', ['clean', 'a.txt', '--nosuch'], /Unknown argument: nosuch/u],
    ['an unknown form', ['clean', 'a.txt', '--to', 'pdf'], /"pdf".*"txt", "md", "json", "jsonl", "html"/su],
    ['an unknown engine', ['clean', 'a.txt', '--engine', 'slow'], /"slow"/u],
    [
      'an unknown pack',
      ['clean', 'a.txt', '--packs', 'de,tlh'],
      /^klartext: --packs: unknown pack “tlh”; known packs are html, common, de.*\n$/u,
    ],
    [
      'a rule file that is not there',
      ['clean', 'a.txt', '--rules', 'none.yaml'],
      /^klartext: --rules: none\.yaml cannot be read \(ENOENT\)\n$/u,
    ],
    [
      'a rule file that is wrong',
      ['clean', 'a.txt', '--rules', 'broken.yaml'],
      /^klartext: broken\.yaml:4: where: expected head, tail or top\n$/u,
    ],
    [
      'Parquet that is compressed once more',
      ['clean', 'a.txt', '--out', 'b.parquet.gz'],
      /^klartext: --out: Parquet files are compressed internally; name it b\.parquet and leave out --compress\n$/u,
    ],
    [
      'Parquet that is compressed once more, by an option',
      ['clean', 'a.txt', '--out', 'b.parquet', '--compress', 'zst'],
      /^klartext: --compress: Parquet files are compressed internally; name it b\.parquet and leave out --compress\n$/u,
    ],
    ['a file that is not there, to explain', ['explain', 'b.txt'], /^klartext: b\.txt: no such file or folder\n$/u],
  ] as const)('ends with status 2 and says why: %s', async (_what, args, message) => {
    const { status, stdout, stderr } = await klartext(args, { cwd: folderWith(files) });
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /u);
  });

  test.concurrent('is one for a folder without documents, even if it is named like a document', async () => {
    const cwd = folderWith({ 'in/picture.png': 'x' });
    mkdirSync(path.join(cwd, 'x.txt'));
    for (const folder of ['in', 'x.txt']) {
      const { status, stderr } = await klartext(['clean', folder, ...NO_PACKS], { cwd });
      expect([status, stderr]).toEqual([
        2,
        expect.stringMatching(new RegExp(`^klartext: ${folder}: no \\.html, .* files in this folder\\n$`, 'u')),
      ]);
    }
  });

  test.concurrent('is one for a broken link', async () => {
    const cwd = folderWith({});
    symlinkSync('nowhere.txt', path.join(cwd, 'a.txt'));
    expect(await klartext(['clean', 'a.txt', ...NO_PACKS], { cwd })).toEqual({
      status: 2,
      stdout: '',
      stderr: 'klartext: a.txt: no such file or folder\n',
    });
  });

  test.concurrent('writes nothing at all', async () => {
    const cwd = folderWith(files);
    await klartext(['clean', 'a.txt', '--out', 'out', '--rules', 'broken.yaml'], { cwd });
    expect(Object.keys(filesIn(cwd))).toEqual(['a.txt', 'broken.yaml']);
  });
});

describe('help', () => {
  test.concurrent('is in English, whatever the language of the user', async () => {
    const { stdout } = await klartext(['learn', '--help'], { env: { LC_ALL: 'de_DE.UTF-8' } });
    expect(stdout).toContain('\nOptions:\n');
    expect(stdout).not.toContain('Optionen');
  });

  test.concurrent('names the commands and their options, with status 0', async () => {
    const all = await klartext(['--help']);
    expect(all.status).toBe(0);
    expect(all.stdout).toMatch(/klartext clean/u);
    expect(all.stdout).toMatch(/klartext explain/u);
    const one = await klartext(['clean', '--help']);
    expect(one.status).toBe(0);
    for (const option of ['--out', '--to', '--packs', '--rules', '--engine', '--site', '--quiet']) expect(one.stdout).toContain(option);
  });
});

describe('a reader that closes the pipe', () => {
  test.concurrent('is not an error and causes no message', async () => {
    const cwd = folderWith(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`in/${i}.txt`, `${SENTENCE}\n`.repeat(4000)])));
    const { status, stdout, stderr } = await klartext(['clean', 'in', '--quiet', ...NO_PACKS], { cwd, readOnly: 1000 });
    expect(stdout.length).toBeGreaterThanOrEqual(1000);
    expect(stdout.length).toBeLessThan(30 * 4000 * SENTENCE.length);
    expect([status, stderr]).toEqual([0, '']);
  });

  test.concurrent('of an explanation is not an error either', async () => {
    const cwd = folderWith({ 'a.txt': `${SENTENCE}\n`.repeat(30_000) });
    expect(await klartext(['explain', 'a.txt', ...NO_PACKS], { cwd, readOnly: 1000 })).toMatchObject({ status: 0, stderr: '' });
  });
});
