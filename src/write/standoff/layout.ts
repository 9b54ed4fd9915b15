/** What a source has that the text kept of it has not: the steps that make the one of the other. */
import type { SourceRange } from '../ranges.js';

/**
 * The way from a kept text to its source. A number copies so many UTF-16 code units of the kept text, a negative one
 * passes over them; zero stands for the next removal's text; a string stands for itself.
 */
export type Layout = readonly (number | string)[];

const REPLACEMENT = 0xfffd;

/**
 * The layout of a source. Right for any kept text, and small where it is what is kept of the source with its white
 * space folded.
 * @param ranges of the source, gapless (`sourceRanges`)
 * @param kept well-formed: what a file gives back
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

/** Walks along a kept range of the source and the kept text; returns how far the text has come. */
function align(source: string, start: number, end: number, kept: string, from: number, steps: Steps): number {
  let at = from;
  let literal = start;
  const flush = (to: number) => {
    if (to > literal) steps.put(source.slice(literal, to));
  };
  for (let i = start; i < end; i++) {
    const code = source.charCodeAt(i);
    // A space that stands for others, and what parts the paragraphs.
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
      // Half of a pair is lost in any file: it stands in the layout itself.
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

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Steps put together as they come. */
class Steps {
  private readonly steps: (number | string)[] = [];
  /** What is not yet among the steps: so many units to copy, or to pass over. */
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
 * The source that a layout makes of a kept text.
 * @param removals the removed texts, in order
 * @throws RangeError where the layout is not this text's
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
