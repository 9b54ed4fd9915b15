/** A document's authors, and what blocks say about them: a note below the text, or the bare name. */
import { type Document, isLayout } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { neighbour } from '../neighbour.js';

/** First and last name with particles between: `Ruth Ammerling`, `Anna-Lena von der Heide`, `M. Brandt`. */
const NAME = /\p{Lu}[\p{L}’'-]*\.?(?:\s(?:v[ao]n|de[rn]?|du|di|da|del|la|le|zu|\p{Lu}\.))*\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?/gu;
/** A byline has at most this many characters; a longer block is a text that mentions names. */
const BYLINE_LENGTH = 120;
/** What a page's metadata says of its authors beyond this names nobody. */
const AUTHORS_LENGTH = 1000;
/** A document has no more authors: each is looked for at the head of each block. */
const MOST_NAMES = 100;

/** The authors named in bylines and in the page's metadata. */
export class Authors {
  private readonly names: readonly string[];
  private headed: readonly number[] | undefined;

  /** @param hits the rules' hits in the document, which identify the bylines */
  constructor(
    private readonly document: Document,
    hits: readonly Hit[],
  ) {
    const bylines = hits.flatMap(({ rule, block, marker, span }) => {
      const { text } = document.blocks[block];
      const isByline =
        rule.category === 'byline' && rule.effect === 'remove' && rule.where !== 'top' && marker === undefined && span === undefined;
      return isByline && text.length <= BYLINE_LENGTH ? [text] : [];
    });
    const sources = [(document.meta.author ?? '').slice(0, AUTHORS_LENGTH), ...new Set(bylines)];
    this.names = [...new Set(sources.flatMap((text) => text.match(NAME) ?? []).flatMap(withoutFirst))].slice(0, MOST_NAMES);
  }

  /** Whether a block is an author's name and nothing else. */
  isName(block: number): boolean {
    return this.names.includes(this.document.blocks[block].text);
  }

  /** Whether a block begins with an author's name and continues the way a note about them does. */
  isNote(block: number): boolean {
    return this.names.some((name) => this.goesOn(block, name));
  }

  /** Whether a block is the document's only note below the name of its subject: two of them are a list of people. */
  isOnlyHeadedNote(block: number): boolean {
    this.headed ??= this.document.blocks.flatMap((_, i) => (this.isHeadedNote(i) ? [i] : []));
    return this.headed.length === 1 && this.headed[0] === block;
  }

  /** Whether a block begins with the name on the line above and continues the way a note does. */
  private isHeadedNote(block: number): boolean {
    const { blocks } = this.document;
    if (isLayout(blocks[block])) return false;
    const above = neighbour(blocks, block, -1);
    const text = above === undefined ? '' : blocks[above].text;
    return text.length <= BYLINE_LENGTH && text.match(NAME)?.[0] === text && this.goesOn(block, text);
  }

  private goesOn(block: number, name: string): boolean {
    const { text } = this.document.blocks[block];
    return text.startsWith(name) && /^[\s,]+\p{L}/u.test(text.slice(name.length));
  }
}

/** A name, and the same without its first word, which may belong to the byline: `Von Ruth Ammerling`. */
function withoutFirst(name: string): string[] {
  const [, ...rest] = name.split(' ');
  return rest.length > 1 ? [name, rest.join(' ')] : [name];
}
