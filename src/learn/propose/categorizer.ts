/** The category of a learned rule, by the vocabulary of the shipped packs. */
import type { Category } from '../../model/category.js';
import { readText } from '../../read/readText.js';
import type { CompiledRules } from '../../rules/match/compile.js';
import { findHits } from '../../rules/match/findHits.js';

/** Returns the category that the packs would give a text; undefined if they do not know it. */
export type Categorize = (text: string) => Category | undefined;

/** Returns a `Categorize` that asks compiled packs, once per text. */
export function categorizer(packs: CompiledRules): Categorize {
  const known = new Map<string, Category | undefined>();
  return (text) => {
    if (!known.has(text)) {
      // A document of one line is head and tail at once, so no rule fails for its position.
      const hit = findHits(readText(text, { layout: 'lines' }), packs).find(({ rule }) => rule.effect === 'remove' && rule.where !== 'top');
      known.set(text, hit?.rule.category);
    }
    return known.get(text);
  };
}
