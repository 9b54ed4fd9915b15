/** What a line looks like on its own, regardless of its position: a date, a byline, a caption, a breadcrumb trail. */
import type { Category } from '../../model/category.js';
import { mayBegin, slotEnds } from '../../rules/pattern/slots.js';
import { type TokenizedText, tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { FoldedWords } from '../../text/foldedWords.js';
import { MARK } from '../../text/scan/tokenColumns.js';
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

const setOf = (lists: Readonly<Record<string, readonly string[]>>) => new Set(Object.values(lists).flat());
const BYLINE = setOf(words.byline);
const BYLINES = new FoldedWords([...BYLINE]);
const CREDIT = new FoldedWords([...setOf(words.credit)]);
const AFTER_CREDIT = new FoldedWords(words.afterCredit);
const SEPARATOR = new FoldedWords(words.separator);
const COPYRIGHT = '©'.charCodeAt(0);

/** Every date, credit and row of entries contains one of these characters. */
const TELLING = /[\d©:/|.>›→•·]/u;
const FIRST_WORD = /\p{L}+/u;

/** The look of a line; undefined if it has none of its own. */
export function lineLook(text: string): Sign | undefined {
  if (text.length > LINE_LENGTH) return undefined;
  // Most menu lines match neither, and tokenizing is what costs time here.
  if (!TELLING.test(text) && !BYLINE.has(FIRST_WORD.exec(text)?.[0].toLowerCase() ?? '')) return undefined;
  const view = tokenizeText(text);
  const [from, to] = view.inner;
  if (to === from) return undefined;
  if (to - from <= BYLINE_TOKENS && BYLINES.has(view, from) && slotEnds('name', view, from + 1, to).length > 0) {
    return { category: 'byline', because: `a name after “${view.raw(from)}”` };
  }
  if (datedTokens(view, from, to) >= (to - from) * DATE_SHARE) return { category: 'dateline', because: 'a date' };
  return creditLook(view) ?? menuLook(view, from, to);
}

/** A credit for a picture, or a copyright notice for the page: only the notice has a year. */
function creditLook(line: TokenizedText): Sign | undefined {
  for (let i = 0; i < line.count; i++) {
    const isCopyright = line.mark(i) === COPYRIGHT;
    const isCredit = isCopyright || (CREDIT.has(line, i) && i + 1 < line.count && AFTER_CREDIT.has(line, i + 1));
    if (!isCredit) continue;
    if (isCopyright && line.folds().some((fold) => /^(?:19|20)\d\d$/u.test(fold))) return { category: 'legal', because: '“©” with a year' };
    return { category: 'caption', because: `a credit after “${line.raw(i)}”` };
  }
  return undefined;
}

function menuLook(line: TokenizedText, from: number, to: number): Sign | undefined {
  let count = 0;
  for (let i = from; i < to; i++) if (line.kind(i) === MARK && SEPARATOR.has(line, i)) count++;
  return count >= SEPARATORS ? { category: 'navigation', because: 'entries in a row' } : undefined;
}

/** The number of a line's tokens that belong to dates and times. */
function datedTokens(view: TokenizedText, from: number, to: number): number {
  let dated = 0;
  for (let i = from; i < to; ) {
    const end = mayBegin('date', view, i) ? (slotEnds('date', view, i, to).at(-1) ?? slotEnds('time', view, i, to).at(-1)) : undefined;
    dated += end === undefined ? 0 : end - i;
    i = end ?? i + 1;
  }
  return dated;
}
