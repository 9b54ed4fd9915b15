/** A rule of plain data as people write it in a list of rules. */
import type { Evidence, Match, Rule } from '../../model/rule.js';
import { categoryOfId, inOrder } from './ruleId.js';
import { shortEvidence } from './shortEvidence.js';
import { defaultConfidence, given } from './toRule.js';

/**
 * The fields of a rule, in the order in which people read them.
 * @param shared the site that the rule does not name, since it is among the rules of this site
 */
export function toFileRule(rule: Rule, shared?: string): Record<string, unknown> {
  const { id, category, effect, scope, match, extent, site, where, format, confidence, evidence, status, ...about } = rule;
  const { examples, counterexamples, note } = about;
  return given({
    id,
    category,
    ...(effect === 'keep' ? { keep: 'block' } : { remove: scope }),
    match: toFileMatch(match),
    until: extent,
    site: site === shared ? undefined : site,
    where,
    format,
    confidence,
    evidence: evidence && evidenceInOrder(evidence),
    status,
    examples,
    counterexamples,
    note,
  });
}

function evidenceInOrder({ documents, of, contentHits, words, risk, confidence, examples, since, until }: Evidence): Evidence {
  return given({ documents, of, contentHits, words, risk, confidence, examples, since, until }) as Evidence;
}

/**
 * A rule of a site in short: without what it has by default.
 * @param pages of the site
 */
export function toShortRule(rule: Rule, pages: number | undefined): Record<string, unknown> {
  const { id, category, confidence, evidence, ...rest } = toFileRule(rule, rule.site);
  return {
    id,
    ...(rule.effect === 'remove' && category === categoryOfId(rule.id) ? {} : { category }),
    ...rest,
    ...(confidence === defaultConfidence(rule) ? {} : { confidence }),
    ...(evidence === undefined ? {} : { evidence: shortEvidence(rule, pages) }),
  };
}

/** Lists with one entry are written as a single value. */
function toFileMatch(match: Match): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(inOrder(match)).map(([key, value]) => [
      key,
      key !== 'sequence' && Array.isArray(value) && value.length === 1 ? value[0] : value,
    ]),
  );
}
