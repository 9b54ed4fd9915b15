/** The topic of an article, as far as its words show it: whether it takes up a label, and whether it is about a person. */
import type { Document } from '../../model/document.js';
import { neighbour } from '../neighbour.js';

/**
 * Words share a stem if their first letters, this many, are equal: `Schrift` and `Schriftgröße`, `abbestellen` and
 * `Abbestellung`. Shorter stems would join unrelated words.
 */
const STEM = 6;

/**
 * The article takes up a lead if its paragraphs contain at least this share of the lead's stems. Of leads and articles
 * that do not belong together, 4 of 100 reach it; of those that do, every second.
 */
const TAKEN_UP_SHARE = 0.3;

/** Needed only for blocks that rules would remove by their words, so the document is analysed on first use. */
export class Topic {
  /** For each word that begins with a capital, the number of the article's paragraphs that contain it. */
  private names: ReadonlyMap<string, number> | undefined;

  /** The stems of the article's paragraphs, and how many of them contain each. */
  private stems: ReadonlyMap<string, number> | undefined;

  /** @param isArticle for each block, whether it is surely a paragraph of the article: 1 or 0 */
  constructor(
    private readonly document: Document,
    private readonly shapes: Uint8Array,
    private readonly isArticle: Uint8Array,
  ) {}

  /** Whether the paragraph below repeats a word of a label: then the label is its heading, however sites usually use it. */
  isNamedBelow(label: number): boolean {
    const { blocks } = this.document;
    const below = neighbour(this.shapes, label, 1);
    if (below === undefined || this.isArticle[below] === 0) return false;
    const stems = new Set(stemsOf(blocks[below].text));
    return stemsOf(blocks[label].text).some((stem) => stems.has(stem));
  }

  /** Whether the person that a paragraph begins with is mentioned elsewhere in the article. */
  isAbout(block: number): boolean {
    const name = /^\p{Lu}[\p{L}’'-]+(?:\s+(?:\p{Ll}+\s+)?\p{Lu}[\p{L}’'-]+)+/u.exec(this.document.blocks[block].text)?.[0];
    const surname = name?.split(/\s+/u).at(-1);
    if (surname === undefined) return false;
    this.names ??= this.count((text) => text.match(/\p{Lu}[\p{L}’'-]+/gu) ?? []);
    return (this.names.get(surname) ?? 0) > this.isArticle[block];
  }

  /** Whether the article's other paragraphs take up what a lead says. */
  isTakenUp(lead: number): boolean {
    this.stems ??= this.count(stemsOf);
    const stems = [...new Set(stemsOf(this.document.blocks[lead].text))];
    const known = stems.filter((stem) => (this.stems?.get(stem) ?? 0) > this.isArticle[lead]);
    return stems.length > 0 && known.length >= stems.length * TAKEN_UP_SHARE;
  }

  /** For each word of a kind, the number of the article's paragraphs that contain it. */
  private count(wordsOf: (text: string) => readonly string[]): Map<string, number> {
    const counts = new Map<string, number>();
    this.document.blocks.forEach(({ text }, i) => {
      if (this.isArticle[i] === 0) return;
      for (const word of new Set(wordsOf(text))) counts.set(word, (counts.get(word) ?? 0) + 1);
    });
    return counts;
  }
}

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= STEM).map((word) => word.slice(0, STEM));
}
