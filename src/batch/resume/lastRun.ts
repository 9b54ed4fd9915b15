/** The newest run in a journal, followed while the journal's lines are read. */
import type { Sizes } from '../../files/sinks/lineFiles.js';
import type { JournalEntry } from './journalLine.js';

/** A point that a run has reached: the journal up to byte `to`, and the sizes of its line files at that point. */
export interface Checkpoint {
  readonly to: number;
  readonly ends?: Sizes;
}

export interface LastRun {
  /** The fingerprint of what it was started to do. */
  readonly begin: string;
  /** The byte in the journal at which its documents begin. */
  readonly from: number;
  /** Everything that its files are known to hold. */
  readonly reached: Checkpoint;
  /** The last checkpoint before the first document that is tried again; absent if none is. */
  readonly beforeRetried?: Checkpoint;
  /** How many runs under the current limits have already failed at a document, by the document's name. */
  readonly tries: ReadonlyMap<string, number>;
  /** The sizes of its finished files; absent if it did not finish. */
  readonly end?: Sizes;
}

/** A document may hit a limit because the machine was busy; one that has done so in this many runs is not tried again. */
const MAX_TRIES = 2;

/** Builds a `LastRun` from the lines that follow its beginning. */
export class LastRunReader implements LastRun {
  reached: Checkpoint;
  beforeRetried?: Checkpoint;
  readonly tries = new Map<string, number>();
  end?: Sizes;
  private retries = false;

  /** @param limits those of the current run: a document that failed under other limits is tried again */
  constructor(
    readonly begin: string,
    readonly from: number,
    private readonly limits: string,
  ) {
    this.reached = { to: from };
  }

  addEntry({ name, limits, tries = 1 }: JournalEntry): void {
    if (limits === undefined) return;
    const isSameLimits = limits === this.limits;
    this.tries.set(name, isSameLimits ? tries : 0);
    this.retries ||= !isSameLimits || tries < MAX_TRIES;
  }

  /** @param to the byte after the line that records the checkpoint */
  addCheckpoint(ends: Sizes, to: number): void {
    // Line files cannot be changed in the middle: a retried document is redone with everything that follows it.
    if (this.retries) this.beforeRetried ??= this.reached;
    this.reached = { to, ends };
  }

  finish(end: Sizes): void {
    this.end = end;
  }
}
