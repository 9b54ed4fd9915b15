/**
 * Walls: lines below the article with nothing beyond them but what users write. Comments are prose of one page alone, as
 * the article is; what tells them from it is that separators repeat between them (a name with a date, `Reply`), and that
 * some pages have none.
 */
import { titleOf } from '../../rules/pattern/tokenizedBlock.js';
import { mask } from '../survey/masked.js';
import type { Occurrence, SiteSurvey } from '../survey/survey.js';
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
  const walls = [...site.occurrences].flatMap(([key, occurrences]) => {
    const marker = (site.frequency.get(key) as number) < site.documents.length * SHOWN_SHARE ? undefined : markerOf(site, key);
    return marker === undefined || !isWall(site, lastOfEach(occurrences)) ? [] : [{ marker, occurrences: lastOfEach(occurrences) }];
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
      documents: new Set(wall.occurrences.map(({ document }) => document)),
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
  let loud = 0;
  let gaps = 0;
  let separated = 0;
  for (const { document, block } of occurrences) {
    const own = site.core[document];
    // Without an article above it, a line is no wall.
    if (!own.includes(true) || own.indexOf(true) > block) return false;
    const beyond = own.flatMap((is, i) => (is && i > block ? [i] : []));
    if (beyond.length === 0) quiet++;
    if (beyond.length < 2) continue;
    loud++;
    const isSeparator = separatorsBelow(site, document, block);
    for (let i = 1; i < beyond.length; i++) {
      gaps++;
      if (range(beyond[i - 1] + 1, beyond[i]).some(isSeparator)) separated++;
    }
  }
  if (quiet < Math.max(QUIET_PAGES, occurrences.length * QUIET_SHARE) || loud < LOUD_PAGES) return false;
  return separated >= gaps * SEPARATED_SHARE;
}

/** A test for the lines of a document below a block: whether one like it, but for names of months and numbers, is there again. */
function separatorsBelow({ documents, core }: SiteSurvey, document: number, block: number): (line: number) => boolean {
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
