/** Reads a journal line by line: it may be larger than any string, or than memory. */
import { readSync } from 'node:fs';
import { damaged, isHead, type JournalLine, parsed, UnusableJournalError } from './journalLine.js';

/** Bytes read at once when scanning, and when looking up one line; the lines after it are often next. */
const BLOCK = 1 << 20;
const WINDOW = 1 << 16;

/** Upper limit for the length of a line: names and reasons are short. */
const LONGEST = 1 << 24;

/** A line and its position in the file, in bytes: it starts at `at`, and the next one at `next`. */
export interface PlacedLine {
  readonly line: JournalLine;
  readonly at: number;
  readonly next: number;
}

/**
 * Checks the header of a journal and yields its lines. A partial line at the end, left by a killed process, is ignored.
 * @throws UnusableJournalError for a file of another kind and for a damaged line
 */
export function* journalLinesIn(handle: number): Generator<PlacedLine> {
  let hasHead = false;
  for (const { text, at, next } of textsIn(handle, 0)) {
    if (hasHead) yield { line: parsed(text, at), at, next };
    else if (isHead(text)) hasHead = true;
    else throw new UnusableJournalError('it is not a journal of this version');
  }
  if (!hasHead) throw new UnusableJournalError('it is not a journal of this version');
}

/** Yields the lines from a position at which one starts. */
export function* journalLinesFrom(handle: number, start: number): Generator<PlacedLine> {
  for (const { text, at, next } of textsIn(handle, start)) yield { line: parsed(text, at), at, next };
}

/** Looks up lines by position; cheap if they are requested roughly in order. */
export class LineReader {
  private readonly window = Buffer.allocUnsafe(WINDOW);
  private start = 0;
  private length = 0;

  constructor(private readonly handle: number) {}

  /** The line that starts at a position; undefined if none does any more. */
  at(place: number): JournalLine | undefined {
    try {
      const text = this.within(place) ?? this.fetched(place) ?? textsIn(this.handle, place).next().value?.text;
      return text === undefined ? undefined : parsed(text, place);
    } catch {
      return undefined;
    }
  }

  private within(place: number): string | undefined {
    const from = place - this.start;
    if (from < 0 || from >= this.length) return undefined;
    const end = this.window.subarray(0, this.length).indexOf(10, from);
    return end < 0 ? undefined : this.window.toString('utf8', from, end);
  }

  private fetched(place: number): string | undefined {
    this.start = place;
    this.length = readSync(this.handle, this.window, 0, WINDOW, place);
    return this.within(place);
  }
}

function* textsIn(handle: number, start: number): Generator<{ readonly text: string; readonly at: number; readonly next: number }> {
  let block = Buffer.allocUnsafe(BLOCK);
  /** File position of the block, number of bytes filled, and number of bytes already yielded. */
  let place = start;
  let filled = 0;
  let from = 0;
  for (;;) {
    if (from > 0) {
      block.copy(block, 0, from, filled);
      place += from;
      filled -= from;
      from = 0;
    }
    if (filled === block.length) block = longer(block, place);
    const got = readSync(handle, block, filled, block.length - filled, place + filled);
    if (got === 0) return;
    const known = filled;
    filled += got;
    const valid = block.subarray(0, filled);
    for (let end = valid.indexOf(10, known); end >= 0; end = valid.indexOf(10, from)) {
      yield { text: block.toString('utf8', from, end), at: place + from, next: place + end + 1 };
      from = end + 1;
    }
  }
}

function longer(block: Buffer<ArrayBuffer>, place: number): Buffer<ArrayBuffer> {
  if (block.length >= LONGEST) throw damaged(place);
  const grown = Buffer.allocUnsafe(block.length * 2);
  block.copy(grown);
  return grown;
}
