/** Where a run's results go: a folder, a file of records, or standard output, with its journal and its side files. */
import { getHeapStatistics } from 'node:v8';
import { isFatal, outputError } from '../../files/diskErrors.js';
import type { Input } from '../../files/findInputs.js';
import type { BadItem, Task } from '../../files/item.js';
import { type Compression, compressed } from '../../files/sinks/compress.js';
import { Folder } from '../../files/sinks/folder.js';
import { LineFiles } from '../../files/sinks/lineFiles.js';
import { OutputNames } from '../../files/sinks/outputNames.js';
import { Printer } from '../../files/sinks/printer.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import { settingsFingerprint } from '../resume/fingerprint.js';
import { type EntryResult, ResumeState } from '../resume/resumeState.js';
import type { CleanedDocument, CleanSettings } from '../run/cleanSettings.js';
import type { EarlierResultOf } from '../run/earlierResult.js';
import type { Outcome, RunSettings } from '../run/spread.js';
import { errorRecordLine, recordLine } from './cleanedLines.js';
import { IdleFlush } from './idleFlush.js';
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
  /** Says of a file in the folder why it must not be written. */
  readonly refusal?: (file: string) => string | undefined;
  /** Whether a run goes on from what earlier ones with the same output have done. */
  readonly resume: boolean;
  /** Writes to standard output, and waits until it has been taken. */
  readonly print: (content: string | Uint8Array) => Promise<void>;
  /** Whether standard output is read as it is written, and no file. */
  readonly live: boolean;
  /** Sets a document apart from others on standard output. */
  readonly withHeading: (text: string, of: Task) => string;
  /** Told of bytes that documents take in the output, before records are compressed. */
  readonly onBytes?: (count: number) => void;
}

/** What became of a document. */
export type CleanOutcome = Outcome<CleanedDocument>;

/** A document that some worker has seen, or that could not be had. */
type NewOutcome = Exclude<CleanOutcome, { unchanged: unknown }>;

/** How a run goes, as far as its output depends on it. */
export interface OutputRun {
  /** How documents are read, and how long one may take. */
  readonly run: Pick<RunSettings, 'read' | 'timeout'>;
  /** Whether the last run's files of lines may be gone on with; they are made anew where they may not. */
  readonly follow: boolean;
  /** Tells a person something about the run. */
  readonly notify: (note: string) => void;
}

/** Errors that a file of another kind causes which is in the way. */
const IN_THE_WAY: ReadonlySet<string | undefined> = new Set(['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY', 'EPERM']);

/** Writes what a run yields, in its order. */
export class Output {
  private readonly folder: Folder | undefined;
  private readonly printer: Printer;
  private readonly names: OutputNames;
  /** The names of documents on their way, in the folder. */
  private readonly outs = new WeakMap<Task, string>();
  private readonly files: LineFiles;
  /** Flushes the lines of the last document if no other follows soon. */
  private readonly idleFlush = new IdleFlush(() =>
    this.flush().catch((error) => {
      throw outputError(error);
    }),
  );
  /** What is kept for later runs; standard output has no later ones. */
  private readonly resumeState: ResumeState | undefined;

  constructor(
    inputs: readonly Input[],
    private readonly work: CleanSettings,
    private readonly settings: OutputSettings,
    how: OutputRun,
  ) {
    const { out, compress, removed, errors, resume } = settings;
    const { to } = work;
    this.folder = out === undefined || recordFile(out) !== undefined ? undefined : new Folder(out, settings.refusal);
    this.printer = new Printer(settings.print, { ...(compress === undefined ? {} : { compress }), live: settings.live });
    this.names = new OutputNames(inputs, compress === undefined ? to : `${to}.${compress}`);
    const paths = { out: this.folder === undefined ? out : undefined, removed, errors };
    this.files = new LineFiles(Object.fromEntries(Object.entries(paths).filter(([, file]) => file !== undefined)));
    if (out === undefined) return;
    const { read, timeout } = how.run;
    this.resumeState = new ResumeState({
      out,
      ...(this.folder === undefined ? {} : { folder: this.folder.path }),
      files: this.files,
      print: settingsFingerprint(work, [compress, removed, errors, read.from, read.fields]),
      limits: `${timeout} ms, ${getHeapStatistics().heap_size_limit} bytes`,
      resume,
      follow: how.follow,
      isUsed: (name) => this.names.isUsed(name),
      notify: how.notify,
    });
  }

  /** What earlier runs have done already; to be asked for each document, in their order. */
  readonly earlierResultOf: EarlierResultOf = (found) => {
    const out = this.folder === undefined || 'error' in found ? undefined : this.names.next(found.relative);
    if (out !== undefined) this.outs.set(found as Task, out);
    return this.resumeState?.earlierResult(found, out);
  };

  /**
   * Opens what is written to, where an earlier run has left it if this one goes on from there.
   * @throws OutputError
   */
  async open(): Promise<void> {
    this.folder?.clear();
    if (this.resumeState?.isFinished) return;
    try {
      await this.files.start(this.resumeState?.kept ?? { sizes: {}, areFinished: false });
    } catch (error) {
      throw outputError(error);
    }
    this.resumeState?.open();
  }

