/** `clean` and `restore` together return every document byte for byte, for an input of every format. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { compressed } from '../../../src/files/sinks/compress.js';
import { parquetFromLines } from '../../../src/files/sinks/parquet.js';
import { answer, record, tar, zip } from '../../support/archives.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';
import { bytesOf, encode, encodeUtf16 } from '../../support/encode.js';
import { isBad, itemsOf } from '../../support/sources.js';

afterAll(removeFolders);

const TEXT = 'Textgröße ändern:\r\nDie Bürger von Nüsseburg hörten „lange“ zu – und gingen\u00a0 nach Hause.\r\n\r\nAnzeige';
const PAGE = `<!DOCTYPE html>\r\n<meta charset=windows-1252><p>Anzeige</p>\n<p >Die Bürger „hörten“ lange zu, sagt man, und gingen dann nach Hause.</p>`;
const OLD_PAGE = encode('windows-1252', PAGE);
const WIDE = bytesOf([0xff, 0xfe], encodeUtf16(TEXT, 'le'));
const RECORDS = [TEXT, `\ufeff${TEXT}\n`, 'Anzeige'].map((text, id) => JSON.stringify({ id: `n${id}`, text, tags: [id] }));
const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

async function parquet(): Promise<Uint8Array> {
  const folder = folderWith({ spool: RECORDS.map((line) => `${line}\n`).join('') });
  await parquetFromLines(path.join(folder, 'spool'), path.join(folder, 'made'));
  return readFileSync(path.join(folder, 'made'));
}

const entries = [
  ['a/steg.txt', WIDE],
  ['b.html', OLD_PAGE],
] as const;

const INPUTS: Readonly<Record<string, string | Uint8Array>> = {
  'text.txt': `\ufeff${TEXT}`,
  'old.html': OLD_PAGE,
  'packed.txt.gz': gzipSync(WIDE),
  'packed.html.zst': await compressed(OLD_PAGE, 'zst'),
  'news.jsonl': RECORDS.map((line) => `${line}\n`).join(''),
  'news.jsonl.gz': gzipSync(RECORDS.join('\n')),
  'pages.jsonl': `${JSON.stringify({ url: 'https://bote.example/1', html: PAGE })}\n`,
  'news.csv': `id,text\r\n1,${cell(TEXT)}\r\n2,${cell('Anzeige')}\r\n`,
  'news.tsv': `id\ttext\n1\tAnzeige und mehr\n`,
  'news.parquet': await parquet(),
  'crawl.warc.gz': gzipSync(
    Buffer.concat([
      answer('https://bote.example/a.html', OLD_PAGE, ['Content-Type: text/html; charset=windows-1252']),
      answer('https://bote.example/b.txt', gzipSync(TEXT), ['Content-Type: text/plain', 'Content-Encoding: gzip']),
    ]),
  ),
  'crawl.wet': record('conversion', 'https://bote.example/c', TEXT, 'text/plain'),
  'pages.tar.gz': gzipSync(await tar(entries)),
  'pages.zip': zip(entries),
};

test.each(Object.keys(INPUTS))('%s', async (name) => {
  const cwd = folderWith({ [name]: INPUTS[name] });
  const found = await itemsOf({ file: path.join(cwd, name), relative: name });
  expect(found.length).toBeGreaterThan(0);
  const expected = found.map((item) =>
    isBad(item) ? [item.relative, item.error.message] : [item.relative, Buffer.from(item.content).toString('base64')],
  );
  const cleaned = await klartext(['clean', name, '--to', 'html', '--out', 'clean', '--removed', 'r.jsonl.zst'], { cwd });
  expect(cleaned.status).toBe(0);
  const { status } = await klartext(['restore', 'clean', '--removed', 'r.jsonl.zst', '--out', 'again'], { cwd });
  expect(status).toBe(0);
  const names = Object.keys(filesIn(path.join(cwd, 'again')));
  const restored = names.map((file) => [file, readFileSync(path.join(cwd, 'again', file)).toString('base64')]);
  expect(restored).toEqual(expected.toSorted());
});
