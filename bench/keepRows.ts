// What `keep.ts` measures, and what is asked of it (issues 12 and 17).
import type { Row } from './sets.js';
import { RENDERINGS } from './sources.js';

const isArticle = ({ type }: Row): boolean => type === 'article';

/** What wcxb-dev calls the kinds of its pages that have no one article. */
const OTHER_TYPES = ['collection', 'documentation', 'forum', 'listing', 'product', 'service'];

/** Renderings may fall behind inscriptis' one by so much F1; `plain` glues neighbours together. */
const BEHIND: Readonly<Record<string, number>> = { plain: 0.06 };

/** A row of the table. */
export interface Asked {
  readonly what: string;
  readonly set: string;
  /** In which form its pages come (`readSource`). */
  readonly how: string;
  /** Which of its pages are meant; all where it is absent. */
  readonly of?: (row: Row) => boolean;
  /** How much may be lost, in per cent. */
  readonly lost?: number;
  /** The least F1, or how much less than another row's it may be. */
  readonly f1?: number;
  readonly behind?: { readonly row: string; readonly by: number };
  /** Which F1 of score.mjs is meant; `shingle` where it is absent. */
  readonly measure?: 'snip' | 'word';
  /** Whether weights are trained on the set, or on pages of its sites. */
  readonly isSeen?: true;
}

/** Cases with known faults. */
export interface AskedCases {
  readonly what: string;
  /** Below ../shared/cases. */
  readonly cases: string;
  /** How many of the body's lines may be lost, and of the furniture's left. */
  readonly lost: number;
  readonly left: number;
}

export const ROWS: readonly Asked[] = [
  { what: 'fundus-dev page', set: 'fundus-dev', how: 'html', lost: 0.5, f1: 0.978, isSeen: true },
  { what: 'fundus-dev text', set: 'fundus-dev', how: 'text', lost: 0.6, f1: 0.952, isSeen: true },
  ...RENDERINGS.map(
    (how): Asked => ({
      what: `fundus-dev ${how}`,
      set: 'fundus-dev',
      how,
      lost: 1.2,
      behind: { row: 'fundus-dev text', by: BEHIND[how] ?? 0.025 },
      isSeen: true,
    }),
  ),
  { what: 'wcxb-dev all page', set: 'wcxb-dev', how: 'html', measure: 'word', f1: 0.89, isSeen: true },
  ...OTHER_TYPES.map(
    (type): Asked => ({
      what: `wcxb-dev ${type} page`,
      set: 'wcxb-dev',
      how: 'html',
      of: (row) => row.type === type,
      measure: 'word',
      isSeen: true,
    }),
  ),
  { what: 'wcxb-dev articles page', set: 'wcxb-dev', how: 'html', of: isArticle, lost: 0.8, measure: 'word', f1: 0.961, isSeen: true },
  { what: 'wcxb-dev articles text', set: 'wcxb-dev', how: 'text', of: isArticle, measure: 'word', isSeen: true },
  { what: 'daniel-dev page', set: 'daniel-dev', how: 'html', f1: 0.952, isSeen: true },
  { what: 'daniel-dev text', set: 'daniel-dev', how: 'text', lost: 0.8, f1: 0.928, isSeen: true },
  { what: 'trafilatura-dev page', set: 'trafilatura-dev', how: 'html', measure: 'snip', f1: 0.953, isSeen: true },
  { what: 'trafilatura-dev text', set: 'trafilatura-dev', how: 'text', measure: 'snip', f1: 0.913, isSeen: true },
  { what: 'l3s-dev page', set: 'l3s-dev', how: 'html', lost: 0.6, f1: 0.977 },
  { what: 'l3s-dev text', set: 'l3s-dev', how: 'text', lost: 1.2, f1: 0.938 },
  { what: 'big9-dev page', set: 'big9-dev', how: 'html', lost: 0.4, f1: 0.989 },
  { what: 'big9-dev text', set: 'big9-dev', how: 'text', lost: 0.6, f1: 0.97 },
  { what: 'chaos-dev page', set: 'chaos-dev', how: 'html', lost: 0.3, f1: 0.981 },
  { what: 'chaos-dev text', set: 'chaos-dev', how: 'text', lost: 0.4, f1: 0.962 },
  { what: 'dragnet-dev page', set: 'dragnet-dev', how: 'html', lost: 1.1, f1: 0.958 },
  { what: 'dragnet-dev text', set: 'dragnet-dev', how: 'text', lost: 1.2, f1: 0.89 },
  { what: 'cleaneval-dev page', set: 'cleaneval-dev', how: 'html', f1: 0.958 },
  { what: 'fundus-more-dev page', set: 'fundus-more-dev', how: 'html', f1: 0.972, isSeen: true },
  { what: 'fundus-eval-dev page', set: 'fundus-eval-dev', how: 'html', f1: 0.976, isSeen: true },
  { what: 'german-sites-dev text', set: 'german-sites-dev', how: 'text', isSeen: true },
  { what: 'fundus-dev gold', set: 'fundus-dev', how: 'gold', lost: 0.05, isSeen: true },
  { what: 'wcxb-dev articles gold', set: 'wcxb-dev', how: 'gold', of: isArticle, lost: 0.15, measure: 'word', isSeen: true },
  { what: 'daniel-dev gold', set: 'daniel-dev', how: 'gold', lost: 0.2, isSeen: true },
];

export const CASES: readonly AskedCases[] = [
  { what: 'cases text', cases: 'text/german.txt', lost: 5, left: 15 },
  { what: 'cases html', cases: 'html', lost: 0, left: 1 },
];
