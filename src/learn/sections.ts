/** Sections: what follows a recurring marker, and how far. */
import type { Extent } from '../model/rule.js';
import type { Categorize } from './category.js';
import type { SeenBlock } from './observe.js';
import type { Proposal } from './proposal.js';
import type { Place, Survey } from './survey.js';
import type { IsTeaser } from './teasers.js';

/** A marker is believed when so many documents show what follows it. */
const DOCUMENTS = 4;
/** More blocks than this below a marker are no box between paragraphs. */
const LONGEST = 12;
/** In this share of a marker's places the run below it must be of one kind. */
const SHARE = 0.95;

/** The blocks below a marker that no other rule explains, up to the next one that some rule does. */
interface Run {
  readonly place: Place;
  readonly blocks: readonly SeenBlock[];
  /** The explained block that ends the run; undefined at the document's end. */
  readonly end: SeenBlock | undefined;
  /** Blocks before the first that reads like prose or stands in other documents' place. */
  readonly leading: number;
  readonly hasCore: boolean;
  /** Whether the run lies above the document's first own paragraph or below its last one. */
  readonly outside: boolean;
}

/**
 * Proposes sections below fixed texts.
 * @param explained for each document and block whether another proposal takes it already
 * @param isTeaser whether a block is another document's title or lead
 */
export function proposeSections(
  site: Survey,
  explained: readonly (readonly boolean[])[],
  isTeaser: IsTeaser,
  categorize: Categorize,
): Proposal[] {
  const proposals: Proposal[] = [];
  const edges = findEdges(site);
  for (const [key, places] of [...site.places].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const edge = edges.get(key);
    if (edge !== undefined) {
      proposals.push(edgeProposal(site, key, edge, categorize));
      continue;
    }
    if (!site.isFixed(key) || (site.frequency.get(key) as number) < DOCUMENTS) continue;
    const marker = site.documents[places[0].document].blocks[places[0].block];
    if (marker.shape === 'prose' || marker.text.length > 120) continue;
    const runs = places.map((place) => runBelow(site, explained, isTeaser, place));
    const filled = runs.filter((run) => run.blocks.length > 0);
    const documents = new Set(filled.map((run) => run.place.document));
    if (documents.size < DOCUMENTS) continue;
    const extent = extentOf(runs, filled);
    if (extent === undefined) continue;
    proposals.push({
      category: categorize(marker.text) ?? 'teaser',
      scope: 'section',
      match: { text: [marker.text] },
      extent,
      documents,
      contentHits: 0,
      examples: filled.map((run) => `${marker.text} ▸ ${run.blocks[0].text}`),
    });
  }
  return proposals;
}

function runBelow(site: Survey, explained: readonly (readonly boolean[])[], isTeaser: IsTeaser, place: Place): Run {
  const { document: d, block: b } = place;
  const { blocks } = site.documents[d];
  let to = b + 1;
  while (to < blocks.length && !explained[d][to]) to++;
  const run = blocks.slice(b + 1, to);
  const isList = (block: SeenBlock, i: number) =>
    block.shape !== 'prose' ? block.words <= 24 : block.words < PARAGRAPH_WORDS && !site.core[d][b + 1 + i] && isTeaser(d, block);
  const leading = run.findIndex((block, i) => !isList(block, i));
  const [first, last] = site.body[d];
  return {
    place,
    blocks: run,
    end: blocks[to],
    leading: leading < 0 ? run.length : leading,
    hasCore: run.some((_, i) => site.core[d][b + 1 + i]),
    outside: first >= 0 && (to <= first || b > last),
  };
}

