/** Edges of the article: fixed texts beyond which, on every page of a site, everything is furniture. */

import type { SeenBlock } from '../observe/observe.js';
import type { Place, Survey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import type { Proposal } from './proposal.js';

/** A marker has at most this many characters; a longer text is no label. */
export const MARKER_LENGTH = 120;
/** A marker needs at least this many documents that show it … */
export const DOCUMENTS = 3;
/** … and of the paragraphs below it at least this share must have a headline, for the whole to be a list of teasers. */
const SHARE = 0.95;
/** An edge needs at least this share of its places to be beyond the article. */
const EDGE_SHARE = 0.97;

/** A paragraph of at least this many words is an article's: teasers' leads are rarely that long. */
export const PARAGRAPH_WORDS = 30;
/** Below an edge there are no paragraphs, or a list with at least this many teasers that have leads. */
const TEASERS = 3;
const LEAD_WORDS = 15;
/** A line of at least this many words above a paragraph may be a teaser's headline. */
const TEASER_WORDS = 4;
const LEAD_REACH = 6;
const HEADLINE_WORDS = 9;

/** The block of a fixed text that may be a marker: a line that enough documents show; undefined for any other. */
export function markerOf(site: Survey, key: string): SeenBlock | undefined {
  if (!site.isFixed(key) || (site.frequency.get(key) as number) < DOCUMENTS) return undefined;
  const [{ document, block }] = site.places.get(key) as readonly Place[];
  const marker = site.documents[document].blocks[block];
  return marker.shape === 'prose' || marker.text.length > MARKER_LENGTH ? undefined : marker;
}

/**
 * Fixed texts that are always below the article, reduced to those that come first in some document: everything from
 * there to the end is furniture. Above the article the same, upward. A text that is followed by a document's own prose
 * may be inside an article that the survey cut short: it is an edge only if a pack knows it.
 */
function findEdges(site: Survey, categorize: Categorize): Map<string, 'start' | 'end'> {
  const beyond = (places: readonly Place[], is: (place: Place, body: readonly [number, number]) => boolean) => {
    const judged = places.filter(({ document }) => site.body[document][0] >= 0);
    return judged.length > 0 && judged.filter((place) => is(place, site.body[place.document])).length >= judged.length * EDGE_SHARE;
  };
  const firstOwn = site.documents.map(({ blocks }) => blocks.findIndex((block) => isOwnParagraph(site, block)));
  const lastOwn = site.documents.map(({ blocks }) => blocks.findLastIndex((block) => isOwnParagraph(site, block)));
  const hasParagraphsAbove = ({ document, block }: Place) => firstOwn[document] >= 0 && firstOwn[document] < block;
  const hasParagraphsBelow = (place: Place) => lastOwn[place.document] > place.block && !hasTeasersBelow(site, place);
  const leadsIntoArticle = ({ text }: SeenBlock, places: readonly Place[]) =>
    categorize(text) === undefined && places.some((place) => isFollowedByProse(site, place));
  const below = new Set<string>();
  const above = new Set<string>();
  for (const [key, places] of site.places) {
    const marker = markerOf(site, key);
    if (marker === undefined) continue;
    if (beyond(places, (place, [, last]) => place.block > last && !hasParagraphsBelow(place))) {
      if (!leadsIntoArticle(marker, places)) below.add(key);
    } else if (beyond(places, (place, [first]) => place.block < first && !hasParagraphsAbove(place))) above.add(key);
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

/** Whether the next block that is no fixed text is the document's own prose, and not a teaser's lead below its headline. */
function isFollowedByProse({ documents, core, isFixed }: Survey, { document: d, block: b }: Place): boolean {
  const { blocks } = documents[d];
  const next = blocks.findIndex(({ key }, i) => i > b && key !== '' && !isFixed(key));
  return next >= 0 && core[d][next] && blocks[next - 1].words < TEASER_WORDS;
}

/** A long paragraph that no other document shows, though its own may repeat it. */
function isOwnParagraph(site: Survey, { key, words, shape }: SeenBlock): boolean {
  return shape === 'prose' && words >= PARAGRAPH_WORDS && site.frequency.get(key) === 1;
}

/**
 * Whether there is a lead above a place, below the headline. A lead without a full stop is recognised by the headline
 * above it.
 */
function hasLeadAbove(site: Survey, { document: d, block: b }: Place): boolean {
  const near = site.documents[d].blocks.slice(Math.max(0, b - LEAD_REACH), b);
  const long = near.filter(({ key, words }) => words >= HEADLINE_WORDS && !site.isFixed(key));
  return long.length > 1 || long.some(({ shape }) => shape === 'prose');
}

/** Whether the prose below a place is a list of headlines with a lead each. */
function hasTeasersBelow(site: Survey, { document: d, block: b }: Place): boolean {
  const { blocks } = site.documents[d];
  const leads = blocks.flatMap(({ shape, words }, i) => (i > b && shape === 'prose' && words >= LEAD_WORDS ? [i] : []));
  const headed = leads.filter((i) => blocks[i - 1].shape === 'headline');
  return leads.length >= TEASERS && headed.length >= leads.length * SHARE;
}

function edgeProposal(site: Survey, key: string, extent: 'start' | 'end', categorize: Categorize): Proposal {
  const places = site.places.get(key) as readonly Place[];
  const { text } = site.documents[places[0].document].blocks[places[0].block];
  const isContent = (place: Place) => {
    const [first, last] = site.body[place.document];
    if (extent === 'start' && hasLeadAbove(site, place)) return true;
    return first >= 0 && (extent === 'end' ? place.block <= last : place.block >= first);
  };
  const contentHits = new Set(places.filter(isContent).map(({ document }) => document));
  return {
    category: categorize(text) ?? (extent === 'end' ? 'teaser' : 'navigation'),
    scope: 'section',
    match: { text: [text] },
    extent,
    documents: new Set(places.map(({ document }) => document)),
    contentHits: contentHits.size,
    examples: [text],
  };
}

/** Proposes a section for each edge of a site's articles, by the key of its marker. */
export function proposeEdges(site: Survey, categorize: Categorize): Map<string, Proposal> {
  return new Map([...findEdges(site, categorize)].map(([key, extent]) => [key, edgeProposal(site, key, extent, categorize)]));
}
