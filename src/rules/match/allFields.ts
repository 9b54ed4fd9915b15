/** Objects of one shape: all fields, in one order. Code that reads objects is compiled anew for each shape that it meets. */
import type { Rule } from '../../model/rule.js';

/** All fields of a type, none left out; those that it may lack are undefined. */
export type AllFields<T> = { readonly [Field in keyof Required<T>]: T[Field] };

/** The rule with all fields: rule files leave out what they do not need. */
export function withAllFields(rule: Rule): AllFields<Rule> {
  const { text, pattern, sequence, selector, outside, within, links, at, before, after } = rule.match;
  const match: AllFields<Rule['match']> = { text, pattern, sequence, selector, outside, within, links, at, before, after };
  const { id, effect, category, scope, extent, where, site, format, confidence, evidence, status, examples, counterexamples, note } = rule;
  return { id, effect, category, scope, match, extent, where, site, format, confidence, evidence, status, examples, counterexamples, note };
}
