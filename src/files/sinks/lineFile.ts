/** A file of lines that grows under a temporary name, so that a later run can continue it where a killed run stopped. */
import { type FileHandle, open, rename, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { temporaryName } from '../temporaryName.js';
import { type Compression, compressed } from './compress.js';

export interface LineFileOptions {
  readonly compress?: Compression;
  /** How many bytes of an earlier run are kept. */
  readonly keep: number;
}

/** The name of the file until it is finished. */
export function partOf(file: string): string {
  return temporaryName(file, '.part');
}

export class LineFile {
  private waiting: string[] = [];
  private length = 0;

  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
    private readonly compress: Compression | undefined,
    private end: number,
  ) {}

  static async open(file: string, { compress, keep }: LineFileOptions): Promise<LineFile> {
    const part = partOf(file);
    makeFolder(path.dirname(path.resolve(file)));
    if (keep === 0) await rm(part, { force: true });
    else await truncate(part, keep);
    return new LineFile(file, await open(part, 'a'), compress, keep);
  }

  get isCompressed(): boolean {
    return this.compress !== undefined;
  }

  /** Characters not yet written. */
  get pending(): number {
    return this.length;
  }

  add(line: string): void {
    this.waiting.push(line);
    this.length += line.length;
  }

  /**
   * Writes all pending lines as one block, after which a compressed file can be cut.
   * @returns the file's length
   */
  async flush(): Promise<number> {
    if (this.length === 0) return this.end;
    const text = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.length = 0;
    const block = this.compress === undefined ? text : await compressed(text, this.compress);
    await this.handle.appendFile(block);
    this.end += block.length;
    return this.end;
  }

  /** Leaves what has been flushed under the temporary name. */
  async close(): Promise<void> {
    await this.handle.close();
  }

  /** Writes all pending lines and gives the file its final name. */
  async finish(): Promise<void> {
    await this.flush();
    await this.close();
    await rename(partOf(this.file), this.file);
  }
}
