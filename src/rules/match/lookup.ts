/** Looks up the rules that could match a block, judging by its text alone. */

import { mayMatch } from '../pattern/pattern.js';
import { partFor, type TokenizedBlock, type TokenizedText } from '../pattern/tokenizedBlock.js';
import type { CompiledRule, PatternEntry, RuleIndex } from './compile.js';

/** The patterns that could match a block: it contains their keys, if any, and begins and ends as they do. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: called for every token of a document; tokens that no rule knows leave the loop first.
export function patternsFor({ known, byKey, slotsOnly }: RuleIndex, block: TokenizedBlock): PatternEntry[] {
  const found: PatternEntry[] = [];
  for (const entry of slotsOnly) if (mayHit(entry, block)) found.push(entry);
  const tried: string[] = [];
  for (const { tokens } of block.parts) {
    for (const token of tokens) {
      if (!known.mayHold(token.hash)) continue;
      const keyed = byKey.get(token.fold);
      if (keyed === undefined || tried.includes(token.fold)) continue;
      tried.push(token.fold);
      for (const entry of keyed) if (mayHit(entry, block)) found.push(entry);
    }
  }
  return found;
}

/**
 * Whether the block could match. If the key of a sequence is in a later block, the match begins above this block, whose
 * text says nothing about it.
 */
function mayHit({ pattern, anchor, offset }: PatternEntry, block: TokenizedBlock): boolean {
  if (offset > 0) return true;
  const part = partFor(anchor, block);
  return part !== undefined && mayMatch(pattern, part, anchor);
}

/** The rules that have this text as a whole-block text. */
export function textRulesFor(
  { known, texts, textStarts }: RuleIndex,
  { label: [from, to], tokens }: TokenizedText,
): readonly CompiledRule[] {
  if (to === from || !known.mayHold(tokens[from].hash) || to - from > (textStarts.get(tokens[from].fold) ?? 0)) return [];
  let key = tokens[from].fold;
  for (let i = from + 1; i < to; i++) key += ` ${tokens[i].fold}`;
  return texts.get(key) ?? [];
}
