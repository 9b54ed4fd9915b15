/** Reads what a run has written: a file or standard input, compressed or not, whole or line by line. */
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { STDIN } from '../inputs.js';
import { unzstd } from './unzstd.js';

/** Thrown for a file that cannot be read on; the message names it. */
export class WrittenFileError extends Error {
  override readonly name = 'WrittenFileError';
}

/** How many bytes tell how a file is compressed. */
const MAGIC = 4;

/**
 * The bytes of a file, unpacked: gzip and Zstandard are known by how they begin.
 * @throws WrittenFileError
 */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* unpacked(file === STDIN ? process.stdin : createReadStream(file));
  } catch (error) {
    throw new WrittenFileError(`${file === STDIN ? 'standard input' : file}: ${reasonOf(error as NodeJS.ErrnoException)}`);
  }
}

/** A whole file as text, its byte order mark among it. */
export async function textOf(file: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(file)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** Lines without their ends. They end with a line feed alone: scraped text holds other separators. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let begun: Uint8Array[] = [];
  for await (const piece of bytesOf(file)) {
    let start = 0;
    for (let end = piece.indexOf(10); end >= 0; end = piece.indexOf(10, start)) {
      yield Buffer.concat([...begun, piece.subarray(start, end)]).toString();
      begun = [];
      start = end + 1;
    }
    if (start < piece.length) begun.push(piece.subarray(start));
  }
  if (begun.length > 0) yield Buffer.concat(begun).toString();
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  let head: Uint8Array = Buffer.alloc(0);
  while (head.length < MAGIC) {
    const { done, value } = await pieces.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  const all = continued(head, pieces);
  if (head[0] === 0x1f && head[1] === 0x8b) yield* pipeline(Readable.from(all, { objectMode: false }), createGunzip(), () => {});
  else if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) yield* unzstd(all);
  else yield* all;
}

async function* continued(head: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (head.length > 0) yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'is a folder',
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  Z_BUF_ERROR: 'ends too early: it was cut short',
  Z_DATA_ERROR: 'is damaged: it is no sound gzip',
};

function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  return REASONS[code] ?? message;
}
