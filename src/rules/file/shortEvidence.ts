/** Evidence in short, as the rules of a site state it: without what follows from the rest and from the site. */
import type { Evidence, Rule } from '../../model/rule.js';
import { confidenceOf } from './confidence.js';
import { someExamples } from './example.js';
import { isSame } from './isSame.js';
import { given } from './toRule.js';

/**
 * Evidence in full. A number of documents is short for evidence whose examples are the texts of the rule.
 * @param evidence as it is in a file, not checked yet: what is wrong stays wrong
 * @param texts of the rule
 * @param pages of the site
 */
export function fullEvidence(evidence: unknown, texts: unknown, pages: number | undefined): unknown {
  if (typeof evidence === 'number') {
    const examples = someExamples((Array.isArray(texts) ? texts : [texts]).filter((text) => typeof text === 'string'));
    return fullEvidence({ documents: evidence, ...(examples.length === 0 ? {} : { examples }) }, undefined, pages);
  }
  if (typeof evidence !== 'object' || evidence === null || Array.isArray(evidence)) return evidence;
  const { documents, contentHits = 0 } = evidence as Partial<Evidence>;
  const areNumbers = typeof documents === 'number' && typeof contentHits === 'number';
  return {
    ...(pages === undefined ? {} : { of: pages }),
    contentHits,
    ...(areNumbers ? { confidence: confidenceOf(documents, contentHits) } : {}),
    ...evidence,
  };
}

/** The shortest form of a rule's evidence of which `fullEvidence` makes the same. */
export function shortEvidence({ evidence, match }: Rule, pages: number | undefined): unknown {
  if (evidence === undefined) return undefined;
  const { documents, of, contentHits, words, risk, confidence, examples, since, until } = evidence;
  const fields = given({
    documents,
    of: of === pages ? undefined : of,
    contentHits: contentHits === 0 ? undefined : contentHits,
    confidence: confidence === confidenceOf(documents, contentHits) ? undefined : confidence,
    words,
    risk,
    examples,
    since,
    until,
  });
  return [documents, fields].find((short) => isSame(fullEvidence(short, match.text, pages), evidence)) ?? evidence;
}
