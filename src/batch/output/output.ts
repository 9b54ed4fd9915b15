/** Writes the results of a run to a folder, a record file or standard output, along with its journal and side files. */
import { getHeapStatistics } from 'node:v8';
import { isFatal, outputError } from '../../files/diskErrors.js';
import type { Input } from '../../files/findInputs.js';
import type { BadItem, Task } from '../../files/item.js';
import { type Compression, compressed } from '../../files/sinks/compress.js';
import { Folder, type Refusal } from '../../files/sinks/folder.js';
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

/** Where a command line sends the results. */
export interface OutputSettings {
  /** A folder or a record file (see `recordFile`); standard output if absent. */
  readonly out?: string;
  /** Compression of standard output or of the files in the folder. */
  readonly compress?: Compression;
  /** The file for stand-off records of what was removed. */
  readonly removed?: string;
  /** The file for documents that could not be cleaned; without it they are kept among the records. */
  readonly errors?: string;
  /** Keeps files in the folder from being overwritten. */
  readonly refusal?: Refusal;
  /** Whether to continue from what earlier runs with the same output have done. */
  readonly resume: boolean;
  /** Writes to standard output and resolves once it has been taken. */
  readonly print: (content: string | Uint8Array) => Promise<void>;
  /** Whether standard output is a pipe or terminal, which is read while it is written. */
  readonly live: boolean;
  /** Adds a heading that separates documents on standard output. */
  readonly withHeading: (text: string, of: Task) => string;
  /** Receives the number of bytes a document takes in the output, before record files are compressed. */
  readonly onBytes?: (count: number) => void;
}

/** The outcome of cleaning one document. */
export type CleanOutcome = Outcome<CleanedDocument>;

/** The outcome of a document that this run has processed itself. */
type NewOutcome = Exclude<CleanOutcome, { unchanged: unknown }>;

/** The part of how a run proceeds that matters to its output. */
export interface OutputRun {
  /** How documents are read and how long each may take. */
  readonly run: Pick<RunSettings, 'read' | 'timeout'>;
  /** Whether to append to the line files of the last run; otherwise they are rewritten. */
  readonly follow: boolean;
  /** Shows the user a message about the run. */
  readonly notify: (note: string) => void;
}

/** Errors caused by a file or folder that is in the way. */
const IN_THE_WAY: ReadonlySet<string | undefined> = new Set(['ENOTDIR', 'EEXIST', 'EISDIR', 'ENOTEMPTY', 'EPERM']);

/** Writes outcomes in the order in which the run yields them. */
export class Output {
  private readonly folder: Folder | undefined;
  private readonly printer: Printer;
  private readonly names: OutputNames;
  /** Output names of documents that have been read but not written yet. */
  private readonly outs = new WeakMap<Task, string>();
  private readonly files: LineFiles;
  /** Flushes the lines of the last document if no other follows soon. */
  private readonly idleFlush = new IdleFlush(() =>
    this.flush().catch((error) => {
      throw outputError(error);
    }),
  );
  /** Absent for standard output, which no later run can continue. */
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

  /** What earlier runs have made of a document; must be called for each document in order. */
  readonly earlierResultOf: EarlierResultOf = (found) => {
    const out = this.folder === undefined || 'error' in found ? undefined : this.names.next(found.relative);
    if (out !== undefined) this.outs.set(found as Task, out);
    return this.resumeState?.earlierResult(found, out);
  };

  /**
   * Opens the outputs, keeping what this run continues.
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
   * Writes the outcome of a document.
   * @returns why there is no cleaned document, or why it could not be written
   * @throws OutputError if no further document can be written either
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
      // Without line files a failed document is tried again by every run; a line in a file stays where it is.
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

  /** The text to write for a document, or why there is none. */
  private textOf(outcome: NewOutcome): string | (EntryResult & { readonly failed: string }) {
    const failed = failureOf(outcome);
    if (failed !== undefined) return failed;
    const { task, result } = outcome as { task: Task; result: CleanedDocument };
    try {
      return this.work.to === 'jsonl' ? recordLine(task, result) : result.written;
    } catch (error) {
      // A record may be nested too deeply to be written.
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

  /** Each input record yields an output record, even if it holds no document. */
  private async writeError(found: Task | BadItem, error: string): Promise<void> {
    const line = errorRecordLine(found, error);
    if (this.files.add('errors', line) || this.files.add('out', line)) return;
    if (this.folder === undefined && this.work.to === 'jsonl') await this.printer.add(line);
  }

  /** Lines are written before the journal entries that claim they are there. */
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
   * @throws ChangedInputError if documents of the last run are missing from the inputs
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

  /** Stops early, so that the same command can continue later. */
  async leave(): Promise<void> {
    this.folder?.close();
    await this.idleFlush.stop();
    await this.printer.flush();
    await this.flush();
    await this.files.close();
    this.resumeState?.close();
  }
}

function failureOf(outcome: NewOutcome): (EntryResult & { readonly failed: string }) | undefined {
  if ('bad' in outcome) return { failed: outcome.bad.error.message };
  if (!('error' in outcome.result)) return undefined;
  const { error, atLimit } = outcome.result;
  return { failed: error, ...(atLimit === undefined ? {} : { atLimit }) };
}
