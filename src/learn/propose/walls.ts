/**
 * Walls: lines below the article with nothing beyond them but what users write. Comments are prose of one page alone, as
 * the article is; what tells them from it is that separators repeat between them (a name with a date, `Reply`), and that
 * some pages have none.
 */
import { titleOf } from '../../rules/pattern/tokenizedBlock.js';
import { mask } from '../survey/masked.js';
import { documentsOf, type Occurrence, type SiteSurvey } from '../survey/survey.js';
import { markerOf } from './edges.js';
import type { Proposal } from './proposal.js';

/** A wall is shown by at least this share of the pages, … */
const SHOWN_SHARE = 0.9;
/** … of which there are at least so many. */
const PAGES = 8;
/** At least this share of them, and at least `QUIET_PAGES`, have nothing of their own beyond the wall. */
const QUIET_SHARE = 0.08;
const QUIET_PAGES = 2;
/** At least so many pages have comments, and at least this share of the comments have a separator between them. */
const LOUD_PAGES = 3;
const SEPARATED_SHARE = 0.9;
/** Separators are lines of at most this many words. */
const SEPARATOR_WORDS = 12;

/** Proposes the section below the uppermost wall of a site, if it has one. */
export function proposeWalls(site: SiteSurvey): Proposal[] {
  if (site.documents.length < PAGES) return [];
  const walls = [...site.occurrences].flatMap(([key, all]) => {
    const marker = (site.frequency.get(key) as number) < site.documents.length * SHOWN_SHARE ? undefined : markerOf(site, key);
    const occurrences = marker === undefined ? [] : lastOfEach(all);
    return marker === undefined || !isWall(site, occurrences) ? [] : [{ marker, occurrences }];
  });
  const above = (occurrences: readonly Occurrence[]) => occurrences.reduce((sum, { block }) => sum + block, 0) / occurrences.length;
  const [wall] = walls.sort((a, b) => above(a.occurrences) - above(b.occurrences) || (a.marker.key < b.marker.key ? -1 : 1));
  if (wall === undefined) return [];
  const { text } = wall.marker;
  return [
    {
      category: 'comments',
      scope: 'section',
      match: { text: [text] },
      extent: 'end',
      documents: documentsOf(wall.occurrences),
      contentHits: 0,
      examples: [text],
      isZone: true,
    },
  ];
}

/** The last occurrence in each document. */
function lastOfEach(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return [...new Map(occurrences.map((occurrence) => [occurrence.document, occurrence])).values()];
}

/** @param occurrences one in each document */
function isWall(site: SiteSurvey, occurrences: readonly Occurrence[]): boolean {
  let quiet = 0;
  const loud: Commented[] = [];
  for (const occurrence of occurrences) {
    const own = site.core[occurrence.document];
    const first = own.indexOf(true);
    // Without an article above it, a line is no wall.
    if (first < 0 || first > occurrence.block) return false;
    const comments = own.flatMap((is, i) => (is && i > occurrence.block ? [i] : []));
    if (comments.length === 0) quiet++;
    else if (comments.length > 1) loud.push({ occurrence, comments });
  }
  if (quiet < Math.max(QUIET_PAGES, occurrences.length * QUIET_SHARE) || loud.length < LOUD_PAGES) return false;
  // Lines are masked only where everything else speaks for a wall.
  return areSeparated(site, loud);
}

/** A line with several paragraphs of its document's own below it. */
interface Commented {
  readonly occurrence: Occurrence;
  readonly comments: readonly number[];
}

function areSeparated(site: SiteSurvey, loud: readonly Commented[]): boolean {
  let gaps = 0;
  let separated = 0;
  for (const { occurrence, comments } of loud) {
    const isSeparator = separatorsBelow(site, occurrence);
    for (let i = 1; i < comments.length; i++) {
      gaps++;
      if (range(comments[i - 1] + 1, comments[i]).some(isSeparator)) separated++;
    }
  }
  return separated >= gaps * SEPARATED_SHARE;
}

/** A test for the lines of a document below a block: whether one like it, but for names of months and numbers, is there again. */
function separatorsBelow({ documents, core }: SiteSurvey, { document, block }: Occurrence): (line: number) => boolean {
  const { blocks, titles } = documents[document];
  const known = titles.map(titleOf);
  const forms = blocks.map(({ text, words, shape }, i) => {
    if (i <= block || core[document][i] || shape === 'prose' || words > SEPARATOR_WORDS) return '';
    return mask(text, document, i, known).items.join(' ');
  });
  const counts = new Map<string, number>();
  for (const form of forms) counts.set(form, (counts.get(form) ?? 0) + 1);
  return (line) => forms[line] !== '' && (counts.get(forms[line]) as number) > 1;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
}