/** The narrowest extent that takes what follows in (almost) every place, and nothing of an article. */
function extentOf(runs: readonly Run[], filled: readonly Run[]): Extent | undefined {
  const share = (holds: (run: Run) => boolean) => filled.filter(holds).length / filled.length;
  const whole = (run: Run) => run.leading === run.blocks.length && !run.hasCore;
  if (share(whole) >= SHARE && filled.every((run) => !run.hasCore)) {
    const lengths = new Set(runs.map((run) => run.blocks.length));
    const ends = new Set(runs.map((run) => run.end?.key));
    const [end] = ends;
    if (filled.every((run) => run.outside || run.blocks.length <= LONGEST)) {
      if (lengths.size === 1) return { blocks: runs[0].blocks.length, before: 'prose' };
      if (ends.size === 1 && end !== undefined && end !== '' && (runs[0].end as SeenBlock).text.length <= 120)
        return { text: (runs[0].end as SeenBlock).text };
    }
  }
  return undefined;
}

/** An edge of the article is believed when this share of its marker's places lies beyond the article. */
const EDGE_SHARE = 0.97;

/** A teaser's lead rarely has so many words. */
const PARAGRAPH_WORDS = 30;
/** Below an edge stand no paragraphs, or a list of at least so many teasers with their leads. */
const TEASERS = 3;
/** A teaser's lead has at least so many words. */
const LEAD_WORDS = 15;

/**
 * Fixed texts that always stand below the article, and of those the one that stands first in some document: from there
 * to the end all is furniture. Above the article the same, upward.
 */
function findEdges(site: Survey): Map<string, 'start' | 'end'> {
  const beyond = (places: readonly Place[], is: (place: Place, body: readonly [number, number]) => boolean) => {
    const judged = places.filter(({ document }) => site.body[document][0] >= 0);
    return judged.length > 0 && judged.filter((place) => is(place, site.body[place.document])).length >= judged.length * EDGE_SHARE;
  };
  const sure = (key: string) => site.isFixed(key) && (site.frequency.get(key) as number) >= DOCUMENTS;
  const below = new Set<string>();
  const above = new Set<string>();
  for (const [key, places] of site.places) {
    if (!sure(key)) continue;
    const { shape, text } = site.documents[places[0].document].blocks[places[0].block];
    if (shape === 'prose' || text.length > 120) continue;
    if (beyond(places, (place, [, last]) => place.block > last && !hasParagraphsBelow(site, place))) below.add(key);
    else if (beyond(places, (place, [first]) => place.block < first && !hasParagraphsAbove(site, place))) above.add(key);
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

/** A paragraph of some length that no other document shows, though its own may show it twice. */
function isOwnParagraph(site: Survey, { key, words, shape }: SeenBlock): boolean {
  return shape === 'prose' && words >= PARAGRAPH_WORDS && site.frequency.get(key) === 1;
}

/** Whether own paragraphs of some length stand above a place. */
function hasParagraphsAbove(site: Survey, { document: d, block: b }: Place): boolean {
  return site.documents[d].blocks.slice(0, b).some((block) => isOwnParagraph(site, block));
}

/** Whether the document's own paragraphs stand below a place; a list of headlines with a lead each is none. */
function hasParagraphsBelow(site: Survey, { document: d, block: b }: Place): boolean {
  const { blocks } = site.documents[d];
  const below = blocks.flatMap((block, i) => (i > b && block.shape === 'prose' ? [i] : []));
  if (!below.some((i) => isOwnParagraph(site, blocks[i]))) return false;
  const leads = below.filter((i) => blocks[i].words >= LEAD_WORDS);
  const headed = leads.filter((i) => blocks[i - 1].shape === 'headline');
  return leads.length < TEASERS || headed.length < leads.length * SHARE;
}

function edgeProposal(site: Survey, key: string, extent: 'start' | 'end', categorize: Categorize): Proposal {
  const places = site.places.get(key) as readonly Place[];
  const { text } = site.documents[places[0].document].blocks[places[0].block];
  const contentHits = new Set(
    places
      .filter(
        ({ document, block }) =>
          site.body[document][0] >= 0 && (extent === 'end' ? block <= site.body[document][1] : block >= site.body[document][0]),
      )
      .map(({ document }) => document),
  );
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
