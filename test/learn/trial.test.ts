/** Trials: what rules take of documents that they were not proposed from, and what edges take anyway. */
import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../src/index.js';
import { headline, learn, left, page, pagesWithList, sentences, TOP } from '../support/site.js';

const MARKER = 'Mehr vom Boten';
const edgeOf = (rules: readonly Rule[]) => rules.find(({ scope, match }) => scope === 'section' && match.text?.[0] === MARKER);

describe('sections are tried on the documents that did not propose them', () => {
  test('their evidence says what they take, and that no page’s own prose is among it', () => {
    const documents = pagesWithList(12, (i) => [MARKER, headline(2 * i), headline(2 * i + 1)]);
    // The marker, two headlines, and the two lines at the foot of the page.
    const words =
      12 * 3 +
      documents
        .flatMap((_, i) => [headline(2 * i), headline(2 * i + 1)])
        .join(' ')
        .split(' ').length +
      12 * 9;
    expect(edgeOf(learn(documents))).toMatchObject({ evidence: { documents: 12, of: 12, contentHits: 0, words } });
    expect(edgeOf(learn(documents))?.evidence).not.toHaveProperty('risk');
  });

  test('prose that one page alone shows is their risk', () => {
    const teaser = (i: number) => [headline(i), `Der Rat von Ort${i} tagt wieder im Saal ${i} der Mühle ${i}.`, 'Weiterlesen'];
    const documents = pagesWithList(12, (i) => [MARKER, ...teaser(3 * i), ...teaser(3 * i + 1), ...teaser(3 * i + 2)]);
    const rules = learn(documents);
    expect(edgeOf(rules)).toMatchObject({ status: 'candidate', evidence: { documents: 12, contentHits: 0, risk: 12 * 3 * 12 } });
    expect(edgeOf(rules)?.note).toMatch(/^432 of the \d+ words that it takes are prose that one document alone shows$/u);
    expect(left(documents[0], rules)).toContain(teaser(0)[1]);
  });
});

describe('labels that an edge takes', () => {
  const MENU = ['Küste', 'Moor und Wald', 'Wetter', 'Alle Karten von der Küste'];
  const documents = Array.from({ length: 8 }, (_, i) => page(i, [...MENU, 'Zum Inhalt springen', ...sentences(i, 4)]));
  const rules = learn(documents);
  const texts = rules.flatMap(({ scope, match }) => (scope === 'block' ? (match.text ?? []) : []));

  test('have no rules of their own, but longer texts do', () => {
    expect(rules).toContainEqual(expect.objectContaining({ extent: 'start', match: { text: ['Zum Inhalt springen'] } }));
    expect(texts).toEqual(expect.arrayContaining([TOP[1], 'Alle Karten von der Küste']));
    for (const label of ['Küste', 'Moor und Wald', 'Wetter']) expect(texts).not.toContain(label);
  });

  test('are removed all the same', () => {
    expect(left(documents[3], rules)).toEqual(sentences(3, 4));
  });

  test('have rules where a page shows them elsewhere too', () => {
    const again = documents.map((one, i) => (i < 3 ? page(i, [...MENU, 'Zum Inhalt springen', ...sentences(i, 4), 'Wetter']) : one));
    expect(learn(again).flatMap(({ scope, match }) => (scope === 'block' ? (match.text ?? []) : []))).toContain('Wetter');
  });
});
