/** What the system says when nothing can be written, in words. */

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

/** Errors after which no other document can be written either. */
const FATAL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO']);
/** Those that go by when somebody makes room. */
const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);

/** An error of the system, as Node gives it. */
type SystemError = Pick<NodeJS.ErrnoException, 'code' | 'path' | 'message'>;

/** Whether no other document can be written either. */
export function isFatal({ code = '' }: SystemError): boolean {
  return FATAL.has(code);
}

/** Whether there would be nothing wrong if there were more room. */
export function isFull({ code = '' }: SystemError): boolean {
  return FULL.has(code);
}

/** The error in words, with the file's name where it is known. */
export function diskReason({ code = '', path, message }: SystemError): string {
  return `${path === undefined ? '' : `${path}: `}${REASONS[code] ?? message}`;
}
