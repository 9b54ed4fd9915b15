/** Walls: the line below which users comment. */
import { describe, expect, test } from '@jest/globals';
import { learn, left, page, sentence, sentences } from '../../support/site.js';

const WALL = 'Kommentare zum Beitrag';
const comment = (i: number) => [
  `Am ${(i % 27) + 1}. Mai 2031 um 12:${10 + (i % 40)} Uhr`,
  `Ach was: ${sentence(8000 + i)} ${sentence(9000 + i)}`,
  'Antworten',
];
const comments = (i: number, count: number) => Array.from({ length: count }, (_, n) => comment(10 * i + n)).flat();
const sitePages = (below: (i: number) => readonly string[]) =>
  Array.from({ length: 12 }, (_, i) => page(i, [...sentences(i, 9), ...below(i)]));
const wallOf = (documents: ReturnType<typeof sitePages>) =>
  learn(documents).find(({ scope, match }) => scope === 'section' && match.text?.[0] === WALL);

describe('comments below a line that every page shows', () => {
  const documents = sitePages((i) => [WALL, ...comments(i, i % 4)]);

  test('are a section, which their prose does not keep waiting', () => {
    const wall = wallOf(documents);
    expect(wall).toMatchObject({ category: 'comments', extent: 'end', evidence: { documents: 12, of: 12, contentHits: 0 } });
    expect(wall?.status).toBeUndefined();
    expect(wall?.evidence?.risk).toBeGreaterThan(0);
  });

  test('are removed, and the article is not', () => {
    const rules = learn(documents);
    for (const [i, document] of documents.entries()) expect(left(document, rules)).toEqual(sentences(i, 9));
  });
});

describe('no wall', () => {
  test('is a line below which the article goes on', () => {
    const documents = sitePages((i) => [WALL, ...(i % 4 === 0 ? [] : sentences(100 + i, 3))]);
    expect(wallOf(documents)?.status ?? 'candidate').toBe('candidate');
    expect(left(documents[1], learn(documents))).toEqual(expect.arrayContaining(sentences(101, 3)));
  });

  test('is a line with prose below it on every page', () => {
    expect(wallOf(sitePages((i) => [WALL, ...comments(i, 3)]))).toBeUndefined();
  });

  test('is a line that some pages lack', () => {
    expect(wallOf(sitePages((i) => (i % 4 === 0 ? [] : [WALL, ...comments(i, i % 4)])))).toBeUndefined();
  });
});
