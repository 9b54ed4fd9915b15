/** What an article is about, as far as its words tell: whether a label names it, and whether it speaks of a person. */
import type { Document } from '../../model/document.js';
import { neighbour } from '../neighbour.js';

/** Words share a stem where they begin alike over this many letters: `Schrift` and `Schriftgröße`, `abbestellen` and `Abbestellung`. */
const STEM = 6;

/** Asked only about blocks that rules by words would take: it looks at the document once somebody asks. */
export class Topic {
  /** How many paragraphs of the article hold a word that begins with a capital, or with a digit. */
  private names: ReadonlyMap<string, number> | undefined;

  /** @param isArticle for each block whether it is a paragraph that the article surely has */
  constructor(
    private readonly document: Document,
    private readonly isArticle: readonly boolean[],
  ) {}

  /** Whether the paragraph below takes up a word of a label: then the label is its heading, whatever sites use it for. */
  isNamedBelow(label: number): boolean {
    const { blocks } = this.document;
    const below = neighbour(blocks, label, 1);
    if (below === undefined || !this.isArticle[below]) return false;
    const stems = new Set(stemsOf(blocks[below].text));
    return stemsOf(blocks[label].text).some((stem) => stems.has(stem));
  }

  /** Whether the person that a paragraph begins with is named elsewhere in the article. */
  isAbout(block: number): boolean {
    const name = /^\p{Lu}[\p{L}’'-]+(?:\s+(?:\p{Ll}+\s+)?\p{Lu}[\p{L}’'-]+)+/u.exec(this.document.blocks[block].text)?.[0];
    const surname = name?.split(/\s+/u).at(-1);
    if (surname === undefined) return false;
    this.names ??= this.countNames();
    return (this.names.get(surname) ?? 0) > Number(this.isArticle[block]);
  }

  private countNames(): Map<string, number> {
    const counts = new Map<string, number>();
    this.document.blocks.forEach(({ text }, i) => {
      if (!this.isArticle[i]) return;
      for (const name of new Set(text.match(/\p{Lu}[\p{L}’'-]+/gu))) counts.set(name, (counts.get(name) ?? 0) + 1);
    });
    return counts;
  }
}

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= STEM).map((word) => word.slice(0, STEM));
}
