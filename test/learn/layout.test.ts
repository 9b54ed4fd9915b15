/** A site that changes its layout: what was learned from the old one does not affect the new one. */
import { describe, expect, test } from '@jest/globals';
import type { Document, Rule } from '../../src/index.js';
import { expectOnlyGone, FOOT, headline, learn, left, page, pagesWithList, sentence, sentences, TOP } from '../support/site.js';

const MARKER = 'Empfohlen';
const SECTION = { scope: 'section', match: { text: [MARKER] }, extent: 'end' };

const stories = (i: number) => [0, 1, 2].map((n) => headline(3 * i + n));
const suspended = (rules: readonly Rule[]) => rules.filter(({ status }) => status === 'suspended');

describe('a list of other stories at the end of every page', () => {
  test('the list is removed, whatever it contains', () => {
    const documents = pagesWithList(12, (i) => [MARKER, ...stories(i)]);
    const rules = learn(documents);
    expect(rules).toContainEqual(expect.objectContaining(SECTION));
    expectOnlyGone([MARKER, ...documents.flatMap((_, i) => stories(i))], documents, rules);
  });

  test('a list that has moved into the article takes no paragraph with it', () => {
    const inside = (i: number) => page(i, [...sentences(i, 3), MARKER, ...stories(i), sentence(5000 + i), sentence(6000 + i)]);
    const documents = pagesWithList(12, (i) => [MARKER, ...stories(i)]).map((one, i) => (i < 8 ? one : inside(i)));
    const rules = learn(documents);
    for (const [i, document] of documents.entries()) {
      const paragraphs = i < 8 ? sentences(i, 4) : [...sentences(i, 3), sentence(5000 + i), sentence(6000 + i)];
      expect(left(document, rules).filter((text) => text.endsWith('.'))).toEqual(paragraphs);
    }
  });
});

function withDate(meta: Document['meta'], date: string | undefined): Document['meta'] {
  return date === undefined ? meta : { ...meta, date };
}

describe('a list that the newest pages do not show', () => {
  /** Twenty-four dated pages, some of which have the list. */
  const dated = (shows: (i: number) => boolean, date: (i: number) => string | undefined): Document[] =>
    pagesWithList(24, (i) => (shows(i) ? [MARKER, ...stories(i)] : [])).map((one, i) => ({ ...one, meta: withDate(one.meta, date(i)) }));
  const day = (i: number) => `2024-05-${String(i + 1).padStart(2, '0')}`;

  test('its rule is suspended, and the note says since when', () => {
    const rules = learn(dated((i) => i < 12, day));
    expect(suspended(rules)).toEqual([
      expect.objectContaining({ ...SECTION, note: 'not seen since 2024-05-12, in 12 newer documents of its site' }),
    ]);
    // Fixed texts hit nothing but themselves, so they stay active: the older pages still show them.
    const active = rules.flatMap(({ status, scope, match }) => (status === undefined && scope === 'block' ? (match.text ?? []) : []));
    expect(active).toEqual(expect.arrayContaining([TOP[1], ...FOOT, MARKER]));
  });

  test.each([
    ['the newer pages are too few to tell', (i: number) => i < 21, day],
    ['its rate is too little known to tell', (i: number) => i < 12, (i: number) => (i < 2 || i > 18 ? day(i) : undefined)],
    ['the newest page shows it', (i: number) => i < 6 || i === 23, day],
    ['pages have no dates', (i: number) => i < 12, () => undefined],
    ['the others may be as old', (i: number) => i < 12, (i: number) => (i < 12 ? '2024-05' : day(i))],
  ])('its rule stays active if %s', (_, shows, date) => {
    const rules = learn(dated(shows, date));
    expect(rules).toContainEqual(expect.objectContaining(SECTION));
    expect(suspended(rules)).toEqual([]);
  });
});
