/** Leads that a site’s pages quote: above their own article they stay, everywhere else they are teasers. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, judge, readText } from '../../../src/index.js';
import { learnedRule, ruleSet } from '../../support/learning.js';
import { sentences } from '../../support/site.js';

const LEAD = 'Der Kutter „Seehund“ der Reederei Vennemann liegt wieder im Hafenbecken.';
const TAKES_UP = 'Am Hafenbecken standen schon früh die ersten Leute, um den Kutter und seine Reederei zu begrüßen.';
const rules = compileRules(ruleSet(learnedRule({ category: 'teaser', match: { text: [LEAD] } })));
const article = sentences(1, 4);

function isKept(...blocks: readonly string[]): boolean {
  const document = readText(blocks.join('\n\n'), { site: 'bote.example' });
  return judge(document, rules).some(({ block, action }) => document.blocks[block].text === LEAD && action === 'keep');
}

describe('a text that rules list as a teaser', () => {
  test('is kept above the article', () => {
    expect(isKept('Hohenwieker Bote', LEAD, 'Von Jonte Brix', ...article)).toBe(true);
  });

  test('is removed between paragraphs and below them', () => {
    expect(isKept(article[0], article[1], LEAD, article[2], article[3])).toBe(false);
    expect(isKept(...article, LEAD)).toBe(false);
  });

  test('is kept below other teasers that pass for paragraphs, if the article takes it up', () => {
    const [teaser, other, ...rest] = sentences(2, 6);
    expect(isKept(teaser, LEAD, TAKES_UP, ...rest)).toBe(true);
    expect(isKept(teaser, other, LEAD, TAKES_UP, ...rest)).toBe(true);
    expect(isKept(teaser, LEAD, ...rest)).toBe(false);
  });

  test('is removed further down, even if the article takes it up', () => {
    expect(isKept(...article, TAKES_UP, LEAD, ...sentences(3, 2))).toBe(false);
  });
});
