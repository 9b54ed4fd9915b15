/** Lines that recur in other documents are judged by each document and by the current rules. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../../src/index.js';
import { compiled, compiledRules, removedTexts, rulesOf, titled } from '../../support/rules.js';

const RULES = `
  - { id: title-line, category: title, remove: block, match: { pattern: "Artikel: {title}" } }
  - { id: bote-menu, category: navigation, remove: block, site: bote.example, match: { text: "Küste und Moor" } }
  - { id: date-line, category: dateline, remove: block, match: { pattern: "{date}" } }`;
const TITLE = 'Fähre legt wieder ab';
const lines = [`Artikel: ${TITLE}`, 'Küste und Moor', '12. März 2024', 'Die Fährfrau von Hohenwiek legt auch im Winter ab.'];
const document = (site?: string) => readText(lines.join('\n'), site === undefined ? {} : { site });

describe('recurring lines', () => {
  const rules = compiled(RULES);

  test('a recurring line is judged by each document’s own title and site, in any order', () => {
    const [titleLine, menu, date] = lines;
    for (let turn = 0; turn < 2; turn++) {
      expect(removedTexts(document(), rules)).toEqual([date]);
      expect(removedTexts(titled(document(), TITLE), rules)).toEqual([titleLine, date]);
      expect(removedTexts(document('bote.example'), rules)).toEqual([menu, date]);
      expect(removedTexts(titled(document('bote.example'), 'Ein anderer Titel'), rules)).toEqual([menu, date]);
    }
  });

  test('a recurring line is judged anew by other rules', () => {
    expect(removedTexts(document(), rules)).toEqual([lines[2]]);
    expect(removedTexts(document(), compiledRules(rulesOf(RULES).slice(0, 1)))).toEqual([]);
  });
});

test('many lines in between do not affect recurring lines', () => {
  const rules = compiled(RULES);
  const many = readText(Array.from({ length: 60_000 }, (_, i) => `Zeile Nummer ${i}`).join('\n'));
  expect(removedTexts(document(), rules)).toEqual([lines[2]]);
  expect(removedTexts(many, rules)).toEqual([]);
  expect(removedTexts(document('bote.example'), rules)).toEqual([lines[1], lines[2]]);
});
