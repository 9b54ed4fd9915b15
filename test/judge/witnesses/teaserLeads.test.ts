/** Leads of other stories in a list below a label: each goes with its headline, however much it reads like an article. */
import { expect, test } from '@jest/globals';
import { compileRules, judge, loadPacks, readText } from '../../../src/index.js';
import { councilArticle } from '../../support/comments.js';

const packs = compileRules(loadPacks());
const ARTICLE = councilArticle(8);
const STORIES = [
  [
    'Fähre nach Sandholm fällt aus',
    'Wegen eines Schadens am Ruder fährt die Fähre nach Sandholm bis zum Wochenende nicht, wie die Reederei mitgeteilt hat.',
  ],
  [
    'Neues Dach für die Turnhalle',
    'Die Turnhalle am Eichenweg bekommt im Sommer ein neues Dach, das nach Angaben der Stadt auch Strom erzeugen soll.',
  ],
] as const;
const MENU = ['Startseite', 'Küste und Moor', 'Wetter am Deich', 'Kontakt zum Verlag', 'Abo und Service', 'Impressum und Datenschutz'];

/** How many lines of the list are kept, where the model gives its leads an even chance. */
function keptOfList(headline: number): number {
  const scored: (readonly [string, number])[] = [
    ...ARTICLE.map((text) => [text, 0.97] as const),
    ['Empfohlen', 0.03],
    ...STORIES.flatMap(([title, lead]) => [[title, headline] as const, [lead, 0.6] as const]),
    ...MENU.map((text) => [text, 0.01] as const),
  ];
  const document = readText(scored.map(([text]) => text).join('\n\n'));
  const scoreOf = new Map(scored);
  const scores = Float32Array.from(document.blocks, ({ text }) => scoreOf.get(text) ?? 1);
  const kept = judge(document, packs, { scores }).filter(({ action }) => action === 'keep');
  const list = new Set<string>(STORIES.flat());
  return kept.filter(({ block }) => list.has(document.blocks[block].text)).length;
}

test.each([0.1, 0.25])('a lead goes below a headline that reads like furniture, %p', (headline) => {
  expect(keptOfList(headline)).toBe(0);
});

test('where the headlines may be an article’s subheadings, the leads stay', () => {
  expect(keptOfList(0.45)).toBeGreaterThanOrEqual(STORIES.length);
});
