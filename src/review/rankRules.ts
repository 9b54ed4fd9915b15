/** Finds the rules that a person should look at: by a text, by what they risk, by what they take. */
import type { Rule } from '../model/rule.js';
import { ruleWords } from '../rules/file/ruleWords.js';
import { foldSpace, foldWord } from '../text/fold.js';

/** The orders of a list: what may cost most content first, what takes most words first, or by the names of the sites. */
export const RULE_ORDERS = ['risk', 'words', 'site'] as const;
export type RuleOrder = (typeof RULE_ORDERS)[number];

/** The words that a rule may cost, of the prose of single documents. */
export function ruleRisk({ evidence }: Pick<Rule, 'evidence'>): number {
  return evidence?.risk ?? 0;
}

/** The rules in an order; of equal ones those that take more words first, then by id. */
export function sortRules(rules: readonly Rule[], order: RuleOrder): Rule[] {
  const known = rules.map((rule) => ({ rule, words: ruleWords(rule), risk: ruleRisk(rule) }));
  const byName = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);
  return known
    .sort(
      (a, b) =>
        (order === 'risk' ? b.risk - a.risk : order === 'site' ? byName(a.rule.site, b.rule.site) : 0) ||
        b.words - a.words ||
        byName(a.rule.id, b.rule.id),
    )
    .map(({ rule }) => rule);
}

/** The rules whose texts, patterns, selectors, examples, notes or ids contain a text, whatever its case, spaces, quotes and dashes. */
export function searchRules(rules: readonly Rule[], text: string): Rule[] {
  const wanted = folded(text);
  return rules.filter((rule) => searchable(rule).some((one) => folded(one).includes(wanted)));
}

function searchable({ id, match, extent, examples = [], evidence, note }: Rule): string[] {
  const { text = [], pattern = [], sequence = [], selector = [], outside = [], within = [], before = [], after } = match;
  const end = typeof extent === 'object' && 'text' in extent ? [extent.text] : [];
  const all = [text, pattern, sequence, selector, outside, within, before, end, examples, evidence?.examples ?? []];
  return [id, ...all.flat(), after ?? '', note ?? ''];
}

function folded(text: string): string {
  return foldWord(foldSpace(text));
}
