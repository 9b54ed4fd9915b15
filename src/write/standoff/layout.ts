/** The steps that turn a kept text back into its source. */
import { isSurrogate } from '../../text/chars.js';
import type { SourceRange } from '../ranges.js';

/**
 * A positive number copies that many UTF-16 code units of the kept text, a negative one skips them; 0 inserts the text
 * of the next removal; a string inserts itself.
 */
export type Layout = readonly (number | string)[];

const REPLACEMENT = 0xfffd;

/**
 * The layout of a source. Correct for any kept text, and small if the text is the source without its removals and with
 * its white space folded.
 * @param ranges the ranges of the source, gapless (`sourceRanges`)
 * @param kept the kept text, well-formed, as a file returns it
 */
export function layoutOf(source: string, ranges: readonly SourceRange[], kept: string): Layout {
  const steps = new Steps();
  let at = 0;
  for (const { start, end, removed } of ranges) {
    if (removed === undefined) at = align(source, start, end, kept, at, steps);
    else steps.remove();
  }
  return steps.all();
}

/** Aligns a kept range of the source with the kept text; returns the position reached in the text. */
function align(source: string, start: number, end: number, kept: string, from: number, steps: Steps): number {
  let at = from;
  let literal = start;
  const flush = (to: number) => {
    if (to > literal) steps.put(source.slice(literal, to));
  };
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    // Skips a space that replaces other white space, or the gap between paragraphs.
    const before = at;
    while (at < kept.length && kept.charCodeAt(at) !== code && isGap(kept.charCodeAt(at)) && !isSpace(code)) at++;
    if (at > before) {
      flush(i);
      literal = i;
      steps.skip(at - before);
    }
    if (at === kept.length) break;
    if (kept.charCodeAt(at) === code) {
      flush(i);
      literal = i + 1;
      steps.copy();
      at++;
    } else if (kept.charCodeAt(at) === REPLACEMENT && isSurrogate(code)) {
      // A lone surrogate does not survive in a file, so the layout holds it.
      flush(i + 1);
      literal = i + 1;
      steps.skip(1);
      at++;
    }
  }
  flush(end);
  return at;
}

function isGap(code: number): boolean {
  return code === 0x20 || code === 0x0a;
}

function isSpace(code: number): boolean {
  return /\s/u.test(String.fromCharCode(code));
}

/** Collects steps and joins adjacent ones. */
class Steps {
  private readonly steps: (number | string)[] = [];
  /** Code units to copy, or to skip, that are not among the steps yet. */
  private copied = 0;
  private skipped = 0;

  copy(): void {
    if (this.skipped > 0) this.settle();
    this.copied++;
  }

  skip(count: number): void {
    if (this.copied > 0) this.settle();
    this.skipped += count;
  }

  put(text: string): void {
    this.settle();
    const last = this.steps.at(-1);
    if (typeof last === 'string') this.steps[this.steps.length - 1] = last + text;
    else this.steps.push(text);
  }

  remove(): void {
    this.settle();
    this.steps.push(0);
  }

  all(): Layout {
    this.settle();
    return this.steps;
  }

  private settle(): void {
    if (this.copied > 0) this.steps.push(this.copied);
    if (this.skipped > 0) this.steps.push(-this.skipped);
    this.copied = 0;
    this.skipped = 0;
  }
}

/**
 * The source that a layout makes from a kept text.
 * @param removals the removed texts, in order
 * @throws RangeError if the layout belongs to another text
 */
export function sourceFrom(layout: Layout, kept: string, removals: readonly string[]): string {
  const pieces: string[] = [];
  let at = 0;
  let removal = 0;
  for (const step of layout) {
    if (typeof step === 'string') pieces.push(step);
    else if (step === 0) {
      if (removal === removals.length) throw new RangeError('the layout has more removals than there are');
      pieces.push(removals[removal++]);
    } else {
      if (step > 0) pieces.push(kept.slice(at, at + step));
      at += Math.abs(step);
      if (at > kept.length) throw new RangeError('the layout reaches beyond the text');
    }
  }
  return pieces.join('');
}
