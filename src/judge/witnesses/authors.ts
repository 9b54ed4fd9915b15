/** A document's authors, and what blocks say about them: a note below the text, or the bare name. */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { LAYOUT } from '../blockColumns.js';

/** First and last name with particles between: `Ruth Ammerling`, `Anna-Lena von der Heide`, `M. Brandt`. */
const NAMES = /\p{Lu}[\p{L}’'-]*\.?(?:\s(?:v[ao]n|de[rn]?|du|di|da|del|la|le|zu|\p{Lu}\.))*\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+)?/gu;
/** The same at the very beginning of a text. */
const FIRST_NAME = new RegExp(NAMES.source, 'uy');
/** A byline has at most this many characters; a longer block is a text that mentions names. */
const BYLINE_LENGTH = 120;
/** What a page's metadata says of its authors beyond this names nobody. */
const AUTHORS_LENGTH = 1000;
/** A document has no more authors: each is looked for at the head of each block. */
const MOST_NAMES = 100;

/** The authors named in bylines and in the page's metadata. */
export class Authors {
  private readonly names: readonly string[];
  /** The only block that is a note below the name of its subject; -1 if there are none or several; undefined until asked. */
  private headed: number | undefined;

  /**
   * @param shapes the document's (`BlockColumns`)
   * @param hits the rules' hits in the document, which identify the bylines
   */
  constructor(
    private readonly document: Document,
    private readonly shapes: Uint8Array,
    hits: readonly Hit[],
  ) {
    const sources = new Set<string>();
    for (const hit of hits) {
      if (hit.rule.category !== 'byline' || !isByline(hit)) continue;
      const { text } = document.blocks[hit.block];
      if (text.length <= BYLINE_LENGTH) sources.add(text);
    }
    const author = (document.meta.author ?? '').slice(0, AUTHORS_LENGTH);
    this.names = [...new Set([author, ...sources].flatMap((text) => text.match(NAMES) ?? []).flatMap(withoutFirst))].slice(0, MOST_NAMES);
  }

  /** Whether a block is an author's name and nothing else. */
  isName(block: number): boolean {
    return this.names.length > 0 && this.names.includes(this.document.blocks[block].text);
  }

  /** Whether a block begins with an author's name and continues the way a note about them does. */
  isNote(block: number): boolean {
    return this.names.length > 0 && this.names.some((name) => this.goesOn(block, name));
  }

  /** Whether a block is the document's only note below the name of its subject: two of them are a list of people. */
  isOnlyHeadedNote(block: number): boolean {
    this.headed ??= this.onlyHeadedNote();
    return this.headed === block;
  }

  private onlyHeadedNote(): number {
    let only = -1;
    let above = '';
    for (let i = 0; i < this.shapes.length; i++) {
      if ((this.shapes[i] & LAYOUT) !== 0) continue;
      if (this.isHeadedBy(i, above)) {
        if (only >= 0) return -1;
        only = i;
      }
      above = this.document.blocks[i].text;
    }
    return only;
  }

  /** Whether a block begins with the name on the line above and continues the way a note does. */
  private isHeadedBy(block: number, above: string): boolean {
    if (above.length === 0 || above.length > BYLINE_LENGTH || !this.goesOn(block, above)) return false;
    FIRST_NAME.lastIndex = 0;
    return FIRST_NAME.exec(above)?.[0] === above;
  }

  private goesOn(block: number, name: string): boolean {
    const { text } = this.document.blocks[block];
    return text.startsWith(name) && /^[\s,]+\p{L}/u.test(text.slice(name.length));
  }
}

/** Whether a hit takes all of a line on its own account. */
function isByline({ rule, marker, span }: Hit): boolean {
  return rule.effect === 'remove' && rule.where !== 'top' && marker === undefined && span === undefined;
}

/** A name, and the same without its first word, which may belong to the byline: `Von Ruth Ammerling`. */
function withoutFirst(name: string): string[] {
  const [, ...rest] = name.split(' ');
  return rest.length > 1 ? [name, rest.join(' ')] : [name];
}
