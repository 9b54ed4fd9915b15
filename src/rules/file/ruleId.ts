/** The ids of rules: hashes of what they do, so that equal rules have equal ids and edits are noticed. */
import { CATEGORIES, type Category } from '../../model/category.js';
import type { Match, Rule } from '../../model/rule.js';
import { hash64 } from '../../text/tables/hash.js';

/** A stable id: the category and a hash of what the rule does, long enough to be unique among the rules of a thousand sites. */
export function makeId(prefix: string, content: unknown): string {
  return `${prefix}-${hash64(JSON.stringify(content)).slice(0, 12)}`;
}

/** The fields that a learned rule's id is made from. */
export type RuleContent = Pick<Rule, 'category' | 'scope' | 'match' | 'extent' | 'where' | 'site' | 'format'>;

/** The id of a learned rule: its category and a hash of what it does, so that edits are noticed. */
export function learnedId({ category, scope, match, extent, where, site, format }: RuleContent): string {
  return makeId(category, { site, match: inOrder(match), scope, extent, where, format });
}

/** A match with its fields in one order, since a file may list them in any. */
export function inOrder(match: Match): Match {
  const fields = ['text', 'pattern', 'sequence', 'selector', 'outside', 'within', 'links', 'at', 'before', 'after'] as const;
  const known = Object.fromEntries(fields.flatMap((field) => (match[field] === undefined ? [] : [[field, match[field]]])));
  return { ...known, ...match };
}

/** The category that an id begins with; undefined if it begins with none. */
export function categoryOfId(id: string): Category | undefined {
  const prefix = id.slice(0, Math.max(0, id.lastIndexOf('-')));
  return CATEGORIES.find((category) => category === prefix);
}
