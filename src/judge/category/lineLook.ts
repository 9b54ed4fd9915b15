/** What a line looks like on its own, regardless of its position: a date, a byline, a caption, a breadcrumb trail. */
import type { Category } from '../../model/category.js';
import { mayBegin, slotEnds } from '../../rules/pattern/slots.js';
import { type TokenizedText, tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { foldHash } from '../../text/foldedWord.js';
import type { HashedToken, Token } from '../../text/tokens.js';
import words from './lineWords.json' with { type: 'json' };

/** A category and the reason for it, for people: it completes “looks like a teaser: …”. */
export interface Sign {
  readonly category: Category;
  readonly because: string;
}

/** Longer lines, in characters, are sentences, whatever else they contain. */
const LINE_LENGTH = 160;
/** A byline has at most this many tokens: the introducing word, a name, an agency or a place. */
const BYLINE_TOKENS = 14;
/** A line is a date if dates and times make up at least this share of its tokens. */
const DATE_SHARE = 0.5;
/** A line with at least this many separators is a breadcrumb trail or a row of menu entries; ordinary lines contain one. */
const SEPARATORS = 2;

/** Words and marks by which a line is recognised. Most tokens are ruled out by their hash, without being folded. */
class KnownTokens {
  private readonly folds: ReadonlySet<string>;
  private readonly hashes: ReadonlySet<number>;

  constructor(folds: readonly string[]) {
    this.folds = new Set(folds);
    this.hashes = new Set(folds.map(foldHash));
  }

  has(token: HashedToken | undefined): token is HashedToken {
    return token !== undefined && this.hashes.has(token.hash) && this.folds.has(token.fold);
  }

  hasWord(word: string): boolean {
    return this.folds.has(word);
  }
}

const BYLINE = new KnownTokens(Object.values(words.byline).flat());
const CREDIT = new KnownTokens(Object.values(words.credit).flat());
const AFTER_CREDIT = new KnownTokens(words.afterCredit);
const SEPARATOR = new KnownTokens(words.separator);
const COPYRIGHT = new KnownTokens(['©']);

/** Every date, credit and row of entries contains one of these characters. */
const TELLING = /[\d©:/|.>›→•·]/u;
const FIRST_WORD = /\p{L}+/u;

/** The look of a line; undefined if it has none of its own. */
export function lineLook(text: string): Sign | undefined {
  if (text.length > LINE_LENGTH) return undefined;
  // Most menu lines match neither, and tokenizing is what costs time here.
  if (!TELLING.test(text) && !BYLINE.hasWord(FIRST_WORD.exec(text)?.[0].toLowerCase() ?? '')) return undefined;
  const view = tokenizeText(text);
  const { tokens } = view;
  const [from, to] = view.inner;
  if (to === from) return undefined;
  if (to - from <= BYLINE_TOKENS && BYLINE.has(tokens[from]) && slotEnds('name', view, from + 1, to).length > 0) {
    return { category: 'byline', because: `a name after “${shown(text, tokens[from])}”` };
  }
  if (datedTokens(view, from, to) >= (to - from) * DATE_SHARE) return { category: 'dateline', because: 'a date' };
  return creditLook(text, tokens) ?? menuLook(tokens.slice(from, to));
}

function shown(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

/** A credit for a picture, or a copyright notice for the page: only the notice has a year. */
function creditLook(text: string, tokens: readonly HashedToken[]): Sign | undefined {
  const mark = tokens.find((token, i) => COPYRIGHT.has(token) || (CREDIT.has(token) && AFTER_CREDIT.has(tokens[i + 1])));
  if (mark === undefined) return undefined;
  if (COPYRIGHT.has(mark) && tokens.some(({ fold }) => /^(?:19|20)\d\d$/u.test(fold)))
    return { category: 'legal', because: '“©” with a year' };
  return { category: 'caption', because: `a credit after “${shown(text, mark)}”` };
}

function menuLook(tokens: readonly HashedToken[]): Sign | undefined {
  const count = tokens.filter((token) => token.kind === 'mark' && SEPARATOR.has(token)).length;
  return count >= SEPARATORS ? { category: 'navigation', because: 'entries in a row' } : undefined;
}

/** The number of a line's tokens that belong to dates and times. */
function datedTokens(view: TokenizedText, from: number, to: number): number {
  let dated = 0;
  for (let i = from; i < to; ) {
    const end = mayBegin('date', view.tokens[i])
      ? (slotEnds('date', view, i, to).at(-1) ?? slotEnds('time', view, i, to).at(-1))
      : undefined;
    dated += end === undefined ? 0 : end - i;
    i = end ?? i + 1;
  }
  return dated;
}
