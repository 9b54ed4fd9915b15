/** Comments below a wall: they go where, taken together, they read less like the article than what is above. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Document, judge, type Rule, readText } from '../../../src/index.js';
import { learnedRule, ruleSet } from '../../support/learning.js';
import { sentences } from '../../support/site.js';

const WALL = 'Kommentare zum Beitrag';
const MENU = ['Zur Startseite', 'Zum Wetter', 'Zu den Karten', 'Zum Archiv'];
const article = sentences(1, 4);
const comments = sentences(2, 12);
const wall: Partial<Rule> = { category: 'comments', scope: 'section', extent: 'end', match: { text: [WALL] } };
const learned = compileRules(ruleSet(learnedRule(wall)));
const document = readText([...MENU, ...article, WALL, ...comments].join('\n\n'), { site: 'bote.example' });

/** The paragraphs that stay. @param below the probability of comments; that of the first one is the article's */
function kept(below: number, where: Document = document, rules = learned): string[] {
  const score = (text: string) => (article.includes(text) || text === comments[0] ? 0.9 : comments.includes(text) ? below : 0.02);
  const scores = Float32Array.from(where.blocks, ({ text }) => score(text));
  const verdicts = judge(where, rules, { scores });
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
