/** The kinds of furniture. Every removal has exactly one. */

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

export type Category = (typeof CATEGORIES)[number];
