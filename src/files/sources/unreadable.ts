/** Why a file or a document in it could not be read, in words for the person who runs Klartext. */

import { shownSize } from '../shownSize.js';

/** Thrown for what cannot be cleaned; the message says why, without the file's name. */
export class UnreadableError extends Error {
  override readonly name: string = 'UnreadableError';
}

/** Thrown for a record of which nobody has said, and nothing tells, where its document is. */
export class NoDocumentError extends UnreadableError {
  override readonly name = 'NoDocumentError';
}

/** What the codes of the system and of the decompressors mean. */
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENOENT: 'is not there any more',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link to itself',
  EIO: 'cannot be read: the disk or the network reports an error',
  EMFILE: 'cannot be read: too many files are open (“ulimit -n” raises the limit)',
  Z_BUF_ERROR: 'the compressed data ends too early: the file was cut short',
  Z_DATA_ERROR: 'the compressed data is damaged',
};

/** The error for a failure of the system or of a library, in words where its code is a known one. */
export function unreadable(error: unknown): Error {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return Object.hasOwn(REASONS, code) ? new UnreadableError(REASONS[code]) : new UnreadableError(message);
}

/** The error for a document that is larger than `--max-bytes` allows. */
export function tooLarge(maxBytes: number): UnreadableError {
  return new UnreadableError(`larger than ${shownSize(maxBytes)} (--max-bytes)`);
}
