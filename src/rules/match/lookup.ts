/** Looks up the rules that could match a block, judging by the hashes of its tokens. */

import { classAt, LOWER } from '../../text/chars.js';
import { NUMBER, WORD } from '../../text/scan/tokenColumns.js';
import { mayHold } from '../../text/wordFilter.js';
import { bucketOf } from '../compiled/buckets.js';
import {
  ASKS_TITLE,
  anchorOf,
  FIRST_DATE,
  FIRST_LITERAL,
  FIRST_NAME,
  FIRST_NUMBER,
  FIXED_END,
  FIXED_START,
  isWhole,
  LAST_LITERAL,
  LAST_TITLE,
} from '../compiled/flags.js';
import { phraseHash } from '../compiled/phrase.js';
import { type RuleColumns, salted } from '../compiled/ruleColumns.js';
import { mayBegin } from '../pattern/slots.js';
import { partFor, type TokenizedBlock, type TokenizedText } from '../pattern/tokenizedBlock.js';
import type { CompiledRule, PatternEntry, RuleScope } from './rulePart.js';

/** The patterns of some scopes that could match a block: it contains their keys, if any, and begins and ends as they do. */
export function patternsFor(scopes: readonly RuleScope[], block: TokenizedBlock): PatternEntry[] {
  const found: PatternEntry[] = [];
  for (const scope of scopes) for (const number of scope.slots) if (mayHit(scope, number, block)) found.push(scope.part.pattern(number));
  const tried: number[] = [];
  for (const { columns, first, count } of block.parts) {
    for (let i = first; i < first + count; i++) addKnown(scopes, columns.hashes[i], block, tried, found);
  }
  return found;
}

/** Adds the patterns whose key a token may be, scope by scope. Most tokens are no key. */
function addKnown(scopes: readonly RuleScope[], token: number, block: TokenizedBlock, tried: number[], found: PatternEntry[]): void {
  for (let s = 0; s < scopes.length; s++) {
    const { part, salt } = scopes[s];
    const hash = salted(token, salt);
    if (mayHold(part.columns.keys, hash) && isNew(tried, s, hash)) addKeyed(scopes[s], hash, block, found);
  }
}

/**
 * Whether a key was not looked up for this block before, which may contain it twice.
 * @param tried each scope's index and the hash of its key, in turn
 */
function isNew(tried: number[], scope: number, hash: number): boolean {
  for (let i = 0; i < tried.length; i += 2) if (tried[i] === scope && tried[i + 1] === hash) return false;
  tried.push(scope, hash);
  return true;
}

/**
 * Adds the patterns with a key. Another word may have the key's hash: whether the block contains the key shows when the
 * pattern is matched, since the key is one of its literals.
 */
function addKeyed(scope: RuleScope, hash: number, block: TokenizedBlock, found: PatternEntry[]): void {
  const { part } = scope;
  const { keyFrom, keyHash, patternRule, ruleScope } = part.columns;
  const bucket = bucketOf(keyFrom, hash);
  for (let number = keyFrom[bucket]; number < keyFrom[bucket + 1]; number++) {
    const isKeyed = keyHash[number] === hash && ruleScope[patternRule[number]] === scope.number;
    if (isKeyed && part.applies(patternRule[number]) && mayHit(scope, number, block)) found.push(part.pattern(number));
  }
}

/**
 * Whether the block could match. If the key of a sequence is in a later block, the match begins above this block, whose
 * text says nothing about it.
 */
function mayHit({ part: { columns } }: RuleScope, number: number, block: TokenizedBlock): boolean {
  if (columns.patternOffset[number] > 0) return true;
  const flags = columns.patternFlags[number];
  const text = isWhole(flags) ? block.whole : partFor(anchorOf(flags), block);
  return text !== undefined && mayMatchText(columns, number, flags, text);
}

/** Whether a pattern could match a text, judging by its columns; see `mayMatch`. */
function mayMatchText(columns: RuleColumns, number: number, flags: number, text: TokenizedText): boolean {
  if (text.count < columns.patternMin[number]) return false;
  const range = (flags & LAST_TITLE) === 0 ? text.inner : text.label;
  if (isWhole(flags) && range[1] - range[0] > columns.patternMax[number]) return false;
  if ((flags & FIXED_START) !== 0 && !mayStart(flags, columns.patternFirst[number], text, range[0])) return false;
  const ends = (flags & FIXED_END) !== 0 && (flags & LAST_LITERAL) !== 0;
  if (ends && !text.has(columns.patternLast[number], range[1] - 1, text.count)) return false;
  const other = columns.patternNeeds[number];
  if (other !== 0 && !text.has(other, 0, text.count)) return false;
  return (flags & ASKS_TITLE) === 0 || text.mayShowTitle;
}

/** Whether a pattern's first item could match one of the tokens up to the first that is not decoration. */
function mayStart(flags: number, first: number, text: TokenizedText, inner: number): boolean {
  if ((flags & FIRST_LITERAL) !== 0) return text.has(first, 0, inner + 1);
  if ((flags & (FIRST_NUMBER | FIRST_DATE | FIRST_NAME)) === 0) return true;
  for (let at = 0; at <= inner && at < text.count; at++) {
    if (
      (flags & FIRST_NUMBER) !== 0
        ? text.kind(at) === NUMBER
        : (flags & FIRST_DATE) !== 0
          ? mayBegin('date', text, at)
          : mayBeginName(text, at)
    )
      return true;
  }
  return false;
}

/** Whether a name could begin with a token: a capital, a letter without case, or a small letter before an apostrophe (`d’Ornano`). */
function mayBeginName(text: TokenizedText, at: number): boolean {
  if (text.kind(at) !== WORD) return false;
  const start = text.start(at);
  if (classAt(text.text, start) !== LOWER) return true;
  const next = text.text.charCodeAt(start + 1);
  return next === 0x27 || next === 0x2019;
}

/** The rules that have this text as a whole-block text. */
export function textRulesFor({ part, salt, number, longestText }: RuleScope, text: TokenizedText): readonly CompiledRule[] {
  const [from, to] = text.label;
  const { columns } = part;
  if (to === from || to - from > longestText || !mayHold(columns.textStarts, salted(text.hash(from), salt))) return NONE;
  const hash = salted(phraseHash(text.columns.hashes, text.first + from, text.first + to), salt);
  const { textFrom, textHash, textRule, ruleScope } = columns;
  const bucket = bucketOf(textFrom, hash);
  let found: CompiledRule[] | undefined;
  let phrase: string | undefined;
  for (let i = textFrom[bucket]; i < textFrom[bucket + 1]; i++) {
    if (textHash[i] !== hash || ruleScope[textRule[i]] !== number || !part.applies(textRule[i])) continue;
    phrase ??= text.folded(from, to);
    if (part.phrase(i) !== phrase) continue;
    found ??= [];
    found.push(part.owner(textRule[i]));
  }
  return found ?? NONE;
}

const NONE: readonly CompiledRule[] = [];
