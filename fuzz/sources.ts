// Files of records and archives as inputs: valid ones are made here, damaged by mutation, and read as a user's are.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { pack } from 'tar-stream';
import type { Item } from '#dist/files/item.js';
import type { SourceKind } from '#dist/files/sources/sourceKinds.js';
import { Broken } from './broken.js';
import { DICTIONARY } from './dictionary.js';
import { load, makeBox } from './library.js';
import type { Target, Targets } from './target.js';

/** No document is larger; mutation makes some that are. */
const MAX_BYTES = 1 << 14;

/** Two records, packed by programs that Node has not. */
const BZIP2 =
  'QlpoOTFBWSZTWUtAKXAAACjflAAQUAUAFQUACAA/71xKBAAIACAAQNU9CMRoYmQwEGMJiZMBMABcNnWB5aiWcRuBfgFCLQxRshUung1CoA9PczJhpii7EFqUPHHPPaxMvhGGOOm4QPvvxdyRThQkEtAKXAA=';
const XZ = [
  '/Td6WFoAAAFpIt42AgAhARYAAAB0L+Wj4ABVAE9dAD2IioaUiBPg84kzHvCj4AZ1xMItVJ3/3iQ+/Ea1vFF3qO7kv5BitW3rbvicDMxzP6z6aruBgdTqs8EShiHpN+lFEk67NmphAn9756HzkAAAABgeGYAAAWdWirwyiJBCmQ0BAAAAAAFZWg==',
  '/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4A1vAGNdAD2IioaUiBPg84kzHvCj4AZ1xMItVJ3/3iQ+/Ea1vFF3qO7kv5BitW3rbvicDMxzP6z6aruBgdTqs8EShiHpN+lFEk67NmphAn976GRSODTQNSwQXKUgbVxNfa5ReK1ymHmpAAAAxMLyngFFUTQAAX/wGgAAAG+MsU6xxGf7AgAAAAAEWVo=',
];

/** The errors that say what is wrong with an input. */
const ANSWERS = new Set(['UnreadableError', 'NoDocumentError']);

