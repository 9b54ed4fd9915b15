/** The zone of an article: its body and the lines that close it, where what recurs may be content. */
import type { Category } from '../../model/category.js';
import { documentsOf, isInBody, type Occurrence, type SiteSurvey } from './survey.js';

/** At most this many blocks below the last paragraph may close an article: results, an answer, a file number. */
const CLOSING_BLOCKS = 12;
/** So many texts one below the other, each on nearly all pages, are a menu: labels have content between them. */
const MENU_BLOCKS = 4;
const MENU_SHARE = 0.9;
/** A paragraph of at least this many words on nearly all pages, below their articles, is a notice. */
const NOTICE_WORDS = 20;
/** A text belongs to the articles if it is in their zone in at least this share of the documents that show it; … */
const ZONE_SHARE = 0.5;
/** … in this share if it is a headline of more words than labels have: lists of other stories come near the articles. */
const HEADLINE_SHARE = 0.9;
const LABEL_WORDS = 6;
/** An inserted notice is beside other furniture in at least this share of its occurrences … */
const INSERTED_SHARE = 0.6;
/** … and below at least this many different numbers of the article's paragraphs: an article's labels keep their places. */
const INSERTED_PLACES = 3;

/** Whether the text with these occurrences may be a part of the articles that show it. */
export type IsOfArticles = (occurrences: readonly Occurrence[]) => boolean;

/**
 * Returns a test for recurring texts: labels above lists, questions, closing sentences. A notice that is inserted between
 * paragraphs passes for furniture only together with other furniture, at varying places.
 * @param categorize what the packs know is furniture, and so is what follows it below an article
 */
export function articleTest(site: SiteSurvey, categorize: (text: string) => Category | undefined): IsOfArticles {
  const ends = site.documents.map((_, d) => closingEnd(site, d, categorize));
  const paragraphsAbove = site.core.map(countAbove);
  const known = new Map<readonly Occurrence[], boolean>();
  const isInZone = (occurrence: Occurrence) =>
    isInBody(site, occurrence) || (occurrence.block > site.body[occurrence.document][1] && occurrence.block < ends[occurrence.document]);
  const isOfArticles = (occurrences: readonly Occurrence[]): boolean => {
    const inside = occurrences.filter(isInZone);
    const [{ document, block }] = occurrences;
    const { shape, words } = site.documents[document].blocks[block];
    const needed = shape === 'headline' && words > LABEL_WORDS ? HEADLINE_SHARE : ZONE_SHARE;
    if (documentsOf(inside).size < documentsOf(occurrences).size * needed) return false;
    return !isInserted(site, inside, paragraphsAbove, categorize);
  };
  // Each kind of rule asks about the same texts.
  return (occurrences) => {
    const answer = known.get(occurrences) ?? isOfArticles(occurrences);
    known.set(occurrences, answer);
    return answer;
  };
}

/** For each block, how many of the blocks above it are marked. */
function countAbove(marks: readonly boolean[]): Uint32Array {
  const above = new Uint32Array(marks.length);
  for (let b = 1; b < marks.length; b++) above[b] = above[b - 1] + Number(marks[b - 1]);
  return above;
}

/**
 * The end of the lines that close a document's article: the first block below it that is certainly furniture; 0 if there
 * is none within reach, as only furniture below tells them from it.
 */
function closingEnd(site: SiteSurvey, d: number, categorize: (text: string) => Category | undefined): number {
  const [, last] = site.body[d];
  if (last < 0) return 0;
  const { blocks } = site.documents[d];
  const universal = site.documents.length * MENU_SHARE;
  let chain = 0;
  for (let b = last + 1; b < Math.min(blocks.length, last + 1 + CLOSING_BLOCKS); b++) {
    const { key, text, words } = blocks[b];
    const isUniversal = key !== '' && (site.frequency.get(key) as number) >= universal;
    if (categorize(text) !== undefined || (isUniversal && words >= NOTICE_WORDS)) return b;
    chain = isUniversal ? chain + 1 : 0;
    if (chain === MENU_BLOCKS) return b + 1 - MENU_BLOCKS;
  }
  return 0;
}

/**
 * Whether a text in the bodies is part of a notice of several lines, now at one place, now at another.
 * @param paragraphsAbove for each document and block the article's paragraphs above it
 */
function isInserted(
  site: SiteSurvey,
  occurrences: readonly Occurrence[],
  paragraphsAbove: readonly Uint32Array[],
  categorize: (text: string) => Category | undefined,
): boolean {
  const beside = occurrences.filter((occurrence) => isBesideFurniture(site, occurrence, categorize));
  if (beside.length < occurrences.length * INSERTED_SHARE) return false;
  const places = new Set(beside.map(({ document, block }) => paragraphsAbove[document][block]));
  return places.size >= INSERTED_PLACES;
}

/** Whether the block above or below, inside the body, is on nearly all pages too, or known to the packs. */
function isBesideFurniture(site: SiteSurvey, { document, block }: Occurrence, categorize: (text: string) => Category | undefined): boolean {
  const { blocks } = site.documents[document];
  return [block - 1, block + 1].some((b) => {
    if (!isInBody(site, { document, block: b }) || blocks[b].key === blocks[block].key) return false;
    return blocks[b].key === '' || site.isFixed(blocks[b].key) || categorize(blocks[b].text) !== undefined;
  });
}
