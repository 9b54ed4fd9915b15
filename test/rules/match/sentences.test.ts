/** Blocks of known sentences: a notice goes if each of its sentences is one that the rule knows. */
import { describe, expect, test } from '@jest/globals';
import { parseRules, readText } from '../../../src/index.js';
import { findHits } from '../../../src/rules/match/findHits.js';
import { matchSentences } from '../../../src/rules/match/sentences.js';
import { parsePattern } from '../../../src/rules/pattern/pattern.js';
import { tokenizeText } from '../../../src/rules/pattern/tokenizedBlock.js';
import { compiled, removedTexts } from '../../support/rules.js';

/** Below it something stays, since no document comes out empty. */
const below = (line: string) => readText(`${line}\nDie Fähre legt heute nicht ab.`);

const notice = compiled(`  - category: cookie
    remove: block
    match:
      at: sentences
      pattern:
        - "Hier sehen Sie {Inhalte|einen Inhalt} von {name}"
        - "Um Inhalte zu sehen, stimmen Sie bitte zu"
        - "Mehr steht z. B. in unserer Hafenordnung"
        - "Inhalte laden"`);

describe('at: sentences', () => {
  test.each([
    'Hier sehen Sie Inhalte von Hafenfunk.',
    'Hier sehen Sie einen Inhalt von Hafenfunk. Um Inhalte zu sehen, stimmen Sie bitte zu.',
    'Um Inhalte zu sehen, stimmen Sie bitte zu! Mehr steht z. B. in unserer Hafenordnung. Inhalte laden',
    'Mehr steht z. B. in unserer Hafenordnung. Mehr steht z. B. in unserer Hafenordnung.',
    '► Inhalte laden: Hier sehen Sie Inhalte von Hafenfunk',
  ])('takes what consists of known sentences: %s', (line) => {
    expect(removedTexts(below(line), notice)).toEqual([line]);
  });

  test.each([
    'Hier sehen Sie Inhalte von Hafenfunk. Das Schiff legte um neun Uhr ab.',
    'Das Schiff legte um neun Uhr ab. Um Inhalte zu sehen, stimmen Sie bitte zu.',
    'Um Inhalte zu sehen, stimmen Sie bitte zu. Das Schiff legte ab. Inhalte laden',
    'Um Inhalte zu sehen, stimmen Sie bitte zu, sagte der Kapitän.',
    'Inhalte laden Inhalte laden',
    '„Um Inhalte zu sehen, stimmen Sie bitte zu.“ Inhalte laden',
  ])('takes nothing if any other words are between them: %s', (line) => {
    expect(removedTexts(below(line), notice)).toEqual([]);
  });

  test('a block of very many sentences stays', () => {
    const line = (count: number) => Array.from({ length: count }, () => 'Inhalte laden.').join(' ');
    expect(removedTexts(below(line(20)), notice)).toEqual([line(20)]);
    expect(removedTexts(below(line(40)), notice)).toEqual([]);
  });

  test('sentences of different rules do not complement each other', () => {
    const two = compiled(`  - { category: ad, remove: block, match: { at: sentences, pattern: "Das ist eine Anzeige" } }
  - { category: cookie, remove: block, match: { at: sentences, pattern: "Bitte stimmen Sie zu" } }`);
    expect(removedTexts(below('Das ist eine Anzeige. Bitte stimmen Sie zu.'), two)).toEqual([]);
  });

  test('an open pattern takes a sentence only beside a known one, and only as a witness', () => {
    const list = `  - { category: ad, remove: block, match: { at: sentences, pattern: ["{any} Hafenpost {any}", "Jetzt Hafenpost bestellen"] } }`;
    const pitch = 'Alle lesen die Hafenpost am Abend.';
    const rules = compiled(list);
    const witnesses = (line: string) => findHits(below(line), rules).map(({ rule, block }) => [block, rule.category]);
    expect(witnesses(pitch)).toEqual([]);
    expect(witnesses(`${pitch} Jetzt Hafenpost bestellen`)).toEqual([[0, 'ad']]);
    expect(witnesses(`Jetzt Hafenpost bestellen! ${pitch} ${pitch}`)).toEqual([[0, 'ad']]);
    expect(
      matchSentences(
        ['{any} Hafenpost {any}', 'Jetzt Hafenpost bestellen'].map(parsePattern),
        tokenizeText(`${pitch} Jetzt Hafenpost bestellen`),
      ),
    ).toBe(false);
  });

  test('a span inside a block cannot be given by sentences', () => {
    const inline = 'format: klartext-rules/1\nrules:\n  - { category: ad, remove: inline, match: { at: sentences, pattern: "Anzeige" } }';
    expect(() => parseRules(inline, 'test')).toThrow('at: sentences');
  });
});
