/** Candidates: of all rules those that a block's text calls for, before its place is looked at. */

import { mayMatch } from '../pattern/pattern.js';
import { type BlockView, partFor, type TokenView } from '../pattern/view.js';
import type { CompiledRule, PatternEntry, RuleIndex } from './compile.js';

/** The patterns that a block may match: it holds their keys, if they have one, and begins and ends as they do. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: asked for every token of a document; what calls for no rule leaves the loop first.
export function candidates({ known, byKey, slotsOnly }: RuleIndex, view: BlockView): PatternEntry[] {
  const found: PatternEntry[] = [];
  for (const entry of slotsOnly) if (mayHit(entry, view)) found.push(entry);
  const tried: string[] = [];
  for (const { tokens } of view.parts) {
    for (const token of tokens) {
      if (!known.mayHold(token.hash)) continue;
      const keyed = byKey.get(token.fold);
      if (keyed === undefined || tried.includes(token.fold)) continue;
      tried.push(token.fold);
      for (const entry of keyed) if (mayHit(entry, view)) found.push(entry);
    }
  }
  return found;
}

/** Whether the block may match; where a sequence has its key further down, the match begins at a block that is not looked at here. */
function mayHit({ pattern, anchor, offset }: PatternEntry, view: BlockView): boolean {
  if (offset > 0) return true;
  const part = partFor(anchor, view);
  return part !== undefined && mayMatch(pattern, part, anchor);
}

/** The rules of which a text is a whole-block text. */
export function ownersOf({ known, texts, textStarts }: RuleIndex, { label: [from, to], tokens }: TokenView): readonly CompiledRule[] {
  if (to === from || !known.mayHold(tokens[from].hash) || to - from > (textStarts.get(tokens[from].fold) ?? 0)) return [];
  let key = tokens[from].fold;
  for (let i = from + 1; i < to; i++) key += ` ${tokens[i].fold}`;
  return texts.get(key) ?? [];
}
