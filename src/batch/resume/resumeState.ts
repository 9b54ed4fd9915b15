/**
 * What a run knows from earlier runs with the same output, and records for later ones. Every run works without it, only
 * from scratch.
 */
import { rmSync } from 'node:fs';
import type { BadItem, Task } from '../../files/item.js';
import type { KeptFiles, LineFiles, Sizes } from '../../files/sinks/lineFiles.js';
import { KeySet } from '../../text/tables/keySet.js';
import type { EarlierResult } from '../run/earlierResult.js';
import { type EarlierOutputs, makeRoom, removeMoved } from './earlierOutputs.js';
import { Follower, unchangedFile } from './earlierRuns.js';
import { fingerprint, printOf, type SettingsFingerprint } from './fingerprint.js';
import { History } from './history.js';
import { compact, Journal, journalFile } from './journal.js';
import type { JournalEntry, JournalLine } from './journalLine.js';

/**
 * A journal is compacted once it has more superseded than valid lines, but at least this many, so that small ones are
 * left alone.
 */
const OUTDATED = 1000;

export interface ResumeOptions {
  /** The output that the journal belongs to: a folder or a record file. */
  readonly out: string;
  /** The folder, if each document is written to a file of its own. */
  readonly folder?: string;
  readonly files: LineFiles;
  readonly print: SettingsFingerprint;
  /** The limits under which documents may fail. */
  readonly limits: string;
  /** Whether to use what earlier runs have done, and whether to append to the line files of the last one. */
  readonly resume: boolean;
  readonly follow: boolean;
  /** Whether a document of this run has that output name. */
  readonly isUsed: (out: string) => boolean;
  /** Shows the user a message about the run. */
  readonly notify: (note: string) => void;
}

/** How a document turned out. */
export type EntryResult = Pick<JournalEntry, 'failed' | 'out' | 'size' | 'site'> & { readonly atLimit?: boolean };

export class ResumeState {
  private readonly path: string | undefined;
  private history: History | undefined;
  private readonly follower: Follower | undefined;
  /** How much of the line files is kept, and the position in the journal that corresponds to it. */
  readonly kept: KeptFiles & { readonly from?: number } = { sizes: {}, areFinished: false };
  private journal: Journal | undefined;
  /** Entries for the next `commit`. */
  private entries: JournalEntry[] = [];
  /** Names of documents that have an output; filled only if there is a history. */
  private readonly written = new KeySet();
  /** Number of outputs of earlier runs that no document of this run has claimed yet. */
  private unmet = 0;
  private hasFailed = false;

  constructor(private readonly run: ResumeOptions) {
    this.path = this.attempt(() => journalFile(run.out));
    if (run.resume) this.recall();
    this.unmet = this.history?.size ?? 0;
    const followed = run.follow && run.files.uses.length > 0 ? this.followed() : undefined;
    if (followed === undefined || this.history === undefined) return;
    const { kept, goesOn } = followed;
    this.kept = kept;
    this.follower = new Follower(this.history, run.print, {
      reached: { to: kept.from },
      goesOn,
      ...(run.folder === undefined ? {} : { folder: run.folder }),
    });
  }

  /** Reads the journal; an unusable one is reported and will be replaced. */
  private recall(): void {
    const { path } = this;
    if (path === undefined) return;
    const { limits, notify } = this.run;
    try {
      const history = History.read(path, limits);
      this.history = history;
      if (history.outdated <= Math.max(OUTDATED, history.size) || !isCompacted(path, history)) return;
      this.history = undefined;
      history.close();
      this.history = History.read(path, limits);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      // A path component that is a file is reported when the journal cannot be written.
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        notify(`cannot tell what earlier runs have done, so everything is done again; ${path}: ${message}`);
    }
  }

  /** How far to follow the last run, if its settings were the same and its line files are as it left them. */
  private followed(): { readonly kept: KeptFiles & { readonly from: number }; readonly goesOn: boolean } | undefined {
    const { files, print, notify } = this.run;
    const last = this.history?.last;
    if (last === undefined || last.begin !== print.whole) return undefined;
    const { beforeRetried, end } = last;
    if (beforeRetried !== undefined)
      notify('documents that ran out of time or memory are tried again, along with all documents after them');
    const { to, ends = {} } = beforeRetried ?? last.reached;
    const areThere = files.uses.every((use) => {
      const size = files.sizeOf(use, end !== undefined);
      return end === undefined ? size >= (ends[use] ?? Number.POSITIVE_INFINITY) : size === end[use];
    });
    const areFinished = end !== undefined;
    if (!areThere || (areFinished && beforeRetried !== undefined && !files.canBeCut)) return undefined;
    return { kept: { sizes: ends, areFinished, from: to }, goesOn: !areFinished || beforeRetried !== undefined };
  }

  /** Whether everything is as a finished run has left it, as far as that can be known before the inputs are read. */
  get isFinished(): boolean {
    return this.follower !== undefined && this.kept.areFinished && this.history?.last?.beforeRetried === undefined;
  }

