/** Labels between paragraphs: a credit or the author below the lead is none of the article's subheadings. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, loadPacks, readText } from '../../../src/index.js';
import { removedTexts } from '../../support/rules.js';
import { sentences } from '../../support/site.js';

const packs = compileRules(loadPacks(['common', 'de']));
const [a, b, c, d] = sentences(1, 4);

describe('between two paragraphs', () => {
  test('a credit goes', () => {
    expect(removedTexts(readText([a, b, 'APA/Jan Moser', c, d].join('\n')), packs)).toEqual(['APA/Jan Moser']);
  });

  test('the author goes below the lead', () => {
    expect(removedTexts(readText([a, 'Von Anna Lindner, Ostwall', b, c, d].join('\n')), packs)).toEqual(['Von Anna Lindner, Ostwall']);
  });

  test('the same line stays further down, where it would be a subheading', () => {
    expect(removedTexts(readText([a, b, c, 'Von Anna Lindner, Ostwall', d].join('\n')), packs)).toEqual([]);
  });

  test('a label that is a subheading elsewhere stays', () => {
    expect(removedTexts(readText([a, b, 'Cookies ablehnen', c, d].join('\n')), packs)).toEqual([]);
  });
});
