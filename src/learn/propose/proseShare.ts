/** A cap on the share of a site's prose that its rules take: above it something is wrong, and a person has to decide. */
import type { SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import type { Proposal } from './proposal.js';
import { isTitleList } from './teasers.js';

/** Rules that take more than this share of a site's prose wait, … */
const PROSE_SHARE = 1 / 3;
/** … counting prose on at least this share of the pages: what fewer show are teasers' leads, of which there may be many. */
const PAGE_SHARE = 0.9;
/** Prose of fewer words is a label or a caption. */
const PROSE_WORDS = 8;

/**
 * The proposals for a site. If those for texts on nearly all pages take more than a third of its prose, the ones whose
 * words no pack knows become candidates.
 */
export function withinProseShare(site: SiteSurvey, proposals: readonly Proposal[], categorize: Categorize): readonly Proposal[] {
  const words = new Map<string, number>();
  let all = 0;
  for (const { blocks } of site.documents) {
    for (const block of blocks) {
      if (block.shape !== 'prose' || block.words < PROSE_WORDS) continue;
      words.set(block.text, (words.get(block.text) ?? 0) + block.words);
      all += block.words;
    }
  }
  const takesProse = ({ candidate, scope, match, documents, examples, note }: Proposal) =>
    candidate !== true &&
    !isTitleList({ note }) &&
    scope === 'block' &&
    match.selector === undefined &&
    documents.size >= site.documents.length * PAGE_SHARE &&
    examples.some((text) => words.has(text));
  const waiting = new Set(proposals.filter(takesProse));
  let taken = 0;
  for (const text of new Set([...waiting].flatMap(({ examples }) => examples))) taken += words.get(text) ?? 0;
  if (taken <= all * PROSE_SHARE) return proposals;
  const note = `rules would take ${Math.floor((taken / all) * 100)} % of the prose of this site`;
  const waits = (proposal: Proposal) => waiting.has(proposal) && !proposal.examples.some((text) => categorize(text) !== undefined);
  return proposals.map((proposal) => (waits(proposal) ? { ...proposal, candidate: true, note } : proposal));
}
