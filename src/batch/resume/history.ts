/** What earlier runs with an output have done, as their journal tells it: read once, and looked up in the file from then on. */
import { closeSync, openSync } from 'node:fs';
import { KeyMap } from '../../text/tables/keySet.js';
import type { JournalEntry } from './journalLine.js';
import { journalLinesFrom, journalLinesIn, LineReader, type PlacedLine } from './journalReader.js';
import { type LastRun, LastRunReader } from './lastRun.js';

/** Marks an output that is no longer known. */
const GONE = -1;

/** An earlier run's journal, in memory that grows by 23 bytes a document. */
export class History {
  last: LastRun | undefined;
  /** How many lines say nothing any more. */
  outdated = 0;
  /** Where the whole lines end. */
  end = 0;
  /** For each output the place of the line that tells of it. */
  private readonly places = new KeyMap();
  private outputs = 0;
  private readonly reader: LineReader;

  private constructor(private readonly handle: number) {
    this.reader = new LineReader(handle);
  }

  /**
   * @param limits those of the run that asks: documents that failed by others are tried again
   * @throws UnusableJournalError, or an error of the system
   */
  static read(file: string, limits: string): History {
    const history = new History(openSync(file, 'r'));
    try {
      history.scan(limits);
      return history;
    } catch (error) {
      history.close();
      throw error;
    }
  }

  private scan(limits: string): void {
    let run: LastRunReader | undefined;
    for (const { line, at, next } of journalLinesIn(this.handle)) {
      this.end = next;
      if ('begin' in line) run = new LastRunReader(line.begin, next, limits);
      else if ('gone' in line) this.forget(line.gone);
      else if ('ends' in line) run?.addCheckpoint(line.ends, next);
      else if ('end' in line) run?.finish(line.end);
      else {
        this.know(line, at);
        run?.addEntry(line);
      }
    }
    this.last = run;
  }

  private know({ out }: JournalEntry, at: number): void {
    if (out === undefined) return;
    if (this.knows(out)) this.outdated++;
    else this.outputs++;
    this.places.set(out, at);
  }

  /** From now on nothing is known of what was written there. */
  forget(out: string): void {
    if (!this.knows(out)) return;
    this.places.set(out, GONE);
    this.outputs--;
    this.outdated++;
  }

  /** How many outputs are known. */
  get size(): number {
    return this.outputs;
  }

  /** Whether an earlier run has written there. */
  knows(out: string): boolean {
    return (this.places.get(out) ?? GONE) !== GONE;
  }

  /** What was written there last. */
  entryAt(out: string): JournalEntry | undefined {
    const place = this.places.get(out) ?? GONE;
    const line = place === GONE ? undefined : this.reader.at(place);
    return line !== undefined && 'name' in line && line.out === out ? line : undefined;
  }

  /** Whether a line still says what is the case: it is of the last run, or the last one of its output. */
  isCurrent(placed: PlacedLine): boolean {
    return (this.last !== undefined && placed.next >= this.last.from) || this.isLast(placed);
  }

  /** Whether a line is the last that tells of its output. */
  isLast({ line, at }: PlacedLine): boolean {
    return 'name' in line && line.out !== undefined && this.places.get(line.out) === at;
  }

  /**
   * Its lines behind the head, up to the end of what was read: others may follow by now.
   * @param from the place of a line; the first where it is absent
   */
  *lines(from?: number): Generator<PlacedLine> {
    for (const placed of from === undefined ? journalLinesIn(this.handle) : journalLinesFrom(this.handle, from)) {
      if (placed.at >= this.end) return;
      yield placed;
    }
  }

  close(): void {
    closeSync(this.handle);
  }
}
