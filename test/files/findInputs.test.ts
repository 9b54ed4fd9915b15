/** The files that a command line refers to. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findInputs, NoInputError } from '../../src/files/findInputs.js';
import { BOX } from '../support/sources.js';

let count = 0;

/** A folder with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = path.join(BOX, `ordner-${++count}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const namesIn = async (folder: string) => (await findInputs([folder])).map(({ relative }) => relative);

describe('a folder', () => {
  test('contributes files of all kinds, compressed or not, in order', async () => {
    const kinds = [
      'html',
      'HTM',
      'xhtml',
      'txt',
      'text',
      'md',
      'jsonl',
      'ndjson',
      'csv',
      'tsv',
      'parquet',
      'warc',
      'wet',
      'tar',
      'zip',
      'tgz',
    ];
    const names = kinds.flatMap((kind) =>
      kind === 'tgz' ? ['a/x.tgz'] : [`a/x.${kind}`, `b/x.${kind}.gz`, `b/x.${kind}.zst`, `c/x.${kind}.bz2`, `c/x.${kind}.xz`],
    );
    const others = ['a/x.png', 'a/x.json', 'a/x.gz', 'a/x.js.gz', '.git/x.html', 'a/.hidden.html', 'html', 'a/xhtml.gz'];
    const folder = folderWith(Object.fromEntries([...names, ...others].map((name) => [name, ''])));
    expect(await namesIn(folder)).toEqual(names.sort());
  });

  test('without suitable files is an error that lists the endings', async () => {
    await expect(findInputs([folderWith({ 'x.png': '' })])).rejects.toThrow(
      /: no \.html, .*\.zip \(each also \.gz, \.zst, \.bz2, \.xz\) files in this folder$/u,
    );
  });
});

describe('an ignore file', () => {
  test('excludes files and folders beside it and below', async () => {
    const folder = folderWith({
      '.ignore': '# Entwürfe\nentwurf*\n/nur-oben.txt\nalt/\n!entwurf-gut.txt\n',
      'a.txt': '',
      'entwurf.txt': '',
      'entwurf-gut.txt': '',
      'nur-oben.txt': '',
      'alt/a.txt': '',
      'b/nur-oben.txt': '',
      'b/alt/c/a.txt': '',
      'b/entwurf.html': '',
      'b/.klartextignore': '*.csv\n!entwurf.html\n',
      'b/x.csv': '',
      'b/c/x.csv': '',
      'x.csv': '',
      'b/ALT/a.txt': '',
    });
    expect(await namesIn(folder)).toEqual(['a.txt', 'b/ALT/a.txt', 'b/entwurf.html', 'b/nur-oben.txt', 'entwurf-gut.txt', 'x.csv']);
  });

  test('that excludes everything is an error; it may be a link', async () => {
    await expect(findInputs([folderWith({ '.ignore': '*', 'a.txt': '' })])).rejects.toThrow(
      /: its \.ignore or \.klartextignore files exclude all files/u,
    );
    const folder = folderWith({ 'a.txt': '' });
    symlinkSync('a.txt', path.join(folder, '.ignore'));
    expect(await namesIn(folder)).toEqual(['a.txt']);
  });

  test('does not apply to files given by name', async () => {
    const folder = folderWith({ '.ignore': '*.txt', 'a.txt': '' });
    expect(await findInputs([path.join(folder, 'a.txt')])).toHaveLength(1);
    expect(await findInputs([`${folder}/*.txt`])).toHaveLength(1);
  });
});

describe('links', () => {
  test('may form circles: each file occurs once, under its own name', async () => {
    const folder = folderWith({ 'a/b/x.html': '', 'z.txt': '' });
    for (const [to, name] of [
      ['..', 'a/b/hinauf'],
      ['../..', 'a/b/ganz-hinauf'],
      ['.', 'selbst'],
      ['a', '0-vorn'],
      ['kreis', 'kreis'],
      ['kreis.html', 'kreis.html'],
      ['nirgends', 'nirgends.html'],
    ])
      symlinkSync(to, path.join(folder, name));
    expect(await namesIn(folder)).toEqual(['a/b/x.html', 'z.txt']);
  });

  test('to a folder are followed once, links to files always', async () => {
    const outside = folderWith({ 'x.html': '', 'tief/y.html': '' });
    const folder = folderWith({ 'a.txt': '' });
    symlinkSync(outside, path.join(folder, 'p'));
    symlinkSync(outside, path.join(folder, 'q'));
    symlinkSync('a.txt', path.join(folder, 'b.txt'));
    expect(await namesIn(folder)).toEqual(['a.txt', 'b.txt', 'p/tief/y.html', 'p/x.html']);
  });
});

test('a path that does not exist is an error', async () => {
  await expect(findInputs([path.join(BOX, 'fehlt')])).rejects.toThrow(NoInputError);
});

test('thousands of files in many folders are found', async () => {
  const folder = folderWith(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`${i % 50}/${i}.html`, ''])));
  expect(await namesIn(folder)).toHaveLength(5000);
});
