/** Evidence in short, as the rules of a site state it: without what follows from the rest and from the site. */
import type { Evidence, Rule } from '../../model/rule.js';
import { confidenceOf } from './confidence.js';
import { someExamples } from './example.js';
import { isSame } from './isSame.js';
import { given } from './toRule.js';

/**
 * Evidence in full. A number is short for evidence with so many documents; the examples are the texts of the rule, unless
 * it has others, or none (`[]`).
 * @param evidence as it is in a file, not checked yet: what is wrong stays wrong
 * @param texts of the rule, as they are in the file
 * @param pages of the site
 */
export function fullEvidence(evidence: unknown, texts: unknown, pages: number | undefined): unknown {
  if (typeof evidence === 'number') return fullEvidence({ documents: evidence }, texts, pages);
  if (typeof evidence !== 'object' || evidence === null || Array.isArray(evidence)) return evidence;
  const { documents, contentHits = 0, examples = textsOf(texts), ...rest } = evidence as Partial<Evidence>;
  const areNumbers = typeof documents === 'number' && typeof contentHits === 'number';
  return given({
    documents,
    of: pages,
    contentHits,
    confidence: areNumbers ? confidenceOf(documents, contentHits) : undefined,
    ...rest,
    examples: examples?.length === 0 ? undefined : examples,
  });
}

function textsOf(texts: unknown): string[] {
  return someExamples((Array.isArray(texts) ? texts : [texts]).filter((text) => typeof text === 'string'));
}

/** The fields of evidence, besides the number of documents and the examples, that are not what a plain number means. */
export function unusualFields(
  { documents, of, contentHits, words, risk, confidence, since, until }: Evidence,
  pages: number | undefined,
): Partial<Evidence> {
  return given({
    of: of === pages ? undefined : of,
    contentHits: contentHits === 0 ? undefined : contentHits,
    words,
    risk,
    confidence: confidence === confidenceOf(documents, contentHits) ? undefined : confidence,
    since,
    until,
  });
}

/** The shortest form of a rule's evidence of which `fullEvidence` makes the same; undefined if there is none. */
export function shortEvidence({ evidence, match }: Rule, pages: number | undefined): unknown {
  if (evidence === undefined) return undefined;
  const { documents, examples = [] } = evidence;
  const fields = { documents, ...unusualFields(evidence, pages) };
  return [documents, fields, { ...fields, examples }].find((short) => isSame(fullEvidence(short, match.text, pages), evidence));
}
