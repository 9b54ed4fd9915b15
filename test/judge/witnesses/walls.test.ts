/** Comments below a wall: they go where, taken together, they read less like the article than what is above. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, judge, loadPacks, type Rule, readText } from '../../../src/index.js';
import { learnedRule, ruleSet } from '../../support/learning.js';
import { sentences } from '../../support/site.js';

const WALL = 'Kommentare zum Beitrag';
const MENU = ['Zur Startseite', 'Zum Wetter', 'Zu den Karten', 'Zum Archiv'];
const article = sentences(1, 4);
const comments = sentences(2, 12);
const wall: Partial<Rule> = { category: 'comments', scope: 'section', extent: 'end', match: { text: [WALL] } };
const learned = compileRules(ruleSet(learnedRule(wall)));
const document = readText([...MENU, ...article, WALL, ...comments].join('\n\n'), { site: 'bote.example' });

/** A model: the article and the first comment score 0.9, other comments `below`, all else 0.02. */
function scoresOf({ blocks }: Document, below: number, own: readonly string[] = article): Float32Array {
  const score = (text: string) => (own.includes(text) || text === comments[0] ? 0.9 : comments.includes(text) ? below : 0.02);
  return Float32Array.from(blocks, ({ text }) => score(text));
}

/** The paragraphs that stay. */
function kept(below: number, where: Document = document, rules = learned, own: readonly string[] = article): string[] {
  const verdicts = judge(where, rules, { scores: scoresOf(where, below, own) });
  return verdicts.flatMap(({ action, block }) =>
    action === 'keep' && where.blocks[block].text.endsWith('.') ? [where.blocks[block].text] : [],
  );
}

describe('comments below a learned wall', () => {
  test('go, even those that read like the article, and however many there are', () => {
    expect(kept(0.2)).toEqual(article);
  });

  test('stay where they read like the article: then the article goes on', () => {
    expect(kept(0.7)).toEqual([...article, ...comments]);
  });

  test('stay below the same line above the article', () => {
    const twice = readText([WALL, ...MENU, ...article, WALL].join('\n\n'), { site: 'bote.example' });
    expect(kept(0.2, twice)).toEqual(article);
  });

  test('without a model go only if there is less of them than of the article', () => {
    const few = readText([...article, WALL, ...comments.slice(0, 3)].join('\n\n'), { site: 'bote.example' });
    const left = (where: Document) =>
      judge(where, learned).filter(({ action, block }) => action === 'keep' && where.blocks[block].text !== '');
    expect(left(few).map(({ block }) => few.blocks[block].text)).toEqual(article);
    expect(left(document).map(({ block }) => document.blocks[block].text)).toEqual([...MENU, ...article, ...comments]);
  });
});

describe('comments below a label that packs know', () => {
  const packs = compileRules(loadPacks(['de', 'common']));
  const pageOf = (label: string, ...below: readonly string[]) => readText([...MENU, ...article, label, ...below].join('\n\n'));
  const page = pageOf('23 Kommentare', ...comments);

  test('go, even those that read like the article, on two witnesses', () => {
    expect(kept(0.2, page, packs)).toEqual(article);
    const first = judge(page, packs, { scores: scoresOf(page, 0.2) }).find(({ block }) => page.blocks[block].text === comments[0]);
    expect(first?.reasons.map(({ message }) => message).sort()).toEqual([
      'is among what reads much less like the article than what is above',
      'is below the label of the comments',
    ]);
  });

  test('stay where those directly below read like the article', () => {
    const whole = sentences(1, 10);
    const goesOn = pageOf('23 Kommentare', ...whole.slice(4), ...comments);
    expect(kept(0.02, goesOn, packs, whole)).toEqual(expect.arrayContaining(whole));
  });

  test('stay below an entry of a list, which counts the comments on another story', () => {
    expect(kept(0.2, pageOf('* 23 Kommentare', ...comments), packs)).toContain(comments[0]);
  });

  test('stay without an article above', () => {
    const short = readText([...MENU, article[0], '23 Kommentare', ...comments].join('\n\n'));
    expect(kept(0.2, short, packs)).toContain(comments[0]);
  });
});