  /**
   * Writes what became of a document.
   * @returns why there is no cleaned document, or why it could not be written
   * @throws OutputError where no other document could be either
   */
  async put(outcome: CleanOutcome): Promise<string | undefined> {
    if ('unchanged' in outcome) return outcome.unchanged.failed;
    if ('bad' in outcome && outcome.bad.leftOut) return undefined;
    await this.idleFlush.stop();
    try {
      const failed = await this.write(outcome);
      if (this.files.uses.length === 0 || this.files.isDue()) await this.flush();
      else this.idleFlush.start(this.files.patience);
      return failed;
    } catch (error) {
      const failure = error as NodeJS.ErrnoException;
      if (failure.code === 'EPIPE') throw error;
      if (isFatal(failure) || this.folder === undefined) throw outputError(error);
      return failure.message;
    }
  }

  private async write(outcome: NewOutcome): Promise<string | undefined> {
    const found = 'bad' in outcome ? outcome.bad : outcome.task;
    const text = this.textOf(outcome);
    if (typeof text === 'object') {
      await this.writeError(found, text.failed);
      // A file that fails is tried again each time; a line that says so stays where it is.
      if (this.files.uses.length > 0) this.resumeState?.add(found, text);
      return text.failed;
    }
    const { task, result } = outcome as { task: Task; result: CleanedDocument };
    const written = await this.writeText(task, text);
    if (result.removed !== undefined) {
      this.files.add('removed', written.out === undefined ? result.removed : withOutput(result.removed, written.out));
    }
    this.resumeState?.add(found, { ...written, ...(result.site === undefined ? {} : { site: result.site }) });
    return undefined;
  }

  /** What is written of a document, or why nothing is. */
  private textOf(outcome: NewOutcome): string | (EntryResult & { readonly failed: string }) {
    const failed = failureOf(outcome);
    if (failed !== undefined) return failed;
    const { task, result } = outcome as { task: Task; result: CleanedDocument };
    try {
      return this.work.to === 'jsonl' ? recordLine(task, result) : result.written;
    } catch (error) {
      // A record may be nested more deeply than can be written.
      return { failed: `its record cannot be written: ${(error as Error).message}` };
    }
  }

  private async writeText(task: Task, text: string): Promise<{ out?: string; size?: number }> {
    if (this.folder !== undefined) {
      const out = this.outs.get(task) as string;
      const { compress } = this.settings;
      const bytes = compress === undefined ? Buffer.from(text) : await compressed(Buffer.from(text), compress);
      this.writeFile(this.folder, out, bytes);
      this.settings.onBytes?.(bytes.length);
      return { out, size: bytes.length };
    }
    if (!this.files.add('out', text)) await this.printer.add(this.settings.withHeading(text, task));
    this.settings.onBytes?.(Buffer.byteLength(text));
    return {};
  }

  private writeFile(folder: Folder, out: string, bytes: Uint8Array): void {
    this.resumeState?.forget(out);
    try {
      folder.write(out, bytes);
    } catch (error) {
      if (!IN_THE_WAY.has((error as NodeJS.ErrnoException).code) || this.resumeState?.makeRoom(out) !== true) throw error;
      folder.write(out, bytes);
    }
  }

  /** One record out for each record in: also for one that is no document. */
  private async writeError(found: Task | BadItem, error: string): Promise<void> {
    const line = errorRecordLine(found, error);
    if (this.files.add('errors', line) || this.files.add('out', line)) return;
    if (this.folder === undefined && this.work.to === 'jsonl') await this.printer.add(line);
  }

  /** First the lines, then the entries that say that they are there. */
  private async flush(): Promise<void> {
    try {
      this.resumeState?.commit(await this.files.flush());
    } catch (error) {
      this.resumeState?.drop();
      throw error;
    }
  }

  /**
   * Ends the run.
   * @throws ChangedInputError where the last run had documents that are gone
   * @throws OutputError
   */
  async finish(): Promise<void> {
    const { folder, resumeState, printer, files } = this;
    folder?.close();
    try {
      resumeState?.endInputs();
    } catch (error) {
      await this.leave();
      throw error;
    }
    if (resumeState?.isFinished) return resumeState.close();
    try {
      await this.idleFlush.stop();
      await printer.flush();
      await this.flush();
      const sizes = await files.finish();
      resumeState?.finish(sizes);
    } catch (error) {
      throw outputError(error);
    }
  }

  /** Leaves everything so that the same command goes on from here. */
  async leave(): Promise<void> {
    this.folder?.close();
    await this.idleFlush.stop();
    await this.printer.flush();
    await this.flush();
    await this.files.close();
    this.resumeState?.close();
  }
}

/** Why there is no cleaned document. */
function failureOf(outcome: NewOutcome): (EntryResult & { readonly failed: string }) | undefined {
  if ('bad' in outcome) return { failed: outcome.bad.error.message };
  if (!('error' in outcome.result)) return undefined;
  const { error, atLimit } = outcome.result;
  return { failed: error, ...(atLimit === undefined ? {} : { atLimit }) };
}
