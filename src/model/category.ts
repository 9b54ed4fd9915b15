/** The kinds of furniture: every removal is of one of them. */

/** The categories' names, as rule files write them. */
export const CATEGORIES = [
  'masthead',
  'title',
  'kicker',
  'dateline',
  'byline',
  'author-bio',
  'caption',
  'source',
  'font-size',
  'share',
  'cookie',
  'adblock',
  'paywall',
  'newsletter',
  'ad',
  'teaser',
  'gallery',
  'comments',
  'navigation',
  'legal',
  'other',
] as const;

/** One of `CATEGORIES`. */
export type Category = (typeof CATEGORIES)[number];
