/** Tries the rules of an earlier run on the documents observed since. */
import { expectRules } from '../../model/argument.js';
import { RULES_FORMAT, type Rule } from '../../model/rule.js';
import { findSite } from '../../rules/findSite.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { findHits } from '../../rules/match/findHits.js';
import type { Rate } from '../evidence/drift.js';
import { expectObservations, type Observations, sampleOf } from '../observe/observations.js';
import { recall } from '../observe/recall.js';
import type { Recognise } from '../sites/cluster.js';

/**
 * Rules are tried on at most this many documents per site, those with the smallest hashes: enough to notice that a rule
 * is gone.
 */
export const TRIED = 50;

/**
 * For the rules that hit something in the observed documents of their site, the number of documents that they hit, by
 * rule id. Ignores the rules' status, and looks at no more than `TRIED` documents per site.
 *
 *
 * @example
 * ```ts
 * import { addSeen, type Observations, observe, parseRules, readText, rulesSeen } from 'klartext';
 *
 * const yaml = 'format: klartext-rules/1\nsite: bote.example\nrules: [{ id: label, category: share, remove: block, match: { text: Teilen } }]';
 * const observations: Observations = new Map();
 * for (const end of ['Teilen', 'Ende']) addSeen(observations, observe(readText(`Der Rat tagt.\n\n${end}`, { site: 'bote.example' })));
 * rulesSeen(parseRules(yaml, 'rules.yaml').rules, observations).get('label'); // => { documents: 1, of: 2 }
 * ```
 */
export function rulesSeen(rules: readonly Rule[], observations: Observations): ReadonlyMap<string, Rate> {
  expectRules(rules);
  expectObservations(observations);
  const compiled = compileAll(rules);
  const sites = new Set(rules.map(({ site }) => site));
  const seen = new Map<string, Rate>();
  for (const [name, site] of observations) {
    if (!sites.has(name)) continue;
    const tried = sampleOf(site, TRIED);
    for (const document of tried) {
      const ids = new Set(findHits(recall(document), compiled).map(({ rule }) => rule.id));
      for (const id of ids) seen.set(id, { documents: (seen.get(id)?.documents ?? 0) + 1, of: tried.length });
    }
  }
  return seen;
}

/** Returns a function that names the site of observed documents by the rules of an earlier run, whatever their status. */
export function recogniser(rules: readonly Rule[]): Recognise {
  const compiled = compileAll(rules);
  return (document) => findSite(recall(document), compiled);
}

function compileAll(rules: readonly Rule[]): CompiledRules {
  const active = rules.map(({ status: _, ...rule }) => rule);
  return compileRules({ format: RULES_FORMAT, name: 'tried', rules: active });
}
