/** The authors of a document, and what it says about them: a note below the text, or a name right above one. */
import { type Document, isLayout } from '../model/document.js';
import type { Hit } from '../rules/match.js';

/** First and last name with what stands between: `Ruth Ammerling`, `Anna-Lena von der Heide`, `M. Brandt`. */
const NAME = /\p{Lu}[\p{L}’'-]*\.?(?:\s(?:v[ao]n|de[rn]?|du|di|da|del|la|le|zu|\p{Lu}\.))*\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?/gu;
/** A byline is no longer than this; a longer block is a text with names in it. */
const BYLINE_LENGTH = 120;

/** Knows the authors that bylines and the page's own metadata name. */
export class Authors {
  private readonly names: readonly string[];

  /** @param hits what rules find in the document: bylines are known by them */
  constructor(
    private readonly document: Document,
    hits: readonly Hit[],
  ) {
    const bylines = hits.flatMap(({ rule, block, marker, span }) => {
      const { text } = document.blocks[block];
      const isByline = rule.category === 'byline' && rule.effect === 'remove' && marker === undefined && span === undefined;
      return isByline && text.length <= BYLINE_LENGTH ? [text] : [];
    });
    const sources = [document.meta.author ?? '', ...new Set(bylines)];
    this.names = [...new Set(sources.flatMap((text) => text.match(NAME) ?? []).flatMap(withoutFirst))];
  }

  /** Whether a block is an author's name and nothing else. */
  isName(block: number): boolean {
    return this.names.includes(this.document.blocks[block].text);
  }

  /**
   * Whether a block begins with an author's name and goes on as a note on them does. A name alone on the line above heads
   * such a note, whoever it is.
   */
  isNote(block: number): boolean {
    const { text } = this.document.blocks[block];
    const goesOn = (name: string) => text.startsWith(name) && /^[\s,]+\p{L}/u.test(text.slice(name.length));
    return this.names.some(goesOn) || goesOn(this.nameAbove(block));
  }

  /** The line above a block, where it is a name and nothing else; what no text begins with where it is not. */
  private nameAbove(block: number): string {
    const { blocks } = this.document;
    let above = block - 1;
    while (above >= 0 && isLayout(blocks[above])) above--;
    const text = blocks[above]?.text ?? '';
    return text.length <= BYLINE_LENGTH && text.match(NAME)?.[0] === text ? text : '\n';
  }
}

/** A name, and the same without its first word, which may be a byline's own: `Von Ruth Ammerling`. */
function withoutFirst(name: string): string[] {
  const [, ...rest] = name.split(' ');
  return rest.length > 1 ? [name, rest.join(' ')] : [name];
}
