/** Live pipes: whatever arrives on standard input is read, cleaned and written before anything else arrives. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { Zstd } from '@hpcc-js/wasm-zstd';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { STDIN } from '../../../src/files/findInputs.js';
import { partOf } from '../../../src/files/sinks/lineFile.js';
import { readItems } from '../../../src/files/sources/readItems.js';
import type { SourceKind } from '../../../src/files/sources/sourceKinds.js';
import { record, tar } from '../../support/archives.js';
import { folderWith, removeFolders } from '../../support/command.js';
import { decoded, LINES, XZ } from '../../support/compressed.js';
import { isBad, SETTINGS, textOf } from '../../support/sources.js';

afterAll(removeFolders);

const own = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
afterEach(() => {
  Object.defineProperty(process, 'stdin', own);
});

/** Milliseconds after which an answer is given up. */
const NEVER = 5000;

/**
 * Reads standard input where each piece arrives once all documents of earlier pieces have been read.
 * @returns the documents, and how many pieces had arrived when each was read
 */
async function readLive(pieces: readonly Uint8Array[], from: SourceKind): Promise<[text: string, pieces: number][]> {
  const read: [string, number][] = [];
  let sent = 0;
  let answered: () => void = () => undefined;
  async function* slowly(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) {
      const answer = new Promise<void>((resolve) => {
        answered = resolve;
      });
      sent++;
      yield piece;
      const timer = setTimeout(answered, NEVER);
      await answer;
      clearTimeout(timer);
    }
  }
  Object.defineProperty(process, 'stdin', { value: slowly(), configurable: true });
  for await (const found of readItems({ file: STDIN, relative: 'stdin' }, { ...SETTINGS, from })) {
    read.push([isBad(found) ? found.error.message : textOf(found), sent]);
    answered();
  }
  return read;
}

describe('a lone document on standard input is read before the next', () => {
  const texts = ['Es schneit.', 'Es taut.', 'Es friert.'];
  const records = texts.map((text) => Buffer.from(`${JSON.stringify({ text })}\n`));
  const each = texts.map((text, i) => [text, i + 1]);

  test('a record of JSON Lines, with the format given or detected', async () => {
    expect(await readLive(records, 'jsonl')).toEqual(each);
    expect(await readLive(records, 'auto')).toEqual(each);
  });

  test('a row of a table', async () => {
    const rows = texts.map((text, i) => Buffer.from(`${i === 0 ? 'nummer,text\n' : ''}${i},${text}\n`));
    expect(await readLive(rows, 'csv')).toEqual(each);
  });

  test('a record of a WARC', async () => {
    const pieces = texts.map((text) => record('conversion', 'https://a.example/', text, 'text/plain'));
    expect(await readLive(pieces, 'auto')).toEqual(each);
  });

  test('an entry of a tar archive', async () => {
    const END = 1024;
    const pieces = await Promise.all(texts.map(async (text) => (await tar([['a.txt', text]])).subarray(0, -END)));
    expect(await readLive(pieces, 'auto')).toEqual(each);
  });

  test.each<[string, readonly Uint8Array[] | (() => Promise<readonly Uint8Array[]>)]>([
    ['gzip', records.map((line) => gzipSync(line))],
    ['Zstandard', async () => await Zstd.load().then((zstd) => records.map((line) => zstd.compress(line)))],
    ['xz', decoded(XZ)],
  ])('a stream of %s', async (_, made) => {
    const pieces = typeof made === 'function' ? await made() : made;
    const expected = pieces.length === texts.length ? texts : LINES.map((line) => JSON.parse(line).text as string);
    expect(await readLive(pieces, 'auto')).toEqual(expected.map((text, i) => [text, i + 1]));
  });
});

/** Starts `klartext clean -`, to which records are sent one at a time; `ask` waits for the answer on standard output. */
function conversation(args: readonly string[], unpacked: (out: NodeJS.ReadableStream) => NodeJS.ReadableStream) {
  const folder = folderWith({});
  const child = spawn(process.execPath, [process.env.KLARTEXT_COMMAND as string, 'clean', '-', '--to', 'jsonl', ...args, ...QUIET], {
    cwd: folder,
  });
  const send = (text: string): void => {
    child.stdin.write(`${JSON.stringify({ text })}\n`);
  };
  const answers = createInterface({ input: unpacked(child.stdout) })[Symbol.asyncIterator]();
  const ended = once(child, 'close');
  return {
    folder,
    send,
    async ask(text: string): Promise<unknown> {
      send(text);
      return JSON.parse((await answers.next()).value as string);
    },
    async end(): Promise<unknown> {
      child.stdin.end();
      return (await ended)[0];
    },
  };
}

const QUIET = ['--packs', 'none', '--model', 'none', '--no-verdicts', '--quiet'];

describe('a lone record on standard input is answered before the next', () => {
  test.concurrent.each([
    ['uncompressed', [], (out: NodeJS.ReadableStream) => out],
    ['compressed', ['--compress', 'gz'], (out: NodeJS.ReadableStream) => out.pipe(createGunzip())],
  ])('%s', async (_, args, unpacked) => {
    const { ask, end } = conversation(args, unpacked);
    for (const n of [1, 2, 3, 4]) {
      const text = `Der Gemeinderat hat zum ${n}. Mal beraten.`;
      expect(await ask(text)).toMatchObject({ body: text });
    }
    expect(await end()).toBe(0);
  });

  test.concurrent.each(['out.jsonl', 'out.parquet'])('a record is written to %s without waiting for the next', async (out) => {
    const { send, end, folder } = conversation(['--out', out], (stdout) => stdout);
    for (const n of [1, 2]) {
      const text = `Der Gemeinderat hat zum ${n}. Mal beraten.`;
      send(text);
      // This never ends if the record waits for the next one.
      while (!written(path.join(folder, out)).includes(text)) await pause(50);
    }
    expect(await end()).toBe(0);
  });
});

/** The content of an unfinished record file. */
function written(file: string): string {
  const part = partOf(file);
  return existsSync(part) ? readFileSync(part, 'utf8') : '';
}
