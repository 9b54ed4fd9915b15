/** The files of lines of a run: records, what was removed, what failed. They grow together, by blocks, and are cut together. */
import { statSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { LineFile, partOf } from './lineFile.js';
import { recordFile } from './recordFile.js';

/** Sizes of files in bytes, by what they are for. */
export type Sizes = Readonly<Record<string, number>>;

/** What a file of lines is for. */
export type Use = 'out' | 'removed' | 'errors';

/**
 * A block is written as soon as one of the files has so many characters for it, or so many documents are in it. Nothing
 * compressed waits for the clock: where blocks end is seen in its bytes, and equal runs write equal files.
 */
const BLOCK = { characters: 1 << 20, documents: 4096 };

/** What is not compressed may be read while it grows, and is written after so many milliseconds. */
const PATIENCE = 1000;

/** What of an earlier run's files is kept. */
export interface Kept {
  /** In bytes; nothing of a file that is not named. */
  readonly sizes: Sizes;
  /** Whether they have been finished, and have their own names. */
  readonly areFinished: boolean;
}

export class LineFiles {
  private readonly open = new Map<Use, LineFile>();
  private documents = 0;
  private flushed = Date.now();

  /** @param paths of the files that there are to be */
  constructor(private readonly paths: Readonly<Partial<Record<Use, string>>>) {}

  get uses(): readonly Use[] {
    return Object.keys(this.paths) as Use[];
  }

  /** Milliseconds that lines may wait to be written; undefined for compressed files, whose blocks do not end by time. */
  get patience(): number | undefined {
    const files = [...this.open.values()];
    return files.length === 0 || files.some(({ isCompressed }) => isCompressed) ? undefined : PATIENCE;
  }

  /** The size that a file has, finished or not; -1 where it is not there. */
  sizeOf(use: Use, isFinished: boolean): number {
    const file = this.paths[use] as string;
    return statSync(isFinished ? file : partOf(file), { throwIfNoEntry: false })?.size ?? -1;
  }

  /** Whether finished files can be gone on with: a finished Parquet file has no lines. */
  get canBeCut(): boolean {
    return this.all().every(({ file }) => recordFile(file)?.isParquet !== true);
  }

  /** Opens all files, as an earlier run has left them. */
  async start({ sizes, areFinished }: Kept): Promise<void> {
    for (const { use, file } of this.all()) {
      const keep = sizes[use] ?? 0;
      if (areFinished && keep > 0) await copyFile(file, partOf(file));
      const compress = recordFile(file)?.compress;
      this.open.set(use, await LineFile.open(file, { keep, ...(compress === undefined ? {} : { compress }) }));
    }
  }

  /** @returns whether there is such a file */
  add(use: Use, line: string): boolean {
    const file = this.open.get(use);
    file?.add(line);
    return file !== undefined;
  }

  /** To be called after each document. @returns whether the block is full */
  isDue(): boolean {
    this.documents++;
    const files = [...this.open.values()];
    if (this.documents >= BLOCK.documents || files.some(({ pending }) => pending >= BLOCK.characters)) return true;
    return this.patience !== undefined && Date.now() - this.flushed >= this.patience;
  }

  /** Writes what waits. @returns the sizes of the files, unfinished as they are */
  async flush(): Promise<Sizes> {
    const sizes: Record<string, number> = {};
    for (const [use, file] of this.open) sizes[use] = await file.flush();
    this.documents = 0;
    this.flushed = Date.now();
    return sizes;
  }

  /** Gives the files their names. @returns their sizes */
  async finish(): Promise<Sizes> {
    for (const file of this.open.values()) await nameFile(file);
    return Object.fromEntries([...this.open.keys()].map((use) => [use, this.sizeOf(use, true)]));
  }

  /** Leaves the files, with what has been flushed, for a later run to go on with. */
  async close(): Promise<void> {
    for (const file of this.open.values()) await file.close();
  }

  private all(): { readonly use: Use; readonly file: string }[] {
    return this.uses.map((use) => ({ use, file: this.paths[use] as string }));
  }
}

/** Gives a file that is whole its name. */
async function nameFile(file: LineFile): Promise<void> {
  if (recordFile(file.file)?.isParquet !== true) return file.finish();
  await file.close();
  const { parquetFromLines } = await import('./parquet.js');
  await parquetFromLines(partOf(file.file), file.file);
  await rm(partOf(file.file), { force: true });
}
