/** Writes rules as a rule file for people to read and edit. `parseRules` reads it back, each rule unchanged. */
import { stringify } from 'yaml';
import { expectArgument, expectOptions, expectRuleSet } from '../../model/argument.js';
import type { Rule, RuleSet } from '../../model/rule.js';
import { dumpLongRule, dumpSite } from './dumpSite.js';
import { canBeKey } from './flowYaml.js';
import type { SiteHead } from './siteHead.js';
import { toFileRule } from './toFileRule.js';

/** What a rule file says beyond its rules. */
export interface DumpOptions {
  /** By site, what its documents show, for the comment above its rules. */
  readonly heads?: ReadonlyMap<string, SiteHead> | undefined;
}

/**
 * The YAML of a rule set: for each site lists of texts and its other rules, those that take most first, then the rules
 * of every site in the order of the set.
 *
 * @example
 * ```ts
 * import { dumpRules, parseRules } from 'klartext';
 *
 * const rules = parseRules('format: klartext-rules/1\nsites: { bote.example: { remove: { share: { Teilen } } } }', 'rules.yaml');
 * rules.rules[0].match; // => { text: ['Teilen'] }
 * dumpRules(rules).split('\n').slice(1, 4); // => ['sites:', '  bote.example:', '    remove: { share: { Teilen } }']
 * ```
 */
export function dumpRules(set: RuleSet, options: DumpOptions = {}): string {
  expectRuleSet(set, 'set');
  expectOptions(options);
  const { heads } = options;
  expectArgument(heads === undefined || heads instanceof Map, 'heads', 'a map by site', heads);
  const { sites, others } = bySite(set.rules);
  const dumps = sites.map(([site, rules]) => dumpSite(site, rules, heads?.get(site)));
  const written = dumps.map(({ text }) => text).join('');
  const long = dumps.flatMap((dump) => dump.long.map(dumpLongRule)).join('');
  return [
    `format: ${set.format}\n`,
    written === '' ? '' : `sites:\n${written}`,
    ...(others.length > 0 || written + long === ''
      ? [others.length === 0 ? 'rules: []\n' : stringify({ rules: others.map((rule) => toFileRule(rule)) }, STYLE)]
      : []),
    long === '' ? '' : `${others.length > 0 ? '' : 'rules:\n'}${long}`,
  ].join('');
}

/** The rules of each site, in the order of the sites' names, and those that no site's part can hold. */
function bySite(rules: readonly Rule[]): {
  readonly sites: readonly (readonly [string, readonly Rule[]])[];
  readonly others: readonly Rule[];
} {
  const sites = new Map<string, Rule[]>();
  const others: Rule[] = [];
  for (const rule of rules) {
    if (rule.site === undefined || !canBeKey(rule.site)) others.push(rule);
    else if (sites.has(rule.site)) sites.get(rule.site)?.push(rule);
    else sites.set(rule.site, [rule]);
  }
  return { sites: [...sites].sort(([a], [b]) => (a < b ? -1 : 1)), others };
}

/** A rule as a rule of its own, as it may be in the list of a file. */
export function dumpRule(rule: Rule): string {
  return stringify({ rules: [toFileRule(rule)] }, STYLE);
}

const STYLE = { lineWidth: 0, aliasDuplicateObjects: false } as const;
