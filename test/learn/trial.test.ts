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
  const LABELS = Array.from({ length: 30 }, (_, i) => `Rubrik ${'abcdefghijklmnopqrstuvwxyzäöüß'[i]}`);
  const MENU = [...LABELS, ...Array.from({ length: 45 }, (_, i) => `Alle Karten von der ${headline(i)}`)];
  const menuPage = (i: number, ...below: string[]) => page(i, [...MENU, 'Zum Inhalt springen', ...sentences(i, 4), ...below]);
  const documents = Array.from({ length: 8 }, (_, i) => menuPage(i));
  const rules = learn(documents);
  const textsOf = (some: readonly Rule[]) => some.flatMap(({ scope, match }) => (scope === 'block' ? (match.text ?? []) : []));

  test('have no rules of their own, but longer texts do', () => {
    expect(rules).toContainEqual(expect.objectContaining({ extent: 'start', match: { text: ['Zum Inhalt springen'] } }));
    expect(textsOf(rules)).toEqual(expect.arrayContaining([TOP[1], ...MENU.slice(30)]));
    expect(LABELS.filter((label) => textsOf(rules).includes(label))).toEqual([]);
  });

  test('are removed all the same', () => {
    expect(left(documents[3], rules)).toEqual(sentences(3, 4));
  });

  test('have rules where a page shows them elsewhere too', () => {
    const again = documents.map((one, i) => (i < 3 ? menuPage(i, LABELS[7]) : one));
    expect(LABELS.filter((label) => textsOf(learn(again)).includes(label))).toEqual([LABELS[7]]);
  });

  test('have rules where documents would find their site by little else', () => {
    const small = Array.from({ length: 8 }, (_, i) => page(i, [...LABELS.slice(0, 5), 'Zum Inhalt springen', ...sentences(i, 4)]));
    expect(textsOf(learn(small))).toEqual(expect.arrayContaining(LABELS.slice(0, 5)));
  });
});
