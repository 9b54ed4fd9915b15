/** What a line looks like by itself, wherever it stands: a date, a byline, a caption, a way through menus. */
import type { Category } from '../../model/category.js';
import { mayBegin, slotEnds } from '../../rules/pattern/slots.js';
import { type TokenizedText, tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import type { Token } from '../../text/tokens.js';
import words from './lineWords.json' with { type: 'json' };

/** A category and the sign of it, for a person: what follows “looks like a teaser: ”. */
export interface Sign {
  readonly category: Category;
  readonly because: string;
}

/** Lines of more characters are sentences, whatever stands in them. */
const LONGEST = 160;
/** A byline has no more tokens: its word, a name, an agency or a place. */
const BYLINE_TOKENS = 14;
/** A line is a date where dates and times are this share of its tokens. */
const DATE_SHARE = 0.5;
/** So many separators in a line make it a way through menus, or a row of their entries. */
const SEPARATORS = 2;

const setOf = (lists: Readonly<Record<string, readonly string[]>>) => new Set(Object.values(lists).flat());
const BYLINE = setOf(words.byline);
const CREDIT = setOf(words.credit);
const BEHIND_CREDIT = new Set(words.behindCredit);
const SEPARATOR = new Set(words.separator);

/** What some mark or digit of a date, a credit or a row of entries is one of. */
const TELLING = /[\d©:/|.>›→•·]/u;
const FIRST_WORD = /\p{L}+/u;

/** The look of a line; undefined where it has none of its own. */
export function lineLook(text: string): Sign | undefined {
  if (text.length > LONGEST) return undefined;
  // Most lines of menus hold nothing of the kind: no need to cut them into tokens.
  if (!TELLING.test(text) && !BYLINE.has(FIRST_WORD.exec(text)?.[0].toLowerCase() ?? '')) return undefined;
  const view = tokenizeText(text);
  const { tokens } = view;
  const [from, to] = view.inner;
  if (to === from) return undefined;
  if (to - from <= BYLINE_TOKENS && BYLINE.has(tokens[from].fold) && slotEnds('name', view, from + 1, to).length > 0) {
    return { category: 'byline', because: `a name behind “${shown(text, tokens[from])}”` };
  }
  if (datedTokens(view, from, to) >= (to - from) * DATE_SHARE) return { category: 'dateline', because: 'a date' };
  return creditLook(text, tokens) ?? menuLook(tokens.slice(from, to));
}

function shown(text: string, { start, end }: Token): string {
  return text.slice(start, end);
}

/** Who made a picture, or who owns the page: the latter says since when. */
function creditLook(text: string, tokens: readonly Token[]): Sign | undefined {
  const mark = tokens.find(({ fold }, i) => fold === '©' || (CREDIT.has(fold) && BEHIND_CREDIT.has(tokens[i + 1]?.fold)));
  if (mark === undefined) return undefined;
  if (mark.fold === '©' && tokens.some(({ fold }) => /^(?:19|20)\d\d$/u.test(fold)))
    return { category: 'legal', because: '“©” with a year' };
  return { category: 'caption', because: `a credit behind “${shown(text, mark)}”` };
}

function menuLook(tokens: readonly Token[]): Sign | undefined {
  const count = tokens.filter(({ kind, fold }) => kind === 'mark' && SEPARATOR.has(fold)).length;
  return count >= SEPARATORS ? { category: 'navigation', because: 'entries in a row' } : undefined;
}

/** How many tokens of a line belong to dates and times. */
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
