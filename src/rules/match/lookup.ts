/** Candidates: of all rules those that a block's text calls for, before its place is looked at. */

import { mayMatch } from '../pattern/pattern.js';
import { partFor, type TokenizedBlock, type TokenizedText } from '../pattern/tokenizedBlock.js';
import type { CompiledRule, PatternEntry, RuleIndex } from './compile.js';

/** The patterns that a block may match: it holds their keys, if they have one, and begins and ends as they do. */
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

/** Whether the block may match; where a sequence has its key further down, the match begins at a block that is not looked at here. */
function mayHit({ pattern, anchor, offset }: PatternEntry, block: TokenizedBlock): boolean {
  if (offset > 0) return true;
  const part = partFor(anchor, block);
  return part !== undefined && mayMatch(pattern, part, anchor);
}

/** The rules of which a text is a whole-block text. */
export function textRulesFor(
  { known, texts, textStarts }: RuleIndex,
  { label: [from, to], tokens }: TokenizedText,
): readonly CompiledRule[] {
  if (to === from || !known.mayHold(tokens[from].hash) || to - from > (textStarts.get(tokens[from].fold) ?? 0)) return [];
  let key = tokens[from].fold;
  for (let i = from + 1; i < to; i++) key += ` ${tokens[i].fold}`;
  return texts.get(key) ?? [];
}
