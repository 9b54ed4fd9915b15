/** Sums over the paragraphs of a document: how many words they have, and how many of those are likely to be an article's. */
import { PARAGRAPH } from '../blockColumns.js';
import type { Statements } from './statements.js';

/** Over the paragraphs above each block, and over all in the last place. */
interface Sums {
  readonly words: Float64Array;
  readonly likely: Float64Array;
}

/** The sums of one document, made when they are first asked for. Without a model, every word is likely. */
export class ParagraphSums {
  private sums: Sums | undefined;

  constructor(private readonly statements: Statements) {}

  /** How many words the paragraphs have from one block up to, but not including, another. */
  words(from: number, to: number): number {
    const { words } = this.made();
    return words[to] - words[from];
  }

  /** How many of them are likely to be an article's. */
  likely(from: number, to: number): number {
    const { likely } = this.made();
    return likely[to] - likely[from];
  }

  /** The probability of a word of theirs; 0 where there is none. */
  mean(from: number, to: number): number {
    return this.likely(from, to) / Math.max(1, this.words(from, to));
  }

  /** The first block with at least so many words of paragraphs from a block up to it; the end if there is none. */
  reach(from: number, count: number): number {
    const { words } = this.made();
    return firstAtLeast(words, words[from] + count);
  }

  private made(): Sums {
    this.sums ??= this.make();
    return this.sums;
  }

  private make(): Sums {
    const { columns, model } = this.statements;
    const { shapes, words: counts } = columns;
    const words = new Float64Array(shapes.length + 1);
    const likely = new Float64Array(shapes.length + 1);
    for (let i = 0; i < shapes.length; i++) {
      const count = (shapes[i] & PARAGRAPH) === 0 ? 0 : counts[i];
      words[i + 1] = words[i] + count;
      likely[i + 1] = likely[i] + count * (model?.scoreOf(i) ?? 1);
    }
    return { words, likely };
  }
}

/** The first place in ascending numbers with at least this value; the last one if there is none. */
function firstAtLeast(numbers: Float64Array, value: number): number {
  let from = 0;
  let to = numbers.length - 1;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
