/** Objects with all fields in one order. V8 compiles code again for each object shape that it encounters. */
import type { Rule } from '../../model/rule.js';

/** A type with all of its fields present; optional ones may be undefined. */
export type AllFields<T> = { readonly [Field in keyof Required<T>]: T[Field] };

/** The rule with all fields. Rules from files only have the fields that they need. */
export function withAllFields(rule: Rule): AllFields<Rule> {
  const { text, pattern, sequence, selector, outside, within, links, at, before, after } = rule.match;
  const match: AllFields<Rule['match']> = { text, pattern, sequence, selector, outside, within, links, at, before, after };
  const { id, effect, category, scope, extent, where, site, format, confidence, evidence, status, examples, counterexamples, note } = rule;
  return { id, effect, category, scope, match, extent, where, site, format, confidence, evidence, status, examples, counterexamples, note };
}
