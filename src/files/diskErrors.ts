/** Explains system errors that prevent writing. */

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota of disk space is used up',
  EFBIG: 'the file has become larger than this system allows',
  EROFS: 'cannot be written to: the file system is read-only',
  EIO: 'cannot be written to: the disk or the network reports an error',
  EACCES: 'cannot be written to: permission denied',
  EISDIR: 'is a folder: name a file',
  ENOTDIR: 'cannot be written to: a part of its path is a file',
};

/** Errors that affect every further document too. */
const FATAL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO']);
/** Errors that disappear once there is more space. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

type SystemError = Pick<NodeJS.ErrnoException, 'code' | 'path' | 'message'>;

/** Whether further documents would fail too. */
export function isFatal({ code = '' }: SystemError): boolean {
  return FATAL.has(code);
}

function isFull({ code = '' }: SystemError): boolean {
  return FULL.has(code);
}

/** The message for an error, with the file's name if it is known. */
export function diskReason({ code = '', path, message }: SystemError): string {
  return `${path === undefined ? '' : `${path}: `}${REASONS[code] ?? message}`;
}

/** Thrown if nothing more can be written. What has been written stays, and a later run can continue from it. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** The error that ends a run, for an error from `node:fs`. */
export function outputError(error: unknown): OutputError {
  const failure = error as NodeJS.ErrnoException;
  return new OutputError(`${diskReason(failure)}${isFull(failure) ? '; make room and run the same command again to go on' : ''}`);
}
