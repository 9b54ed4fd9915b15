/** Reads and unpacks what a run has written, as a whole or line by line. */
import { constants } from 'node:buffer';
import { STDIN } from './findInputs.js';
import { linesOf } from './sources/byteLines.js';
import { bytesOf } from './sources/bytes.js';
import { unpacked } from './sources/compression/unpacked.js';
import { unreadable } from './sources/unreadable.js';

/** Thrown for a file that cannot be read completely; the message names it. */
export class WrittenFileError extends Error {
  override readonly name = 'WrittenFileError';
}

/** The name of a file in messages. */
export function shownInput(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/** A whole file as text, including a byte order mark. */
export async function textOf(file: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of unpackedBytes(file)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

export interface WrittenLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** All lines of a file except blank ones. */
export async function* writtenLines(file: string): AsyncGenerator<WrittenLine> {
  for await (const lines of linesOf(unpackedBytes(file), constants.MAX_STRING_LENGTH)) {
    for (const { number, bytes } of lines) {
      if (bytes === undefined) throw new WrittenFileError(`${shownInput(file)}:${number}: the line is too long to be read`);
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
      if (text.trim() !== '') yield { number, text };
    }
  }
}

/** @throws WrittenFileError */
async function* unpackedBytes(file: string): AsyncGenerator<Uint8Array> {
  try {
    const { all } = await unpacked(bytesOf({ file, relative: file }));
    yield* all;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'no such file or folder' : unreadable(error).message;
    throw new WrittenFileError(`${shownInput(file)}: ${reason}`);
  }
}
