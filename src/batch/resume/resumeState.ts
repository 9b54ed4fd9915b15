/** What a run knows of earlier ones with the same output, and keeps for later ones. A run without it does everything, and is not harmed. */
import { rmSync } from 'node:fs';
import type { BadItem, Task } from '../../files/item.js';
import type { Kept, LineFiles, Sizes } from '../../files/sinks/lineFiles.js';
import { KeySet } from '../../text/tables/keySet.js';
import type { EarlierResult } from '../run/earlierResult.js';
import { type EarlierOutputs, makeRoom, removeMoved } from './earlierOutputs.js';
import { Follower, unchangedFile } from './earlierRuns.js';
import { fingerprint, printOf, type SettingsFingerprint } from './fingerprint.js';
import { History } from './history.js';
import { compact, Journal, journalFile } from './journal.js';
import type { JournalEntry, JournalLine } from './journalLine.js';

/** A journal is written anew where more of its lines say nothing any more than say something, and so many. */
const OUTDATED = 1000;

/** What is remembered of, and how. */
export interface ResumeOptions {
  /** What a journal is kept for: a folder, or a file of records. */
  readonly out: string;
  /** Where each document is a file of its own. */
  readonly folder?: string;
  readonly files: LineFiles;
  readonly print: SettingsFingerprint;
  /** The limits that documents may fail by. */
  readonly limits: string;
  /** Whether earlier runs are asked at all, and whether the last one may be followed where there are files of lines. */
  readonly resume: boolean;
  readonly follow: boolean;
  /** Whether a document of this run has an output of that name. */
  readonly isUsed: (out: string) => boolean;
  /** Tells a person something about the run. */
  readonly notify: (note: string) => void;
}

/** How a document came out. */
export type EntryResult = Pick<JournalEntry, 'failed' | 'out' | 'size' | 'site'> & { readonly atLimit?: boolean };

export class ResumeState {
  private readonly path: string | undefined;
  private history: History | undefined;
  private readonly follower: Follower | undefined;
  /** What of the files of lines is gone on with, and where in the journal. */
  readonly kept: Kept & { readonly from?: number } = { sizes: {}, areFinished: false };
  private journal: Journal | undefined;
  /** Entries that the journal is told with the next block. */
  private entries: JournalEntry[] = [];
  /** Documents that have an output, by name; known only where it matters. */
  private readonly written = new KeySet();
  /** Outputs of earlier runs that no document has come for. */
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

  /** Reads what there is of a journal; one that is of no use is told of, and left to be replaced. */
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
      // A part of its path that is a file is told of where the journal cannot be written.
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        notify(`what earlier runs have done is not known, and is done again; ${path}: ${message}`);
    }
  }

  /** How far the last run is followed, where it did the same as this one and its files of lines are as it has left them. */
  private followed(): { readonly kept: Kept & { readonly from: number }; readonly goesOn: boolean } | undefined {
    const { files, print, notify } = this.run;
    const last = this.history?.last;
    if (last === undefined || last.begin !== print.whole) return undefined;
    const { beforeRetried, end } = last;
    if (beforeRetried !== undefined) notify('documents that ran out of time or memory are tried again, with all that follow them');
    const { to, ends = {} } = beforeRetried ?? last.reached;
    const areThere = files.uses.every((use) => {
      const size = files.sizeOf(use, end !== undefined);
      return end === undefined ? size >= (ends[use] ?? Number.POSITIVE_INFINITY) : size === end[use];
    });
    const areFinished = end !== undefined;
    if (!areThere || (areFinished && beforeRetried !== undefined && !files.canBeCut)) return undefined;
    return { kept: { sizes: ends, areFinished, from: to }, goesOn: !areFinished || beforeRetried !== undefined };
  }

  /** Whether all is still as a finished run has left it, as far as one can notify before the inputs have been read. */
  get isFinished(): boolean {
    return this.follower !== undefined && this.kept.areFinished && this.history?.last?.beforeRetried === undefined;
  }

  /** Begins to keep what is done. To be called once the files of lines have been opened. */
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
   * What has been result of a document; undefined where it is to be cleaned. To be asked for each, in their order.
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

  /** To be called before an output is written: if that goes wrong, nobody may take it for what it was. */
  forget(out: string): void {
    const { history, path } = this;
    if (history?.knows(out) !== true) return;
    history.forget(out);
    this.keep([{ gone: out }]);
    // Nothing that it says can be relied on from now on.
    if (this.journal === undefined && path !== undefined) this.attempt(() => rmSync(path, { force: true }));
  }

  /** Makes room for an output among those of earlier runs. @returns whether there is room */
  makeRoom(out: string): boolean {
    const { outputs } = this;
    return outputs !== undefined && makeRoom(outputs, out);
  }

  private get outputs(): EarlierOutputs | undefined {
    const { history, run } = this;
    if (history === undefined || run.folder === undefined) return undefined;
    return { folder: run.folder, history, isUsed: run.isUsed, forget: (out) => this.forget(out) };
  }

  /** Keeps what became of a document, from the next `commit` on. */
  add(found: Task | BadItem, { atLimit = false, ...fate }: EntryResult): void {
    const { print, limits } = this.run;
    if (fate.out !== undefined && this.history !== undefined) this.written.add(found.name);
    if (this.journal === undefined) return;
    const tries = (this.history?.last?.tries.get(found.name) ?? 0) + 1;
    const { name } = found;
    this.entries.push({ name, print: printOf(fingerprint(found), print, fate.site), ...fate, ...(atLimit ? { limits, tries } : {}) });
  }

  /** @param ends how long the files of lines are, which hold all that was added; they are empty where there are none */
  commit(ends: Sizes): void {
    const { entries } = this;
    this.entries = [];
    if (entries.length > 0) this.keep(Object.keys(ends).length === 0 ? entries : [...entries, { ends }]);
  }

  /** What was added and not committed is not done: its lines could not be written. */
  drop(): void {
    this.entries = [];
  }

  /** @throws ChangedInputError where the last run had documents that are gone */
  endInputs(): void {
    this.follower?.end();
  }

  /** The run has ended. @param end the sizes of its finished files */
  finish(end: Sizes): void {
    this.tidy();
    this.keep([{ end }]);
    this.close();
  }

  /** What documents have left behind that have other outputs now is removed; of other outputs a person should know. */
  private tidy(): void {
    const { outputs, run, written } = this;
    if (outputs === undefined || this.unmet === 0) return;
    const files = (count: number) => `${count} ${count === 1 ? 'file' : 'files'}`;
    try {
      const { moved, left } = removeMoved(outputs, (name) => written.has(name));
      if (moved > 0)
        run.notify(
          `${files(moved)} removed from ${run.folder}: for what has come or gone beside them, their documents have other names there now`,
        );
      if (left > 0) run.notify(`${files(left)} of earlier runs left in ${run.folder}: no document of this run has them`);
    } catch (error) {
      run.notify(`files of earlier runs in ${run.folder} could not be looked through: ${(error as Error).message}`);
    }
  }

  /** Leaves everything to a later run. */
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

  /** Does what may fail without harm to the run; undefined where it has. */
  private attempt<T>(what: () => T): T | undefined {
    try {
      return what();
    } catch (error) {
      const reason = (error as Error).message;
      if (!this.hasFailed) this.run.notify(`no journal is kept, so that a later run will begin anew: ${reason}`);
      this.hasFailed = true;
      return undefined;
    }
  }
}

/** Writes a journal anew where there is room for that. */
function isCompacted(path: string, history: History): boolean {
  try {
    compact(path, history);
    return true;
  } catch {
    return false;
  }
}