  /** Starts recording. Must be called after the line files have been opened. */
  open(): void {
    const { path, run, history } = this;
    if (path === undefined || this.isFinished) return;
    this.journal = this.attempt(() => {
      const begin = run.print.whole;
      if (this.follower !== undefined) return Journal.goOn(path, this.kept.from);
      if (history === undefined || run.folder === undefined) return Journal.begin(path, begin);
      const journal = Journal.goOn(path, history.end);
      journal.add([{ begin }]);
      return journal;
    });
  }

  /**
   * What earlier runs have made of a document; undefined if it has to be cleaned. Must be called for each in order.
   * @param out its output in the folder
   * @throws ChangedInputError
   */
  earlierResult(found: Task | BadItem, out: string | undefined): EarlierResult | undefined {
    const { history, follower, run } = this;
    if (history === undefined) return undefined;
    if (out !== undefined && history.knows(out)) this.unmet--;
    const result = follower === undefined ? this.unchangedFile(found, out) : follower.earlierResult(found, out);
    if (result !== undefined && run.folder !== undefined) this.written.add(found.name);
    return result;
  }

  private unchangedFile(found: Task | BadItem, out: string | undefined): EarlierResult | undefined {
    const { history, run } = this;
    if (history === undefined || out === undefined || run.folder === undefined || run.files.uses.length > 0) return undefined;
    return unchangedFile(history, run.folder, run.print, found, out);
  }

  /** Must be called before an output is written: if writing fails, the old entry must no longer vouch for it. */
  forget(out: string): void {
    const { history, path } = this;
    if (history?.knows(out) !== true) return;
    history.forget(out);
    this.keep([{ gone: out }]);
    // The journal can no longer be corrected, so it must not be used.
    if (this.journal === undefined && path !== undefined) this.attempt(() => rmSync(path, { force: true }));
  }

  /**
   * Makes room for an output among those of earlier runs.
   * @returns whether there is room
   */
  makeRoom(out: string): boolean {
    const { outputs } = this;
    return outputs !== undefined && makeRoom(outputs, out);
  }

  private get outputs(): EarlierOutputs | undefined {
    const { history, run } = this;
    if (history === undefined || run.folder === undefined) return undefined;
    return { folder: run.folder, history, isUsed: run.isUsed, forget: (out) => this.forget(out) };
  }

  /** Records the result of a document; written with the next `commit`. */
  add(found: Task | BadItem, { atLimit = false, ...fate }: EntryResult): void {
    const { print, limits } = this.run;
    if (fate.out !== undefined && this.history !== undefined) this.written.add(found.name);
    if (this.journal === undefined) return;
    const tries = (this.history?.last?.tries.get(found.name) ?? 0) + 1;
    const { name } = found;
    this.entries.push({ name, print: printOf(fingerprint(found), print, fate.site), ...fate, ...(atLimit ? { limits, tries } : {}) });
  }

  /** @param ends sizes of the line files, which now contain everything added; empty if there are none */
  commit(ends: Sizes): void {
    const { entries } = this;
    this.entries = [];
    if (entries.length > 0) this.keep(Object.keys(ends).length === 0 ? entries : [...entries, { ends }]);
  }

  /** Discards what was added since the last `commit`: its lines could not be written. */
  drop(): void {
    this.entries = [];
  }

  /** @throws ChangedInputError if documents of the last run are missing from the inputs */
  endInputs(): void {
    this.follower?.end();
  }

  /**
   * Records the end of the run.
   * @param end sizes of its finished files
   */
  finish(end: Sizes): void {
    this.tidy();
    this.keep([{ end }]);
    this.close();
  }

  /** Removes the old files of documents whose output name has changed, and reports other files that no document claims. */
  private tidy(): void {
    const { outputs, run, written } = this;
    if (outputs === undefined || this.unmet === 0) return;
    const files = (count: number) => `${count} ${count === 1 ? 'file' : 'files'}`;
    try {
      const { moved, left } = removeMoved(outputs, (name) => written.has(name));
      if (moved > 0)
        run.notify(
          `${files(moved)} removed from ${run.folder}: other inputs have come or gone, so their documents now have other file names`,
        );
      if (left > 0) run.notify(`${files(left)} of earlier runs left in ${run.folder}: they belong to no document of this run`);
    } catch (error) {
      run.notify(`files of earlier runs in ${run.folder} could not be checked: ${(error as Error).message}`);
    }
  }

  /** Stops recording; a later run can continue. */
  close(): void {
    const { journal, history } = this;
    this.journal = undefined;
    this.history = undefined;
    if (journal !== undefined) this.attempt(() => journal.close());
    history?.close();
  }

  private keep(lines: readonly JournalLine[]): void {
    const { journal } = this;
    if (journal === undefined) return;
    const isKept = this.attempt(() => {
      journal.add(lines);
      return true;
    });
    if (isKept) return;
    this.journal = undefined;
    this.attempt(() => journal.close());
  }

  /** Runs something that may fail without harm to the run; undefined if it fails. */
  private attempt<T>(what: () => T): T | undefined {
    try {
      return what();
    } catch (error) {
      const reason = (error as Error).message;
      if (!this.hasFailed) this.run.notify(`no journal is kept, so the next run will start over: ${reason}`);
      this.hasFailed = true;
      return undefined;
    }
  }
}

/** Compacts a journal, if there is enough disk space. */
function isCompacted(path: string, history: History): boolean {
  try {
    compact(path, history);
    return true;
  } catch {
    return false;
  }
}
