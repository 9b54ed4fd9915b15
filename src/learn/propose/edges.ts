/** Edges of the article: fixed texts beyond which, on every page of a site, everything is furniture. */

import { LEAD_REACH, LEAD_WORDS, TEASER_LEAD_WORDS } from '../../read/leadLimits.js';
import type { SeenBlock } from '../observe/observe.js';
import type { IsOfArticles } from '../survey/articleZone.js';
import { documentsOf, type Occurrence, type SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import type { Proposal } from './proposal.js';

/** A marker has at most this many characters; a longer text is no label. */
export const MARKER_LENGTH = 120;
/** A marker needs at least this many documents that show it: two may show the same line by chance. */
export const MARKER_DOCUMENTS = 3;
/** In a list of teasers, at least this share of the leads have a headline directly above. */
const HEADED_SHARE = 0.95;
/** An edge needs at least this share of its occurrences to be beyond the article. */
const EDGE_SHARE = 0.97;

/** A paragraph of at least this many words is an article's: teasers' leads are rarely that long. */
export const PARAGRAPH_WORDS = 30;
/** Below an edge there are no paragraphs, or a list with at least this many teasers that have leads. */
const TEASERS = 3;
/** A line of at least this many words above a paragraph may be a teaser's headline. */
const TEASER_WORDS = 4;

/** The block of a fixed text that may be a marker: a line that enough documents show; undefined for any other. */
export function markerOf(site: SiteSurvey, key: string): SeenBlock | undefined {
  if (!site.isFixed(key) || (site.frequency.get(key) as number) < MARKER_DOCUMENTS) return undefined;
  const [{ document, block }] = site.occurrences.get(key) as readonly Occurrence[];
  const marker = site.documents[document].blocks[block];
  return marker.shape === 'prose' || marker.text.length > MARKER_LENGTH ? undefined : marker;
}

/**
 * Fixed texts that are always below the article, reduced to those that come first in some document: everything from
 * there to the end is furniture. Above the article the same, upward. A text that is followed by a document's own prose
 * may be inside an article that the survey cut short: it is an edge only if a pack knows it.
 */
function findEdges(site: SiteSurvey, categorize: Categorize, isOfArticles: IsOfArticles): Map<string, 'start' | 'end'> {
  const beyond = (occurrences: readonly Occurrence[], is: (occurrence: Occurrence, body: readonly [number, number]) => boolean) => {
    const judged = occurrences.filter(({ document }) => site.body[document][0] >= 0);
    return (
      judged.length > 0 &&
      judged.filter((occurrence) => is(occurrence, site.body[occurrence.document])).length >= judged.length * EDGE_SHARE
    );
  };
  const firstOwn = site.documents.map(({ blocks }) => blocks.findIndex((block) => isOwnParagraph(site, block)));
  const lastOwn = site.documents.map(({ blocks }) => blocks.findLastIndex((block) => isOwnParagraph(site, block)));
  const hasParagraphsAbove = ({ document, block }: Occurrence) => firstOwn[document] >= 0 && firstOwn[document] < block;
  const hasParagraphsBelow = (occurrence: Occurrence) =>
    lastOwn[occurrence.document] > occurrence.block && !hasTeasersBelow(site, occurrence);
  const leadsIntoArticle = ({ text }: SeenBlock, occurrences: readonly Occurrence[]) =>
    categorize(text) === undefined && occurrences.some((occurrence) => isFollowedByProse(site, occurrence));
  const below = new Set<string>();
  const above = new Set<string>();
  for (const [key, occurrences] of site.occurrences) {
    const marker = edgeMarkerOf(site, key, categorize, isOfArticles);
    if (marker === undefined) continue;
    if (beyond(occurrences, (occurrence, [, last]) => occurrence.block > last && !hasParagraphsBelow(occurrence))) {
      if (!leadsIntoArticle(marker, occurrences)) below.add(key);
    } else if (beyond(occurrences, (occurrence, [first]) => occurrence.block < first && !hasParagraphsAbove(occurrence))) above.add(key);
  }
  const edges = new Map<string, 'start' | 'end'>();
  for (const { blocks } of site.documents) {
    const end = blocks.find(({ key }) => below.has(key));
    const start = blocks.findLast(({ key }) => above.has(key));
    if (end !== undefined) edges.set(end.key, 'end');
    if (start !== undefined) edges.set(start.key, 'start');
  }
  return edges;
}

/** The marker of a fixed text unless it may be part of the articles and no pack knows it: such a text is no edge of theirs. */
function edgeMarkerOf(site: SiteSurvey, key: string, categorize: Categorize, isOfArticles: IsOfArticles): SeenBlock | undefined {
  const marker = markerOf(site, key);
  if (marker === undefined || categorize(marker.text) !== undefined) return marker;
  return isOfArticles(site.occurrences.get(key) as readonly Occurrence[]) ? undefined : marker;
}

/** Whether the next block that is no fixed text is the document's own prose, and not a teaser's lead below its headline. */
function isFollowedByProse({ documents, core, isFixed }: SiteSurvey, { document: d, block: b }: Occurrence): boolean {
  const { blocks } = documents[d];
  const next = blocks.findIndex(({ key }, i) => i > b && key !== '' && !isFixed(key));
  return next >= 0 && core[d][next] && blocks[next - 1].words < TEASER_WORDS;
}

/** A long paragraph that no other document shows, though its own may repeat it. */
function isOwnParagraph(site: SiteSurvey, { key, words, shape }: SeenBlock): boolean {
  return shape === 'prose' && words >= PARAGRAPH_WORDS && site.frequency.get(key) === 1;
}

/**
 * Whether there is a lead above an occurrence, below the headline. A lead without a full stop is recognised by the headline
 * above it.
 */
function hasLeadAbove(site: SiteSurvey, { document: d, block: b }: Occurrence): boolean {
  const near = site.documents[d].blocks.slice(Math.max(0, b - LEAD_REACH.aboveMarker), b);
  const long = near.filter(({ key, words }) => words >= LEAD_WORDS && !site.isFixed(key));
  return long.length > 1 || long.some(({ shape }) => shape === 'prose');
}

/** Whether the prose below an occurrence is a list of headlines with a lead each. */
function hasTeasersBelow(site: SiteSurvey, { document: d, block: b }: Occurrence): boolean {
  const { blocks } = site.documents[d];
  const leads = blocks.flatMap(({ shape, words }, i) => (i > b && shape === 'prose' && words >= TEASER_LEAD_WORDS ? [i] : []));
  const headed = leads.filter((i) => blocks[i - 1].shape === 'headline');
  return leads.length >= TEASERS && headed.length >= leads.length * HEADED_SHARE;
}

function edgeProposal(site: SiteSurvey, key: string, extent: 'start' | 'end', categorize: Categorize): Proposal {
  const occurrences = site.occurrences.get(key) as readonly Occurrence[];
  const { text } = site.documents[occurrences[0].document].blocks[occurrences[0].block];
  const isContent = (occurrence: Occurrence) => {
    const [first, last] = site.body[occurrence.document];
    if (extent === 'start' && hasLeadAbove(site, occurrence)) return true;
    return first >= 0 && (extent === 'end' ? occurrence.block <= last : occurrence.block >= first);
  };
  const contentHits = documentsOf(occurrences.filter(isContent));
  return {
    category: categorize(text) ?? (extent === 'end' ? 'teaser' : 'navigation'),
    scope: 'section',
    match: { text: [text] },
    extent,
    documents: documentsOf(occurrences),
    contentHits: contentHits.size,
    examples: [text],
  };
}

/** Proposes a section for each edge of a site's articles, by the key of its marker. */
export function proposeEdges(site: SiteSurvey, categorize: Categorize, isOfArticles: IsOfArticles): Map<string, Proposal> {
  const edges = findEdges(site, categorize, isOfArticles);
  return new Map([...edges].map(([key, extent]) => [key, edgeProposal(site, key, extent, categorize)]));
}
