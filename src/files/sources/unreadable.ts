/** Explains why a file or a document in it could not be read. */

import { shownSize } from '../shownSize.js';

/** Thrown for input that cannot be read; the message says why, without the file's name. */
export class UnreadableError extends Error {
  override readonly name: string = 'UnreadableError';
}

/** Thrown for a record without any recognisable document field. */
export class NoDocumentError extends UnreadableError {
  override readonly name = 'NoDocumentError';
}

/** Thrown for anything but a regular file, such as a pipe or a device. */
export class IrregularError extends UnreadableError {
  override readonly name = 'IrregularError';

  /** @param what with its article: `a named pipe` */
  constructor(readonly what: string) {
    super(`is ${what}, not a file: pass it on standard input (- < FILE)`);
  }
}

/** The meaning of error codes from the system and the decompressors. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENOENT: 'no longer exists',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link to itself',
  EIO: 'cannot be read: the disk or the network reports an error',
  EMFILE: 'cannot be read: too many files are open (“ulimit -n” raises the limit)',
  Z_BUF_ERROR: 'the compressed data ends too early: the file was cut short',
  Z_DATA_ERROR: 'the compressed data is damaged',
};

/** The error to report for an error from the system or a library. */
export function unreadable(error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code) ? new UnreadableError(REASONS[code]) : new UnreadableError(message);
}

export function tooLarge(maxBytes: number): UnreadableError {
  return new UnreadableError(`larger than ${shownSize(maxBytes)} (--max-bytes)`);
}
