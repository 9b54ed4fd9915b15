/** Fixed blocks: texts that a site shows on page after page. */

import type { Category } from '../../model/category.js';
import { MAX_TEXT, type SeenBlock } from '../observe/observe.js';
import type { IsOfArticles } from '../survey/articleZone.js';
import { documentsOf, hasFixedNeighbour, isInBody, looksLikeSubheading, type Occurrence, type SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import { ARTICLE_NOTE, CONTENT_SHARE, type Proposal } from './proposal.js';
import type { HeadTexts } from './teasers.js';

/** Lines of at most this many words may be content on some pages, so they need a second sign. */
const SHORT_WORDS = 3;
/** A second sign must hold in at least this share of a line's occurrences. */
const SIGN_SHARE = 0.8;
/**
 * A line on at least this share of the pages, of a site with at least `USUAL_DOCUMENTS`, needs no second sign if it is
 * never where a subheading would be.
 */
const USUAL_SHARE = 0.5;
const USUAL_DOCUMENTS = 4;
/** Labels and subheadings rarely have more words: a longer line is a headline. */
const LABEL_WORDS = 6;
/** A label that too few documents show becomes a candidate if they are at least this share of the site. */
const CANDIDATE_SHARE = 0.5;
/** The rule of a long block fixes this many words of its beginning. */
const BEGINNING_WORDS = 14;

/**
 * Proposes rules for the fixed blocks of a site. Texts in only two documents are proposed if the packs know them; on
 * small sites, short unknown ones become candidates.
 * @param isAgencyCopy whether a text is on several other sites: agency copy, if it is prose
 * @param headTexts the documents' titles and leads: a lead is kept, however often other documents show it
 * @param isOfArticles whether a text may be part of the articles that show it
 */
export function proposeFixed(
  site: SiteSurvey,
  categorize: Categorize,
  isAgencyCopy: (key: string) => boolean,
  headTexts: HeadTexts,
  isOfArticles: IsOfArticles,
): Proposal[] {
  const recurring = [...site.occurrences].filter(([key]) => (site.frequency.get(key) as number) >= 2);
  return recurring
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, occurrences]) => {
      const sample = blockAt(site, occurrences[0]);
      const vocabulary = categorize(sample.text);
      if (vocabulary !== undefined) return proposalOf(site, key, occurrences, vocabulary, isOfArticles);
      const isContent = headTexts.leads.has(key) || (sample.shape === 'prose' && isAgencyCopy(key));
      const mayBeFurniture = !isContent && (site.isFixed(key) || mayBeLabel(site, sample, headTexts));
      return mayBeFurniture ? proposalOf(site, key, occurrences, undefined, isOfArticles) : [];
    });
}

/**
 * The proposal for a recurring text. If the packs do not know it and it may be part of articles, a person has to decide.
 * @param vocabulary the category by which packs know the text
 */
function proposalOf(
  site: SiteSurvey,
  key: string,
  occurrences: readonly Occurrence[],
  vocabulary: Category | undefined,
  isOfArticles: IsOfArticles,
): Proposal[] {
  const sample = blockAt(site, occurrences[0]);
  const documents = documentsOf(occurrences);
  const contentHits = countSubheadings(site, occurrences);
  const match = sample.text.length >= MAX_TEXT ? beginningPattern(sample.text) : { text: [sample.text] };
  if (match === undefined) return [];
  const doubt = (): string | undefined => {
    if (vocabulary !== undefined) return undefined;
    if (!site.isFixed(key)) return 'in only two documents, and no pack knows it';
    if (contentHits > documents.size * CONTENT_SHARE || isOfArticles(occurrences)) return ARTICLE_NOTE;
    const isUsual = site.documents.length >= USUAL_DOCUMENTS && contentHits === 0 && documents.size >= site.documents.length * USUAL_SHARE;
    const isWeak = sample.words <= SHORT_WORDS && !isUsual && !hasSecondSign(site, occurrences);
    return isWeak ? 'a short line without a second sign: place and neighbours vary' : undefined;
  };
  const note = doubt();
  return [
    {
      category: vocabulary ?? categoryByPlace(site, occurrences),
      scope: 'block',
      match,
      documents,
      contentHits,
      examples: [sample.text],
      ...(note === undefined ? {} : { candidate: true, note }),
    },
  ];
}

function blockAt(site: SiteSurvey, { document, block }: Occurrence) {
  return site.documents[document].blocks[block];
}

/** The number of documents in which a text is where a subheading would be. */
function countSubheadings(site: SiteSurvey, occurrences: readonly Occurrence[]): number {
  return documentsOf(occurrences.filter((occurrence) => looksLikeSubheading(site, occurrence))).size;
}

/** Whether a text that is in too few documents to be fixed may still be a label, and is no document's title. */
function mayBeLabel(site: SiteSurvey, { key, words }: SeenBlock, { titles }: HeadTexts): boolean {
  const isUsual = (site.frequency.get(key) as number) >= site.documents.length * CANDIDATE_SHARE;
  return isUsual && words <= LABEL_WORDS && !titles.has(key);
}

/** Whether a text is beside other fixed texts, or outside the article, in most of its occurrences. */
function hasSecondSign(site: SiteSurvey, occurrences: readonly Occurrence[]): boolean {
  const share = (holds: (occurrence: Occurrence) => boolean) => occurrences.filter(holds).length / occurrences.length;
  if (share((occurrence) => hasFixedNeighbour(site, occurrence)) >= SIGN_SHARE) return true;
  return share((occurrence) => site.body[occurrence.document][0] >= 0 && !isInBody(site, occurrence)) >= SIGN_SHARE;
}

/** Text above the article is navigation; the rest may be anything. */
function categoryByPlace(site: SiteSurvey, occurrences: readonly Occurrence[]) {
  const above = occurrences.filter(({ document, block }) => block < site.body[document][0]).length;
  return above > occurrences.length / 2 ? 'navigation' : 'other';
}

/** A pattern for the first words of a long block; undefined if they are too short or contain braces. */
function beginningPattern(text: string): Proposal['match'] | undefined {
  const words = text.split(' ').slice(0, BEGINNING_WORDS).join(' ');
  return /[{}]/u.test(words) || words.length < 30 ? undefined : { pattern: [words], at: 'block-start' };
}
