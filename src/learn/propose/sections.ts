/** Sections: what follows a recurring marker, and how far it reaches. */
import type { Extent } from '../../model/rule.js';
import { BLOCK_SEPARATOR } from '../../rules/file/example.js';
import type { SeenBlock } from '../observe/observe.js';
import type { IsOfArticles } from '../survey/articleZone.js';
import type { Occurrence, SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import { MARKER_DOCUMENTS, MARKER_LENGTH, markerOf, PARAGRAPH_WORDS } from './edges.js';
import { ARTICLE_NOTE, type Proposal } from './proposal.js';
import type { IsTeaser } from './teasers.js';

/** A section between paragraphs has at most this many blocks below its marker; a longer one is no box. */
const SECTION_BLOCKS = 12;
/** A headline has at most this many words. */
const HEADLINE_WORDS = 24;

/** The blocks below a marker that no other rule explains, up to the next block that one does. */
interface MarkerRun {
  readonly document: number;
  readonly blocks: readonly SeenBlock[];
  /** The explained block that ends the run; undefined at the end of the document. */
  readonly end: SeenBlock | undefined;
  /** Whether all of it could be a list of other stories: headlines, labels, leads of other documents. */
  readonly isList: boolean;
  /** Whether the run is entirely above or below the article. */
  readonly outside: boolean;
}

/**
 * Proposes sections below fixed texts.
 * @param explained for each document and block, whether another proposal already removes it
 * @param isTeaser whether a block is another document's title or lead
 * @param edges the keys of markers that already have a section
 * @param isOfArticles whether a text may be part of the articles that show it
 */
export function proposeSections(
  site: SiteSurvey,
  explained: readonly (readonly boolean[])[],
  isTeaser: IsTeaser,
  categorize: Categorize,
  edges: ReadonlySet<string>,
  isOfArticles: IsOfArticles,
): Proposal[] {
  const proposals: Proposal[] = [];
  for (const [key, occurrences] of [...site.occurrences].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const marker = edges.has(key) ? undefined : markerOf(site, key);
    if (marker === undefined) continue;
    const runs = occurrences.map((occurrence) => runBelow(site, explained, isTeaser, occurrence));
    const filled = runs.filter((run) => run.blocks.length > 0);
    const documents = new Set(filled.map((run) => run.document));
    if (documents.size < MARKER_DOCUMENTS) continue;
    const extent = extentOf(runs, filled);
    if (extent === undefined) continue;
    const vocabulary = categorize(marker.text);
    const isDoubted = vocabulary === undefined && isOfArticles(occurrences);
    proposals.push({
      category: vocabulary ?? 'teaser',
      scope: 'section',
      match: { text: [marker.text] },
      extent,
      documents,
      contentHits: 0,
      examples: filled.map((run) => `${marker.text}${BLOCK_SEPARATOR}${run.blocks[0].text}`),
      ...(isDoubted ? { candidate: true, note: ARTICLE_NOTE } : {}),
    });
  }
  return proposals;
}

function runBelow(site: SiteSurvey, explained: readonly (readonly boolean[])[], isTeaser: IsTeaser, occurrence: Occurrence): MarkerRun {
  const { document: d, block: b } = occurrence;
  const { blocks } = site.documents[d];
  let to = b + 1;
  while (to < blocks.length && !explained[d][to]) to++;
  const run = blocks.slice(b + 1, to);
  const isListed = (block: SeenBlock, i: number): boolean => {
    if (site.core[d][b + 1 + i]) return false;
    return block.shape === 'prose' ? block.words < PARAGRAPH_WORDS && isTeaser(d, block) : block.words <= HEADLINE_WORDS;
  };
  const [first, last] = site.body[d];
  return { document: d, blocks: run, end: blocks[to], isList: run.every(isListed), outside: first >= 0 && (to <= first || b > last) };
}

/** The narrowest extent that covers the run at every occurrence and nothing of an article; undefined if there is none. */
function extentOf(runs: readonly MarkerRun[], filled: readonly MarkerRun[]): Extent | undefined {
  if (!filled.every((run) => run.isList && (run.outside || run.blocks.length <= SECTION_BLOCKS))) return undefined;
  const [{ blocks, end }] = runs;
  if (runs.every((run) => run.blocks.length === blocks.length)) return { blocks: blocks.length, before: 'prose' };
  const endsAlike =
    end !== undefined && end.key !== '' && end.text.length <= MARKER_LENGTH && runs.every((run) => run.end?.key === end.key);
  return endsAlike ? { text: end.text } : undefined;
}
