/** Observation files: gzipped lines, written and read as streams. */
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { wholeOrNot } from '../../files/wholeFile.js';
import { ObservationFileError, ObservationReader, writeObservations } from '../../learn/observe/observationFile.js';
import type { Observations } from '../../learn/observe/observations.js';

/** Characters per chunk: a step of a stream costs more than a line. */
const PIECE = 1 << 16;

/**
 * Writes a file of observations, completely or not at all.
 * @throws OutputError
 */
export async function writeObservationFile(file: string, observations: Observations): Promise<void> {
  await wholeOrNot(file, (temporary) =>
    pipeline(Readable.from(pieces(writeObservations(observations))), createGzip(), createWriteStream(temporary)),
  );
}

function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/**
 * Reads a file written by `writeObservationFile`.
 * @throws ObservationFileError for a file that cannot be read, is of another kind, or is damaged
 */
export async function readObservationFile(file: string): Promise<Observations> {
  const reader = new ObservationReader(file);
  let line = 0;
  try {
    await pipeline(createReadStream(file), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      for await (const one of linesOf(source)) {
        line++;
        reader.read(one);
      }
    });
  } catch (error) {
    if (error instanceof ObservationFileError) throw error;
    throw new ObservationFileError(file, line + 1, reasonOf(error as NodeJS.ErrnoException));
  }
  return reader.end();
}

/** Lines end with a line feed only; Node's line reader would also break at other separators that scraped text contains. */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of source) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() as string;
    yield* parts;
  }
  if (rest !== '') yield rest;
}

function reasonOf({ code = '', message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EISDIR') return 'is a folder; folders to observe must be given before --merge';
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'Z_BUF_ERROR') return 'the file ends too early: it was cut short, observe again';
  if (code.startsWith('Z_')) return 'not a file written by “klartext learn --observe”, or damaged';
  return `cannot be read (${code || message})`;
}
