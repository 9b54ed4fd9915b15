/** The kinds of furniture. Every removal has exactly one. */

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
