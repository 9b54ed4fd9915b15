/** Where a run's results go: a folder, a file of records, or standard output, with its journal and its side files. */
import { statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { diskReason, isFatal, isFull } from '../../files/diskErrors.js';
import type { Input } from '../../files/findInputs.js';
import type { BadItem, Task } from '../../files/item.js';
import { type Compression, compressed } from '../../files/sinks/compress.js';
import { Folder } from '../../files/sinks/folder.js';
import { LineFile, partOf } from '../../files/sinks/lineFile.js';
import { OutputNames } from '../../files/sinks/outputNames.js';
import { Printer } from '../../files/sinks/printer.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import { fingerprint, type WorkPrint, workPrint } from '../resume/fingerprint.js';
import { type Entry, Journal, journalFile, type LastRun, type Past, readJournal, type Sizes } from '../resume/journal.js';
import { Follower, type Known, knownFiles } from '../resume/past.js';
import type { Outcome as AnyOutcome } from '../run/spread.js';
import type { Done, Work } from '../run/work.js';
import { errorLine, recordLine } from './cleanedLines.js';
import { withOutput } from './removedLine.js';

/** What a command line says of where results go. */
export interface OutputSettings {
  /** A folder, or a file of records (see `recordFile`); standard output where it is absent. */
  readonly out?: string;
  /** How the folder's files, or standard output, are compressed. */
  readonly compress?: Compression;
  /** The file of stand-off records. */
  readonly removed?: string;
  /** The file of documents that could not be cleaned; they stand among the records where it is absent. */
  readonly errors?: string;
  /** Whether a run goes on from what earlier ones with the same output have done. */
  readonly resume: boolean;
  /** Writes to standard output, and waits until it has been taken. */
  readonly print: (content: string | Uint8Array) => Promise<void>;
  /** Sets a document apart from others on standard output. */
  readonly headed: (text: string, of: Task) => string;
  /** Told of bytes that documents take in the output, before records are compressed. */
  readonly onBytes?: (count: number) => void;
}

/** Lines are written as a block as soon as they have so many characters, or after so many milliseconds. */
const BLOCK = { characters: 1 << 20, milliseconds: 1000 };

/** Thrown where nothing more can be written; what has been written stays, and can be gone on from. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/** What became of a document. */
export type Outcome = AnyOutcome<Done>;

type Use = 'out' | 'removed' | 'errors';

/** Writes what a run yields, in its order. */
export class Output {
  /** What earlier runs have done already; to be asked for each document, in their order. */
  readonly known: Known;
  private readonly folder: Folder | undefined;
  private readonly printer: Printer;
  private readonly names: OutputNames;
  /** Where the journal is and what it says of this run; standard output has none. */
  private readonly keeping: { readonly path: string; readonly print: WorkPrint } | undefined;
  private readonly past: Past;
  private readonly follower: Follower | undefined;
  private readonly files = new Map<Use, LineFile>();
  private journal: Journal | undefined;
  /** Entries that the journal is told with the next block. */
  private entries: Entry[] = [];
  private flushed = Date.now();

  constructor(
    inputs: readonly Input[],
    private readonly work: Work,
    private readonly settings: OutputSettings,
  ) {
    const { out, compress, removed, errors, resume } = settings;
    const { to } = work;
    this.folder = out === undefined || recordFile(out) !== undefined ? undefined : new Folder(out);
    this.printer = new Printer(settings.print, compress);
    this.names = new OutputNames(inputs, compress === undefined ? to : `${to}.${compress}`);
    this.keeping = out === undefined ? undefined : { path: journalFile(out), print: workPrint(work, [compress, out, removed, errors]) };
    this.past = this.keeping === undefined || !resume ? { known: new Map() } : readJournal(this.keeping.path);
    this.follower = this.lineFiles().length > 0 ? this.followerOf(this.past.last) : undefined;
    this.known = this.follower?.known ?? this.knownByFile();
  }

  private knownByFile(): Known {
    const { folder, keeping } = this;
    return this.isByFile() && folder !== undefined && keeping !== undefined
      ? knownFiles(this.past, folder.path, keeping.print)
      : () => undefined;
  }

  /** Whether each document is a file of its own, and nothing else is written. */
  private isByFile(): boolean {
    return this.folder !== undefined && this.lineFiles().length === 0;
  }

  private lineFiles(): { readonly use: Use; readonly file: string }[] {
    const { out, removed, errors } = this.settings;
    const all = { out: this.folder === undefined ? out : undefined, removed, errors };
    return Object.entries(all).flatMap(([use, file]) => (file === undefined ? [] : [{ use: use as Use, file }]));
  }

  /** The last run, where its files of lines are as it has left them and it did the same as this one. */
  private followerOf(last: LastRun | undefined): Follower | undefined {
    if (last === undefined || last.begin !== this.keeping?.print.whole) return undefined;
    const { end } = last;
    const ends = last.entries.at(-1)?.ends;
    const isThere = this.lineFiles().every(({ use, file }) =>
      end === undefined ? sizeOf(partOf(file)) >= (ends?.[use] ?? Number.POSITIVE_INFINITY) : sizeOf(file) === end[use],
    );
    return isThere
      ? new Follower(last, { goesOn: end === undefined, ...(this.folder === undefined ? {} : { folder: this.folder.path }) })
      : undefined;
  }

  /** Whether all is still as a finished run has left it, as far as one can tell before the inputs have been read. */
  private get isFinished(): boolean {
    return this.follower !== undefined && this.past.last?.end !== undefined;
  }

  /**
   * Opens what is written to, where an earlier run has left it if this one goes on from there.
   * @returns what a person should know: that nobody will be able to go on from this run
   * @throws OutputError
   */
  async open(): Promise<string | undefined> {
    const { past, follower, keeping } = this;
    this.folder?.clear();
    if (this.isFinished) return undefined;
    const kept = follower === undefined ? [] : (past.last as LastRun).entries;
    try {
      for (const { use, file } of this.lineFiles()) {
        const compress = recordFile(file)?.compress;
        this.files.set(
          use,
          await LineFile.open(file, { keep: kept.at(-1)?.ends?.[use] ?? 0, ...(compress === undefined ? {} : { compress }) }),
        );
      }
    } catch (error) {
      throw outputError(error);
    }
    if (keeping === undefined) return undefined;
    const before = this.isByFile() ? past.known.values() : [];
    try {
      this.journal = Journal.open(keeping.path, keeping.print.whole, { before, inRun: kept });
      return undefined;
    } catch (error) {
      return `no journal is kept, so that a later run will begin anew: ${(error as Error).message}`;
    }
  }

  /**
   * Writes what became of a document.
   * @returns why there is no cleaned document, or why it could not be written
   * @throws OutputError where no other document could be either
   */
  async put(outcome: Outcome): Promise<string | undefined> {
    if ('unchanged' in outcome) {
      if ('content' in outcome.found) this.names.next(outcome.found.relative);
      return outcome.unchanged.failed;
    }
    if ('bad' in outcome && outcome.bad.leftOut) return undefined;
    try {
      const failed = await this.write(outcome);
      if (this.files.size === 0 || this.isDue()) await this.flush();
      return failed;
    } catch (error) {
      const failure = error as NodeJS.ErrnoException;
      if (failure.code === 'EPIPE') throw error;
      if (isFatal(failure) || this.folder === undefined) throw outputError(error);
      return failure.message;
    }
  }

  private async write(outcome: Exclude<Outcome, { unchanged: unknown }>): Promise<string | undefined> {
    const found = 'bad' in outcome ? outcome.bad : outcome.task;
    const text = this.textOf(outcome);
    if (typeof text === 'object') {
      await this.writeError(found, text.failed);
      // A file that fails is tried again each time; a line that says so stays where it stands.
      if (this.files.size > 0) this.remember(found, undefined, { failed: text.failed });
      return text.failed;
    }
    const { task, result } = outcome as { task: Task; result: Done };
    const written = await this.writeText(task, text);
    if (result.removed !== undefined) {
      this.files.get('removed')?.add(written.out === undefined ? result.removed : withOutput(result.removed, written.out));
    }
    this.remember(found, result.site, written);
    return undefined;
  }

  /** Keeps for the journal what was made of a document. */
  private remember(found: Task | BadItem, site: string | undefined, made: Pick<Entry, 'failed' | 'out' | 'size'>): void {
    if (this.journal === undefined || this.keeping === undefined) return;
    const { print } = this.keeping;
    const rules = site === undefined ? { rules: print.whole } : { rules: print.of(site), site };
    this.entries.push({ name: found.name, hash: fingerprint(found), ...rules, ...made });
  }

  /** What is written of a document, or why nothing is. */
  private textOf(outcome: Exclude<Outcome, { unchanged: unknown }>): string | { readonly failed: string } {
    const failed = failureOf(outcome);
    if (failed !== undefined) return { failed };
    const { task, result } = outcome as { task: Task; result: Done };
    try {
      return this.work.to === 'jsonl' ? recordLine(task, result) : result.written;
    } catch (error) {
      // A record may be nested more deeply than can be written.
      return { failed: `its record cannot be written: ${(error as Error).message}` };
    }
  }

  private async writeText(task: Task, text: string): Promise<{ out?: string; size?: number }> {
    if (this.folder !== undefined) {
      const out = this.names.next(task.relative);
      const { compress } = this.settings;
      const bytes = compress === undefined ? Buffer.from(text) : await compressed(Buffer.from(text), compress);
      this.folder.write(out, bytes);
      this.settings.onBytes?.(bytes.length);
      return { out, size: bytes.length };
    }
    const file = this.files.get('out');
    if (file === undefined) await this.printer.add(this.settings.headed(text, task));
    else file.add(text);
    this.settings.onBytes?.(Buffer.byteLength(text));
    return {};
  }

  /** One record out for each record in: also for one that is no document. */
  private async writeError(found: Task | BadItem, error: string): Promise<void> {
    if (this.folder !== undefined && 'content' in found) this.names.next(found.relative);
    const line = errorLine(found, error);
    const file = this.files.get('errors') ?? this.files.get('out');
    if (file !== undefined) file.add(line);
    else if (this.folder === undefined && this.work.to === 'jsonl') await this.printer.add(line);
  }

  private isDue(): boolean {
    const pending = Math.max(...[...this.files.values()].map((file) => file.pending));
    return pending >= BLOCK.characters || Date.now() - this.flushed >= BLOCK.milliseconds;
  }

  /** First the lines, then the entries that say that they are there. */
  private async flush(): Promise<Sizes> {
    const { entries } = this;
    // Where a line could not be written, its document is not done.
    this.entries = [];
    const ends: Record<string, number> = {};
    for (const [use, file] of this.files) ends[use] = await file.flush();
    this.journal?.add(this.files.size === 0 ? entries : entries.map((entry) => ({ ...entry, ends })));
    this.flushed = Date.now();
    return ends;
  }

  /**
   * Ends the run.
   * @throws ChangedInputError where the last run had documents that are gone
   * @throws OutputError
   */
  async finish(): Promise<void> {
    this.folder?.close();
    this.follower?.end();
    if (this.isFinished) return;
    let ends: Sizes;
    try {
      await this.printer.flush();
      ends = await this.flush();
      for (const file of this.files.values()) await this.nameFile(file);
    } catch (error) {
      throw outputError(error);
    }
    const { out, removed, errors } = this.settings;
    const sizes = Object.fromEntries(
      Object.entries({ out, removed, errors }).flatMap(([use, file]) => (use in ends ? [[use, sizeOf(file as string)]] : [])),
    );
    this.journal?.close(sizes);
  }

  /** Leaves everything so that the same command goes on from here. */
  async leave(): Promise<void> {
    this.folder?.close();
    await this.printer.flush();
    await this.flush();
    for (const file of this.files.values()) await file.close();
    this.journal?.close();
  }

  /** Gives a file that is whole its name. */
  private async nameFile(file: LineFile): Promise<void> {
    if (recordFile(file.file)?.isParquet !== true) return file.finish();
    await file.close();
    const { parquetFromLines } = await import('../../files/sinks/parquet.js');
    await parquetFromLines(partOf(file.file), file.file);
    await rm(partOf(file.file), { force: true });
  }
}

/** Why there is no cleaned document. */
function failureOf(outcome: Exclude<Outcome, { unchanged: unknown }>): string | undefined {
  if ('bad' in outcome) return outcome.bad.error.message;
  return 'error' in outcome.result ? outcome.result.error : undefined;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? -1;
}

function outputError(error: unknown): OutputError {
  const failure = error as NodeJS.ErrnoException;
  return new OutputError(`${diskReason(failure)}${isFull(failure) ? '; make room and run the same command again to go on' : ''}`);
}
