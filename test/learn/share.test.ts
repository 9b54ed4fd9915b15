/** The share of a document's prose that learned rules may remove: above it they are not applied. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, type Document, judge, type Rule, readHtml } from '../../src/index.js';
import { learnedRule, ruleSet } from '../support/learning.js';
import { removedBlocks } from '../support/rules.js';
import { page, SITE, sentence, sentences, TOP } from '../support/site.js';

const LEAD = 'In Hohenwiek will niemand mehr auf die alte Fähre warten.';
const story = sentences(1, 24);
const article = page('faehre', [LEAD, 'Textgröße ändern:', ...story]);

/** Learned rules that remove these lines, one rule per line. */
const taking = (lines: readonly string[]) => lines.map((text) => learnedRule({ match: { text: [text] } }));
const byHand: Rule = {
  id: 'font-size',
  effect: 'remove',
  category: 'font-size',
  scope: 'block',
  match: { text: ['Textgröße ändern:'] },
  confidence: 1,
};

const cleaned = (document: Document, rules: readonly Rule[]) => {
  const { verdicts, notes } = clean(document, compileRules(ruleSet(...rules)));
  return { removed: removedBlocks(document, verdicts), notes };
};

describe('learned rules that would remove nearly all of a document’s prose', () => {
  test('are not applied to it; other rules are, and a note says why', () => {
    expect(cleaned(article, [...taking([TOP[0], ...story]), byHand])).toEqual({
      removed: ['Textgröße ändern:'],
      notes: ['learned rules would have removed 98 % of the prose: not applied here'],
    });
  });

  test('are measured by what other rules leave, not by what these remove', () => {
    const [notice, ...rest] = story;
    const ofPacks = { ...byHand, match: { text: rest } };
    expect(cleaned(article, [...taking([LEAD, notice]), ofPacks])).toEqual({
      removed: rest,
      notes: ['learned rules would have removed 100 % of the prose: not applied here'],
    });
  });

  test('are applied if other rules remove nearly all, and they remove little of the rest', () => {
    const [notice, ...rest] = story;
    const ofPacks = { ...byHand, match: { text: rest } };
    expect(cleaned(article, [...taking([notice]), ofPacks])).toEqual({ removed: story, notes: [] });
  });

  test.each([
    ['a person approved them', taking(story).map((rule): Rule => ({ ...rule, status: 'approved' }))],
    ['a person wrote them', taking(story).map(({ evidence: _, ...rule }): Rule => rule)],
  ])('are applied if %s', (_, rules) => {
    expect(cleaned(article, rules)).toEqual({ removed: story, notes: [] });
  });

  test('are applied if they leave a short article', () => {
    const short = page('kurz', [LEAD, sentence(1), ...story]);
    expect(cleaned(short, taking(story))).toEqual({ removed: story, notes: [] });
  });

  test('are applied if none of it is prose', () => {
    const menu = page('menu', ['Küste', 'Moor']);
    const all = [...TOP, 'Küste', 'Moor'];
    expect(cleaned(menu, taking(all))).toEqual({ removed: all, notes: [] });
  });

  test('are not applied if Readability’s vote leaves nothing else either', () => {
    const read = readHtml(`<p>${LEAD}</p>${story.map((text) => `<div>${text}</div>`).join('')}`, { id: 'seite.html', site: SITE });
    const voted = { ...read, blocks: read.blocks.map((block) => ({ ...block, main: story.includes(block.text) })) };
    const { removed, notes } = cleaned(voted, taking(story));
    expect(removed).toEqual([LEAD]);
    expect(notes).toEqual(['learned rules would have removed 100 % of the prose: not applied here']);
  });

  test('are not applied if a page is judged by rules alone because nothing is left of what Readability voted for', () => {
    const read = readHtml(`<p>${LEAD}</p><aside>${story.map((text) => `<p>${text}</p>`).join('')}</aside>`, {
      id: 'seite.html',
      site: SITE,
    });
    const voted = { ...read, blocks: read.blocks.map((block) => ({ ...block, main: block.text === LEAD })) };
    const { removed, notes } = cleaned(voted, [...taking(story), { ...byHand, match: { text: [LEAD] } }]);
    expect(removed).toEqual([LEAD]);
    expect(notes[1]).toBe('learned rules would have removed 100 % of the prose: not applied here');
  });

  test('can be left out of judging altogether', () => {
    const kept = learnedRule({ effect: 'keep', match: { text: [LEAD] } });
    const lead: Rule = { ...byHand, id: 'lead', match: { text: [LEAD] } };
    const rules = compileRules(ruleSet(...taking([TOP[0]]), byHand, kept, lead));
    expect(removedBlocks(article, judge(article, rules))).toEqual([TOP[0], 'Textgröße ändern:']);
    expect(removedBlocks(article, judge(article, rules, { learned: false }))).toEqual(['Textgröße ändern:']);
    expect(removedBlocks(article, clean(article, rules, { learned: false }).verdicts)).toEqual(['Textgröße ändern:']);
  });
});
