/** Writes rules as a rule file for people to read and edit. `parseRules` reads it back unchanged. */
import { stringify } from 'yaml';
import { expectRuleSet } from '../../model/argument.js';
import type { Match, Rule, RuleSet } from '../../model/rule.js';

/**
 * The YAML of a rule set. A site that all rules share is written once, at the top of the file.
 *
 * @example
 * ```ts
 * import { dumpRules, parseRules } from 'klartext';
 *
 * const rules = parseRules('format: klartext-rules/1\nrules: [{ id: label, category: share, remove: block, match: { text: Teilen } }]', 'rules.yaml');
 * dumpRules(rules).split('\n')[0]; // => 'format: klartext-rules/1'
 * parseRules(dumpRules(rules), 'rules.yaml').rules[0].match; // => { text: ['Teilen'] }
 * ```
 */
export function dumpRules(set: RuleSet): string {
  expectRuleSet(set, 'set');
  const [first] = set.rules;
  const shared = first !== undefined && set.rules.every((rule) => rule.site === first.site) ? first.site : undefined;
  const file = {
    format: set.format,
    ...(shared === undefined ? {} : { site: shared }),
    rules: set.rules.map((rule) => toFileRule(rule, shared)),
  };
  return stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });
}

function toFileRule(rule: Rule, shared: string | undefined): Record<string, unknown> {
  const { id, category, effect, scope, match, extent, site, ...rest } = rule;
  return {
    id,
    category,
    ...(effect === 'keep' ? { keep: 'block' } : { remove: scope }),
    match: toFileMatch(match),
    ...(extent === undefined ? {} : { until: extent }),
    ...(site === undefined || site === shared ? {} : { site }),
    ...rest,
  };
}

/** Lists with one entry are written as a single value. */
function toFileMatch(match: Match): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(match).map(([key, value]) => [key, key !== 'sequence' && Array.isArray(value) && value.length === 1 ? value[0] : value]),
  );
}
