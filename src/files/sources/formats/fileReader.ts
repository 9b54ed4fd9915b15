/** Reads ranges of a file for the zip library, whose own reader ends the process at an offset that no file can have. */
import { close, createReadStream, fstatSync, openSync, read } from 'node:fs';
import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import { systemName } from '../../fileName.js';

type Done = (error: Error | null, bytesRead?: number) => void;

/** A stream that is destroyed closes its file, which other entries still need. */
const KEEPS_OPEN = { read, close: (_: number, done?: (error: null) => void): void => done?.(null), open: (): void => undefined };

export class FileReader extends RandomAccessReader {
  private readonly fd: number;
  readonly size: number;

  constructor(file: string) {
    super();
    this.fd = openSync(systemName(file), 'r');
    this.size = fstatSync(this.fd).size;
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, done: Done): void {
    if (!this.holds(position, position + length)) setImmediate(done, outOfRange());
    else read(this.fd, buffer, offset, length, position, done);
  }

  override _readStreamForRange(start: number, end: number): Readable {
    if (this.holds(start, end)) return createReadStream('', { fd: this.fd, start, end: end - 1, fs: KEEPS_OPEN });
    return new Readable({ read: (): void => undefined }).destroy(outOfRange());
  }

  override close(done: (error: Error | null) => void): void {
    close(this.fd, (error) => done(error ?? null));
  }

  /** Offsets come from the archive, and may be any number of 64 bits. */
  private holds(start: number, end: number): boolean {
    return start >= 0 && start <= end && end <= this.size;
  }
}

function outOfRange(): Error {
  return new Error('it refers to places outside of it');
}
