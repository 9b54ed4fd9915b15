/** Checks rule files beyond their form: finds rules that are there twice, that are too unspecific, or that can never act. */

import { expectRuleSet } from '../model/argument.js';
import type { Rule, RuleSet } from '../model/rule.js';
import { RULES_FORMAT } from '../model/rule.js';
import { readText } from '../read/readText.js';
import { phraseKey } from '../rules/compiled/phrase.js';
import { compileRules } from '../rules/match/compile.js';
import { findHits } from '../rules/match/findHits.js';
import { fixesTooLittle, LEAST_FIXED } from '../rules/pattern/fixesTooLittle.js';
import { parsePattern } from '../rules/pattern/pattern.js';

/** Something about a rule that a person should look at. */
export interface RuleProblem {
  readonly rule: Rule;
  /** The rule's index in its set. */
  readonly index: number;
  /** An error needs a change; a warning may be intended. */
  readonly severity: 'error' | 'warning';
  /** One sentence, without file and rule. */
  readonly message: string;
}

/**
 * Checks a rule set that `parseRules` has read; problems are in the order of the rules.
 *
 *
 * @example
 * ```ts
 * import { checkRules, parseRules } from 'klartext';
 *
 * const rules = ['Teilen', 'teilen'].map((text, i) => `{ id: ${'ab'[i]}, remove: block, match: { text: ${text} } }`);
 * const yaml = `format: klartext-rules/1\ncategory: share\nrules: [${rules}]`;
 * const problems = checkRules(parseRules(yaml, 'rules.yaml'));
 * problems.map(({ rule, message }) => [rule.id, message]); // => [['b', 'does the same as a: remove one of them']]
 * ```
 */
export function checkRules(set: RuleSet): RuleProblem[] {
  expectRuleSet(set, 'set');
  const { rules } = set;
  const first = new Map<string, Rule>();
  const keeps = rules.filter((rule) => rule.effect === 'keep' && rule.status !== 'vetoed');
  return rules.flatMap((rule, index): RuleProblem[] => {
    const error = (message: string): RuleProblem => ({ rule, index, severity: 'error', message });
    const warning = (message: string): RuleProblem => ({ rule, index, severity: 'warning', message });
    const problems: RuleProblem[] = [];
    const key = sameKey(rule);
    const twin = first.get(key);
    if (twin === undefined) first.set(key, rule);
    else problems.push(error(`does the same as ${twin.id}: remove one of them`));
    for (const pattern of thinPatterns(rule)) {
      const message = `the pattern “${pattern}” has fewer than ${LEAST_FIXED} literals: what it matches depends on its slots`;
      // A person may intend it; the learner never does.
      problems.push(rule.evidence === undefined ? warning(message) : error(message));
    }
    const keep = keptBy(rule, keeps);
    if (keep !== undefined) problems.push(warning(`can remove nothing: what it matches is kept by ${keep.id}`));
    return problems;
  });
}

/** A key for what a rule does, with its texts folded. */
function sameKey({ effect, site, scope, where, format, extent, match }: Rule): string {
  return JSON.stringify([effect, site, scope, where, format, extent, { ...match, text: match.text?.map(phraseKey).sort() }]);
}

/**
 * The unspecific patterns of a removal, unless something else restricts it: a position, a neighbour, an element or
 * counterexamples.
 */
function thinPatterns({ effect, match, where, status, counterexamples }: Rule): string[] {
  if (effect === 'keep' || status === 'approved' || counterexamples !== undefined || where !== undefined) return [];
  if (match.within !== undefined || match.before !== undefined || match.after !== undefined) return [];
  return (match.pattern ?? []).filter((pattern) => fixesTooLittle(parsePattern(pattern)));
}

/** The keep rule that protects every text that the rule is known to match; undefined if some could be removed. */
function keptBy(rule: Rule, keeps: readonly Rule[]): Rule | undefined {
  if (rule.effect === 'keep' || rule.match.selector !== undefined || rule.match.outside !== undefined || rule.match.sequence !== undefined)
    return undefined;
  const reaching = keeps.filter((keep) => keep.site === undefined || keep.site === rule.site);
  if (reaching.length === 0) return undefined;
  const texts = [...(rule.match.text ?? []), ...(rule.examples ?? [])];
  const compiled = compileRules({ format: RULES_FORMAT, name: 'keep', rules: reaching });
  const keepOf = (text: string) => {
    const document = readText(text, { layout: 'lines' });
    const hits = findHits(rule.site === undefined ? document : { ...document, site: rule.site }, compiled);
    return document.blocks.every((block, i) => block.text === '' || hits.some((hit) => hit.block === i)) ? hits[0]?.rule : undefined;
  };
  const found = texts.map(keepOf);
  return found.length > 0 && found.every((keep) => keep !== undefined) ? found[0] : undefined;
}