/** What JavaScript says of a mistake in a program, as it says it: no answer for the person who asked for a document. */
const NO_ANSWER =
  /^(?:Cannot |Invalid (?:array|typed|string)|Maximum |Offset |The "|\S+ is (?:not (?:a function|iterable|defined)|undefined)|Unexpected )/u;

const TEXT = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const PAGE = `<!DOCTYPE html><html><meta charset=utf-8><p>${TEXT}</p></html>`;

/** How a file is packed, and what that adds to its name. */
type Packing = readonly [ending: string, pack: (bytes: Uint8Array) => Uint8Array];

/** @returns a target for each kind of input, and one for compressed ones of all kinds */
export async function makeSourceTargets(dist: string): Promise<Targets> {
  const { readItems } = await load(dist, 'files/sources/readItems.js');
  const zstd = await Zstd.load();
  const box = makeBox();

  /** Reads bytes as a file with this ending; what its sum says is packed before. */
  const reads =
    (kind: SourceKind, ending: string, packings: readonly Packing[]) =>
    async (input: Uint8Array): Promise<void> => {
      const sum = input.reduce((all, byte) => (all * 31 + byte) >>> 0, 7);
      const [name, packed] = packings[sum % packings.length];
      const file = path.join(box, `x.${ending}${name}`);
      await writeFile(file, packed(input));
      const settings = { from: sum % 3 === 0 ? 'auto' : kind, fields: {}, maxBytes: MAX_BYTES } as const;
      const names = new Set<string>();
      for await (const found of readItems({ file, relative: `in/x.${ending}${name}` }, settings)) {
        if (names.has(found.name)) throw new Broken(`two documents are called ${found.name}`);
        names.add(found.name);
        expectPlace(found.relative);
        if ('error' in found) expectAnswer(found.error);
        else expectSize(found);
      }
    };
  const plain: Packing = ['', (bytes) => bytes];
  const gzip: Packing = ['.gz', gzipSync];
  const some: readonly Packing[] = [plain, plain, plain, gzip, ['.zst', (bytes) => (bytes.length === 0 ? bytes : zstd.compress(bytes))]];
  const target = (
    share: number,
    seeds: readonly Uint8Array[],
    words: readonly Uint8Array[],
    run: (input: Uint8Array) => Promise<void>,
  ): Target<Uint8Array> => ({ share, seeds: () => seeds, words, run, refuses: [] });

  const jsonl = [Buffer.from(RECORDS.map((record) => `${JSON.stringify(record)}\n`).join(''))];
  const csv = [',', ';', '\t'].map((mark) => Buffer.from(TABLE.map((row) => row.map((cell) => `"${cell}"`).join(mark)).join('\r\n')));
  const parquet = (['UNCOMPRESSED', 'SNAPPY'] as const).map((codec) => Buffer.from(parquetWriteBuffer({ columnData: COLUMNS, codec })));
  const warc = [warcOf(PAGE), gzipSync(warcOf(PAGE)), warcOf(gzipSync(PAGE), 'Content-Encoding: gzip\r\n')];
  const xml = [
    `<?xml version="1.0" encoding="utf-8"?><TEI><teiHeader><titleStmt><title>Steg</title></titleStmt></teiHeader><text><body><p>${TEXT}</p></body></text></TEI>`,
    `<rss><channel><item><link>https://a.example/1</link><description><![CDATA[<p>${TEXT}</p>]]></description></item></channel></rss>`,
    `<feed><entry><link href="https://a.example/1"/><content type="xhtml"><p>${TEXT}</p></content></entry></feed>`,
  ].map((source) => Buffer.from(source));
  const mime = [
    `From: x\nSubject: =?utf-8?Q?a?=\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n${PAGE}\n--b--\n`,
    `From: x\nSubject: y\nDate: z\n\n${TEXT}\n`,
  ].map((source) => Buffer.from(source));
  const tar = [
    await tarOf([
      ['a.html', PAGE],
      ['b/c.txt', TEXT],
      ['d.png', 'x'],
    ]),
    await tarOf([[`${'lang/'.repeat(40)}ä.html`, PAGE]]),
  ];
  const zip = [
    zipOf(
      [
        ['a.html', PAGE],
        ['b/c.txt', TEXT],
      ],
      deflateRawSync,
    ),
    zipOf([['ä.txt', TEXT]], (bytes) => bytes),
  ];
  const packed = [
    ...[...jsonl, ...csv, ...warc, ...tar].flatMap((bytes) => [
      gzipSync(bytes),
      Buffer.concat([gzipSync(bytes), gzipSync(bytes)]),
      zstd.compress(bytes),
    ]),
    ...[BZIP2, ...XZ].map((text) => Buffer.from(text, 'base64')),
  ];
  return {
    'source-jsonl': target(5, jsonl, DICTIONARY.jsonBytes, reads('jsonl', 'jsonl', some)),
    'source-csv': target(3, csv, DICTIONARY.csvBytes, reads('csv', 'csv', some)),
    'source-tsv': target(1, csv.slice(-1), DICTIONARY.csvBytes, reads('tsv', 'tsv', some)),
    'source-parquet': target(3, parquet, DICTIONARY.parquetBytes, reads('parquet', 'parquet', [plain])),
    'source-warc': target(4, warc, DICTIONARY.warcBytes, reads('warc', 'warc', some)),
    'source-xml': target(3, xml, DICTIONARY.xmlBytes, reads('xml', 'xml', some)),
    'source-mime': target(2, mime, DICTIONARY.mimeBytes, reads('mime', 'mht', some)),
    'source-tar': target(3, tar, DICTIONARY.tarBytes, reads('tar', 'tar', some)),
    'source-zip': target(3, zip, DICTIONARY.zipBytes, reads('zip', 'zip', [plain])),
    'source-packed': target(
      4,
      packed,
      DICTIONARY.packedBytes,
      reads('auto', 'jsonl', [
        ['.gz', (bytes) => bytes],
        ['', (bytes) => bytes],
      ]),
    ),
  };
}

/** A place below the output folder: never absolute, never climbing. */
function expectPlace(relative: string): void {
  const parts = relative.split('/');
  if (parts[0] !== 'in' || parts.includes('..') || parts.includes('') || relative.includes('\u0000'))
    throw new Broken(`the place ${JSON.stringify(relative)}`);
}

function expectSize({ content }: Item): void {
  const bytes = Buffer.byteLength(content);
  if (bytes > MAX_BYTES) throw new Broken(`a document of ${bytes} bytes`);
}

/** A sentence for people. */
function expectAnswer(error: Error): void {
  if (!ANSWERS.has(error.name) || error.message === '' || NO_ANSWER.test(error.message)) throw error;
}

const RECORDS = [
  { id: 'a', text: TEXT, url: 'https://bote.example/a', n: 1.5, tags: ['x', null] },
  { id: '../../b', html: PAGE, site: 'bote.example' },
  { title: 'Ein Steg', body: TEXT, big: 12345678901234567890n.toString() },
];

const TABLE = [
  ['id', 'text', 'url'],
  ['a', TEXT, 'https://bote.example/a'],
  ['b', 'Zwei ""Zeilen""\nin einem Feld', ''],
  ['../c', PAGE, 'x'],
];

const COLUMNS = [
  { name: 'id', data: ['a', 'b', '../c'] },
  { name: 'text', data: [TEXT, TEXT, PAGE] },
  { name: 'count', data: [1, 2, 3] },
];

function warcOf(body: string | Uint8Array, more = ''): Buffer {
  const page = typeof body === 'string' ? Buffer.from(body) : body;
  const http = Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n${more}\r\n`), page]);
  const record = (type: string, content: Buffer, header: string): Buffer =>
    Buffer.concat([
      Buffer.from(
        `WARC/1.0\r\nWARC-Type: ${type}\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: https://bote.example/a?b=../c\r\n${header}\r\nContent-Length: ${content.length}\r\n\r\n`,
      ),
      content,
      Buffer.from('\r\n\r\n'),
    ]);
  return Buffer.concat([
    record('warcinfo', Buffer.from('software: x\r\n'), 'Content-Type: application/warc-fields'),
    record('response', http, 'Content-Type: application/http; msgtype=response'),
    record('conversion', Buffer.from(TEXT), 'Content-Type: text/plain'),
  ]);
}

type Entries = readonly (readonly [name: string, content: string])[];

async function tarOf(entries: Entries): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of entries) archive.entry({ name }, content);
  archive.finalize();
  const pieces: Buffer[] = [];
  for await (const piece of archive) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** The least that a zip archive is; none of Klartext's libraries writes one. */
function zipOf(entries: Entries, compress: (bytes: Buffer) => Buffer): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of entries) {
    const content = Buffer.from(text);
    const data = compress(content);
    const path = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(data === content ? 0 : 8, 4);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(path.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const file = Buffer.concat([Buffer.from('PK\u0003\u0004'), fields, path, data]);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), fields, place, path);
    files.push(file);
    at += file.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, index, Buffer.from('PK\u0005\u0006'), end]);
}
