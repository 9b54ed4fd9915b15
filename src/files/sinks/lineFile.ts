/** A file of lines that grows under a temporary name and can be gone on with where a killed run left it. */
import { type FileHandle, open, rename, rm, truncate } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { type Compression, compressed } from './compress.js';

export interface LineFileOptions {
  readonly compress?: Compression;
  /** How much of what an earlier run has left is kept, in bytes. */
  readonly keep: number;
}

/** Where the lines are until the file is finished. */
export function partOf(file: string): string {
  return `${file}.part`;
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

  /** Characters that wait to be written. */
  get pending(): number {
    return this.length;
  }

  add(line: string): void {
    this.waiting.push(line);
    this.length += line.length;
  }

  /**
   * Writes what waits, as one block: a compressed file can be cut at its end.
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

  /** Leaves the file, with what has been flushed, for a later run to go on with. */
  async close(): Promise<void> {
    await this.handle.close();
  }

  /** Writes what waits, and gives the file its name. */
  async finish(): Promise<void> {
    await this.flush();
    await this.close();
    await rename(partOf(this.file), this.file);
  }
}
