/** Caution with clusters: their documents are only likely to be of one site, so their rules need more evidence. */
import { isCluster } from '../sites/cluster.js';
import { FIXED_DOCUMENTS, type SiteSurvey } from '../survey/survey.js';
import type { Proposal } from './proposal.js';

/** A cluster's rule is accepted if at least one more document shows it than a known site requires … */
const CLUSTER_DOCUMENTS = FIXED_DOCUMENTS + 1;
/**
 * … or if at least this share of the cluster does: three documents of four are the site, three of forty may be
 * strangers to it.
 */
const CLUSTER_SHARE = 0.6;

/** The proposals for a site. Those of a cluster that too few documents show become candidates. */
export function withCaution(name: string, { documents }: SiteSurvey, proposals: readonly Proposal[]): readonly Proposal[] {
  if (!isCluster(name)) return proposals;
  const isShown = (times: number) => times >= CLUSTER_DOCUMENTS || (times >= FIXED_DOCUMENTS && times >= documents.length * CLUSTER_SHARE);
  return proposals.map((proposal) => (isShown(proposal.documents.size) ? proposal : asCandidate(proposal)));
}

function asCandidate(proposal: Proposal): Proposal {
  const note = 'few documents show it, and their site was found by clustering';
  return { ...proposal, candidate: true, note: proposal.note === undefined ? note : `${proposal.note}; ${note}` };
}
