/** Files of observations: gzip'ed lines, written and read as streams. */
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { makeFolder } from '../../files/makeFolder.js';
import { ObservationFileError, ObservationReader, writeObservations } from '../../learn/observe/observationFile.js';
import type { Observations } from '../../learn/observe/observations.js';

/** Lines are put together into pieces of this many characters: a stream's step costs more than a line. */
const PIECE = 1 << 16;

/** Writes observations whole or not at all. */
export async function writeObservationFile(file: string, observations: Observations): Promise<void> {
  makeFolder(path.dirname(path.resolve(file)));
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await pipeline(Readable.from(pieces(writeObservations(observations))), createGzip(), createWriteStream(temporary));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
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
 * Reads a file that `writeObservationFile` has written.
 * @throws ObservationFileError for a file that cannot be read, is none of these, or is damaged
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

/** Lines end with a line feed alone: scraped text holds other separators, which Node's own line reader breaks at. */
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
  if (code === 'EISDIR') return 'is a folder; folders to observe stand before --merge';
  if (code === 'EACCES' || code === 'EPERM') return 'cannot be read: permission denied';
  if (code === 'Z_BUF_ERROR') return 'the file ends too early: it was cut short, observe again';
  if (code.startsWith('Z_')) return 'no observations: the file is not one that “klartext learn --observe” has written, or it is damaged';
  return `cannot be read (${code || message})`;
}
