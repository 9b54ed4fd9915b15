/** Caution with clusters: that their documents are of one site is only likely, so their rules need more evidence. */
import { isCluster } from '../sites/cluster.js';
import { FIXED_DOCUMENTS, type Survey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** A cluster's rule is believed where one document more shows it than a known site asks for … */
const DOCUMENTS = FIXED_DOCUMENTS + 1;
/** … or where this share of the cluster does: three of a few are the site, three of many may be strangers to it. */
const SHARE = 0.6;

/** The proposals for a site; of a cluster's those that too few documents show wait for a person. */
export function withCaution(name: string, { documents }: Survey, proposals: readonly Proposal[]): readonly Proposal[] {
  if (!isCluster(name)) return proposals;
  const isShown = (times: number) => times >= DOCUMENTS || (times >= FIXED_DOCUMENTS && times >= documents.length * SHARE);
  return proposals.map((proposal) => (isShown(proposal.documents.size) ? proposal : waiting(proposal)));
}

function waiting(proposal: Proposal): Proposal {
  const note = 'few documents show it, and their site was found by clustering';
  return { ...proposal, candidate: true, note: proposal.note === undefined ? note : `${proposal.note}; ${note}` };
}
