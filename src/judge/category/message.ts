/** Explains in one sentence why a rule hit a block. */
import type { Document } from '../../model/document.js';
import type { Anchor, Match } from '../../model/rule.js';
import type { Reason } from '../../model/verdict.js';
import type { Hit } from '../../rules/match/findHits.js';

const QUOTED_LENGTH = 70;

const VERBS: Readonly<Record<Exclude<Anchor, 'sentences'>, string>> = {
  whole: 'has the shape',
  'block-start': 'begins with',
  'block-end': 'ends with',
  anywhere: 'contains',
};

/** A hit as a reason. */
export function hitReason(document: Document, hit: Hit): Reason {
  const { id, category, confidence } = hit.rule;
  return { witness: hit.witness, ruleId: id, category, confidence, message: hitMessage(document, hit) };
}

/** The message of a hit, for people who review removals. */
function hitMessage(document: Document, hit: Hit): string {
  const { rule } = hit;
  const what = describe(rule.match, hit.matched);
  if (rule.effect === 'keep') return `kept by a rule: ${what}`;
  if (hit.marker !== undefined) return `belongs to the section under ${quoteShort(document.blocks[hit.marker].text)}`;
  const place =
    rule.where === undefined ? '' : rule.where === 'top' ? ', with only furniture above it' : `, in the ${rule.where} of the document`;
  return `${what}${place}`;
}

/** @param matched the pattern or selector that matched; undefined for whole-block texts */
function describe({ text, sequence, at, selector, outside }: Match, matched: string | undefined): string {
  if (sequence) return `is one of the blocks ${sequence.map(quoteShort).join(', ')}`;
  if (outside) return `is outside ${outside.map(quoteShort).join(', ')}, where this site keeps its articles`;
  if (text?.length === 1) return `reads ${quoteShort(text[0])}`;
  if (matched === undefined) return 'is a known phrase, word for word';
  if (selector) return `is inside ${matched}`;
  if (at === 'sentences') return 'consists of sentences that the rule knows';
  return `${VERBS[at ?? 'whole']} ${quoteShort(matched)}`;
}

function quoteShort(text: string): string {
  return `“${text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH - 1)}…` : text}”`;
}
