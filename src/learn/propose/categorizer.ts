/** The category of a learned rule: what the shipped packs would call its text, else what its place and shape tell. */
import type { Category } from '../../model/category.js';
import { readText } from '../../read/readText.js';
import type { CompiledRules } from '../../rules/match/compile.js';
import { findHits } from '../../rules/match/findHits.js';

/** Names categories by the packs' vocabulary. */
export type Categorize = (text: string) => Category | undefined;

/** Makes a `Categorize` that asks compiled packs; each text is asked once. */
export function categorizer(packs: CompiledRules): Categorize {
  const known = new Map<string, Category | undefined>();
  return (text) => {
    if (!known.has(text)) {
      // Alone in a document a line is head and tail at once, so that place keeps no rule from knowing it.
      const hit = findHits(readText(text, { layout: 'lines' }), packs).find(({ rule }) => rule.effect === 'remove' && rule.where !== 'top');
      known.set(text, hit?.rule.category);
    }
    return known.get(text);
  };
}
