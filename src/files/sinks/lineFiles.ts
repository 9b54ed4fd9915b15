/** The line files of a run: records, removed text, errors. They grow together, so that all can be cut at the same document. */
import { statSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { LineFile, partOf } from './lineFile.js';
import { recordFile } from './recordFile.js';

/** Sizes in bytes by the use of the file. */
export type Sizes = Readonly<Record<string, number>>;

export type Use = 'out' | 'removed' | 'errors';

/**
 * A block ends after this many characters in one of the files, or this many documents: a megabyte compresses well, and
 * little work is lost when a run is killed. Compressed blocks do not end by time, since their boundaries show in the
 * bytes, and equal runs must write equal files.
 */
const BLOCK = { characters: 1 << 20, documents: 4096 };

/** Milliseconds after which uncompressed files are written anyway, for people who watch them grow. */
const PATIENCE = 1000;

/** How much of an earlier run's files is kept. */
export interface KeptFiles {
  /** Nothing is kept of files without an entry. */
  readonly sizes: Sizes;
  /** Whether the run was finished, so that the files have their final names. */
  readonly areFinished: boolean;
}

export class LineFiles {
  private readonly open = new Map<Use, LineFile>();
  private documents = 0;
  private flushed = Date.now();

  /** @param paths where to write; files without a path are not written */
  constructor(private readonly paths: Readonly<Partial<Record<Use, string>>>) {}

  get uses(): readonly Use[] {
    return Object.keys(this.paths) as Use[];
  }

  /** Milliseconds that lines may wait to be written; undefined for compressed files, whose blocks do not end by time. */
  get patience(): number | undefined {
    const files = [...this.open.values()];
    return files.length === 0 || files.some(({ isCompressed }) => isCompressed) ? undefined : PATIENCE;
  }

  /** The size of a file, under its final or its temporary name; -1 if it does not exist. */
  sizeOf(use: Use, isFinished: boolean): number {
    const file = this.paths[use] as string;
    return statSync(isFinished ? file : partOf(file), { throwIfNoEntry: false })?.size ?? -1;
  }

  /** Whether a later run can continue the finished files; Parquet has no lines that could be kept. */
  get canBeCut(): boolean {
    return this.all().every(({ file }) => recordFile(file)?.isParquet !== true);
  }

  /** Opens all files, keeping what the earlier run left. */
  async start({ sizes, areFinished }: KeptFiles): Promise<void> {
    for (const { use, file } of this.all()) {
      const keep = sizes[use] ?? 0;
      if (areFinished && keep > 0) await copyFile(file, partOf(file));
      const compress = recordFile(file)?.compress;
      this.open.set(use, await LineFile.open(file, { keep, ...(compress === undefined ? {} : { compress }) }));
    }
  }

  /** @returns false if there is no file for this use */
  add(use: Use, line: string): boolean {
    const file = this.open.get(use);
    file?.add(line);
    return file !== undefined;
  }

  /** Call this after each document. @returns whether it is time to flush */
  isDue(): boolean {
    this.documents++;
    const files = [...this.open.values()];
    if (this.documents >= BLOCK.documents || files.some(({ pending }) => pending >= BLOCK.characters)) return true;
    return this.patience !== undefined && Date.now() - this.flushed >= this.patience;
  }

  /** Writes all pending lines. @returns the sizes of the unfinished files */
  async flush(): Promise<Sizes> {
    const sizes: Record<string, number> = {};
    for (const [use, file] of this.open) sizes[use] = await file.flush();
    this.documents = 0;
    this.flushed = Date.now();
    return sizes;
  }

  /** Gives the files their final names. @returns their sizes */
  async finish(): Promise<Sizes> {
    for (const file of this.open.values()) await nameFile(file);
    return Object.fromEntries([...this.open.keys()].map((use) => [use, this.sizeOf(use, true)]));
  }

  /** Leaves the files under their temporary names for a later run to continue. */
  async close(): Promise<void> {
    for (const file of this.open.values()) await file.close();
  }

  private all(): { readonly use: Use; readonly file: string }[] {
    return this.uses.map((use) => ({ use, file: this.paths[use] as string }));
  }
}

/** Gives a complete file its final name. */
async function nameFile(file: LineFile): Promise<void> {
  if (recordFile(file.file)?.isParquet !== true) return file.finish();
  await file.close();
  const { parquetFromLines } = await import('./parquet.js');
  await parquetFromLines(partOf(file.file), file.file);
  await rm(partOf(file.file), { force: true });
}
