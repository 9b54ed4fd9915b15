/** Rules in the order of what they risk and take, and those that contain a text. */
import { describe, expect, test } from '@jest/globals';
import { parseRules } from '../../src/index.js';
import { searchRules, sortRules } from '../../src/review/rankRules.js';

const { rules } = parseRules(
  `format: klartext-rules/1
sites:
  b.example:
    pages: 48
    remove: { share: { Teilen: 48, Jetzt den Artikel teilen: 20 } }
    candidate: { among the paragraphs of articles: { other: { Zutaten: { seen: 12, risk: 40 }, "Straße: „Mitte“": { seen: 3, words: 200 } } } }
  a.example:
    pages: 48
    remove: { ad: { Anzeige: { seen: 48, risk: 7 } } }
    rules:
      - { id: byline-0123456789ab, remove: block, match: { pattern: "Von {name}" }, evidence: { documents: 9, examples: [Von Alma Terhorst] } }
      - { id: mine, category: teaser, remove: section, until: { text: Ende der Liste }, match: { text: Empfohlen } }
`,
  'rules.yaml',
);
const shown = (some: typeof rules) => some.map(({ match }) => match.text?.[0] ?? match.pattern?.[0]);

describe('rules are sorted', () => {
  test.each([
    ['risk', ['Zutaten', 'Anzeige', 'Straße: „Mitte“', 'Jetzt den Artikel teilen', 'Teilen', 'Von {name}', 'Empfohlen']],
    ['words', ['Straße: „Mitte“', 'Jetzt den Artikel teilen', 'Anzeige', 'Teilen', 'Von {name}', 'Zutaten', 'Empfohlen']],
    ['site', ['Anzeige', 'Von {name}', 'Empfohlen', 'Straße: „Mitte“', 'Jetzt den Artikel teilen', 'Teilen', 'Zutaten']],
  ] as const)('by %s', (order, expected) => {
    expect(shown(sortRules(rules, order))).toEqual(expected);
    expect(shown(sortRules(rules.toReversed(), order))).toEqual(expected);
  });
});

describe('rules are found', () => {
  test.each([
    ['by a part of a text, whatever its case and spaces', 'den  ARTIKEL', ['Jetzt den Artikel teilen']],
    ['whatever the quotes', 'straße: "mitte"', ['Straße: „Mitte“']],
    ['by a pattern', 'von {', ['Von {name}']],
    ['by an example of evidence', 'terhorst', ['Von {name}']],
    ['by a note', 'paragraphs', ['Zutaten', 'Straße: „Mitte“']],
    ['by an id', 'byline-01', ['Von {name}']],
    ['by the end of a section', 'ende der', ['Empfohlen']],
    ['or not', 'Impressum', []],
  ])('%s', (_, text, expected) => {
    expect(shown(searchRules(rules, text))).toEqual(expected);
  });
});
