/** Words, phrases, names and sites with equal hashes are told apart. */
import { describe, expect, test } from '@jest/globals';
import { readHtml, readText } from '../../../src/index.js';
import { saltOf } from '../../../src/rules/compiled/ruleColumns.js';
import { findHits } from '../../../src/rules/match/findHits.js';
import { nameHashes } from '../../../src/rules/selector/names.js';
import { foldHash } from '../../../src/text/foldedWord.js';
import { FoldedWords } from '../../../src/text/foldedWords.js';
import { tokenize } from '../../../src/text/tokens.js';
import { compiled, titled } from '../../support/rules.js';

/** Two words of one length with equal hashes. Among 300,000 words there are some, since hashes have 32 bits. */
function colliding(hashOf: (word: string) => number): [string, string] {
  const known = new Map<number, string>();
  for (let i = 0; i < 300_000; i++) {
    // Words that have much in common rarely have equal hashes.
    const digits = ((i * 829_348_951) % 26 ** 7).toString(26).padStart(7, '0');
    const word = `x${Array.from(digits, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`;
    const hash = hashOf(word);
    const other = known.get(hash);
    if (other !== undefined) return [other, word];
    known.set(hash, word);
  }
  throw new Error('no collision');
}

const [one, other] = colliding(foldHash);
const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';

function hitsOf(rules: string, line: string): number {
  return findHits(titled(readText(`${SENTENCE}\n${line}\n${SENTENCE}`), `${one} Steg`), compiled(rules)).length;
}

test('the words are different and their hashes are not', () => {
  expect(one).not.toBe(other);
  expect(foldHash(one)).toBe(foldHash(other));
});

describe('two words of equal hash', () => {
  test.each([
    ['a phrase', `{ text: "${one} Steg" }`],
    ['the key of a pattern', `{ pattern: "${one} {num?} Steg" }`],
    ['the last word of a pattern', `{ pattern: "${one} {num?} Steg", at: block-end }`],
    ['a word anywhere', `{ pattern: "${one}", at: anywhere }`],
    ['a title', '{ pattern: "{title}" }'],
  ])('%s', (_, match) => {
    const rules = `  - { id: a, category: other, remove: block, match: ${match} }`;
    expect([one, other].map((word) => hitsOf(rules, `${word} Steg`))).toEqual([1, 0]);
  });

  test('both have their own rules', () => {
    const rules = compiled(
      [one, other].map((word) => `  - { id: ${word}, category: other, remove: block, match: { pattern: "${word} {num}" } }`).join('\n'),
    );
    for (const word of [one, other]) expect(findHits(readText(`${word} 12`), rules).map(({ rule }) => rule.id)).toEqual([word]);
  });

  test('a list of words has one of them', () => {
    const words = new FoldedWords([one]);
    expect([one, other].map((word) => words.has(tokenize(word), 0))).toEqual([true, false]);
  });
});

test('selectors of names with equal hashes select their own elements', () => {
  const [a, b] = colliding((word) => nameHashes(`div.${word}`, 0, `div.${word}`.length)[1]);
  expect(nameHashes(`div.${a}`, 0, `div.${a}`.length)[1]).toBe(nameHashes(`div.${b}`, 0, `div.${b}`.length)[1]);
  const rules = compiled(`  - { id: a, category: other, remove: block, match: { selector: ".${a}" } }`);
  const page = (name: string) => readHtml(`<main><p>${SENTENCE}</p><div class="${name}">Teilen</div></main>`);
  expect([a, b].map((name) => findHits(page(name), rules).length)).toEqual([1, 0]);
});

test('rules of sites with equal hashes stay apart', () => {
  const [a, b] = colliding((word) => saltOf(word));
  const rules = compiled(
    `  - { id: a, site: ${a}, category: other, remove: block, match: { text: Teilen } }
  - { id: b, site: ${b}, category: other, remove: block, match: { pattern: "Merken {num}" } }
  - { id: c, site: ${b}, category: other, remove: block, match: { text: Folgen } }`,
  );
  const hitsAt = (site: string) => findHits(readText('Teilen\n\nMerken 12\n\nFolgen', { site }), rules).map(({ rule }) => rule.id);
  expect([a, b].map(hitsAt)).toEqual([['a'], ['b', 'c']]);
});
