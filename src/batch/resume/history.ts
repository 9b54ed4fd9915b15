/**
 * What earlier runs with the same output have done, according to their journal. The journal is scanned once; after that,
 * entries are looked up in the file.
 */
import { closeSync, openSync } from 'node:fs';
import { KeyMap } from '../../text/tables/keySet.js';
import type { JournalEntry } from './journalLine.js';
import { journalLinesFrom, journalLinesIn, LineReader, type PlacedLine } from './journalReader.js';
import { type LastRun, LastRunReader } from './lastRun.js';

/** Marks an output that is no longer known. */
const GONE = -1;

/** The journal of earlier runs; takes 23 bytes of memory per document. */
export class History {
  last: LastRun | undefined;
  /** Number of lines that later ones have superseded. */
  outdated = 0;
  /** Where the last complete line ends. */
  end = 0;
  /** For each output the position of its latest entry. */
  private readonly places = new KeyMap();
  private outputs = 0;
  private readonly reader: LineReader;

  private constructor(private readonly handle: number) {
    this.reader = new LineReader(handle);
  }

  /**
   * @param limits of the current run: documents that failed under other limits are tried again
   * @throws UnusableJournalError or a system error
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

  /** Drops what is known about an output. */
  forget(out: string): void {
    if (!this.knows(out)) return;
    this.places.set(out, GONE);
    this.outputs--;
    this.outdated++;
  }

  /** Number of known outputs. */
  get size(): number {
    return this.outputs;
  }

  knows(out: string): boolean {
    return (this.places.get(out) ?? GONE) !== GONE;
  }

  /** The latest entry of an output. */
  entryAt(out: string): JournalEntry | undefined {
    const place = this.places.get(out) ?? GONE;
    const line = place === GONE ? undefined : this.reader.at(place);
    return line !== undefined && 'name' in line && line.out === out ? line : undefined;
  }

  /** Whether a line is still valid: it belongs to the last run or is the latest of its output. */
  isCurrent(placed: PlacedLine): boolean {
    return (this.last !== undefined && placed.next >= this.last.from) || this.isLast(placed);
  }

  /** Whether a line is the latest entry of its output. */
  isLast({ line, at }: PlacedLine): boolean {
    return 'name' in line && line.out !== undefined && this.places.get(line.out) === at;
  }

  /**
   * The lines after the header, up to the end of what was scanned: the file may have grown since.
   * @param from position of a line; by default the first
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
