/** Texts in two documents of a site: rules if the packs know them, else a few candidates. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, loadPacks, type Rule } from '../../src/index.js';
import { FOOT, headline, learn, left, page, pagesWithList, sentence, sentences, TOP } from '../support/site.js';

const packs = compileRules(loadPacks(['de']));

const textsOf = (rules: readonly Rule[], status?: Rule['status']) =>
  rules.flatMap((rule) => (rule.status === status ? (rule.match.text ?? []) : [])).sort();

describe('a site of two documents', () => {
  const LABELS = ['Küste und Moor', 'Zum Wetter am Deich'];
  const HEADLINE = 'Ein Leuchtturm für Hohenwiek, ein Licht für alle';
  const documents = pagesWithList(2, () => ['Textgröße ändern:', ...LABELS, HEADLINE]);
  const rules = learn(documents, packs);

  test('texts that the packs know become rules', () => {
    expect(textsOf(rules)).toEqual(['Textgröße ändern:']);
    expect(rules.find(({ status }) => status === undefined)).toMatchObject({ category: 'font-size', evidence: { documents: 2, of: 2 } });
    expect(left(documents[1], rules)).toEqual([...TOP, ...sentences(1, 4), ...LABELS, HEADLINE, ...FOOT]);
  });

  test('short lines that no pack knows become candidates, with the reason', () => {
    // A text as long as a headline may be one, such as the site's motto here.
    expect(textsOf(rules, 'candidate')).toEqual([TOP[0], ...FOOT, ...LABELS].sort());
    for (const rule of rules.filter(({ status }) => status === 'candidate')) {
      expect(rule).toMatchObject({ evidence: { documents: 2, of: 2 }, note: 'in only two documents, and no pack knows it' });
    }
  });

  test('titles, leads and other sentences of articles do not become candidates', () => {
    const title = headline(3);
    const lead = 'Der Steg von Sandholm steht wieder.';
    const article = page('steg', [title, lead, ...sentences(50, 4)]);
    const listing = page('moor', [...sentences(51, 4), 'Küste und Moor', title, lead, sentence(5003)]);
    const candidates = textsOf(learn([article, listing, page('deich', ['Küste und Moor', ...sentences(52, 4)])], packs), 'candidate');
    expect(candidates).toContain('Küste und Moor');
    for (const content of [title, lead, sentence(5003)]) expect(candidates).not.toContain(content);
  });
});

describe('a site of more documents', () => {
  test('texts in two of many documents are not proposed at all', () => {
    const documents = pagesWithList(12, (i) => (i < 2 ? ['Textgröße ändern:', 'Zum Wetter am Deich'] : []));
    const rules = learn(documents, packs);
    expect(textsOf(rules)).toContain('Textgröße ändern:');
    expect(textsOf(rules)).not.toContain('Zum Wetter am Deich');
    expect(textsOf(rules, 'candidate')).toEqual([]);
  });
});
