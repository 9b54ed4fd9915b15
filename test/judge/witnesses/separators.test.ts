/** In texts, lines that come again with every comment tell where users talk; posts of a forum stay. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, judge, loadPacks, readText } from '../../../src/index.js';
import { commentsOnIt, councilArticle } from '../../support/comments.js';

const packs = compileRules(loadPacks());
const ARTICLE = councilArticle(8);
const COMMENTS = commentsOnIt(4);
const SIGNED = COMMENTS.flatMap((text, i) => [`Posted by: Ann Moser at March ${i + 3}, 2009 5:1${i} PM`, text]);
const ANSWERED = COMMENTS.flatMap((text) => [text, 'Reply']);

/** How many of the comments are kept, with the probabilities of the article's paragraphs and of theirs. */
function kept(lines: readonly string[], { article = 0.95, comment = 0.8 } = {}): number {
  const document = readText(lines.join('\n'));
  const scores = Float32Array.from(document.blocks, ({ text }) => (ARTICLE.includes(text) ? article : comment));
  const verdicts = judge(document, packs, { scores });
  return verdicts.filter(({ block, action }) => action === 'keep' && COMMENTS.includes(document.blocks[block].text)).length;
}

describe('comments below an article', () => {
  test.each([
    ['signed above', SIGNED],
    ['with a button below', ['4 Comments', ...ANSWERED]],
  ])('go, although they read like one: %s', (_, lines) => {
    expect(kept([...ARTICLE, ...lines])).toBe(0);
    const document = readText([...ARTICLE, ...lines].join('\n'));
    const scores = Float32Array.from(document.blocks, () => 0.92);
    const verdict = judge(document, packs, { scores }).find(({ block }) => document.blocks[block].text === COMMENTS[1]);
    expect(verdict?.reasons.map(({ category, message }) => `${category}: ${message}`)).toContain(
      'comments: is among lines that come again with every comment',
    );
  });

  test('go where they read much less like an article than what is above, though that is in doubt itself', () => {
    const listed = SIGNED.map((line) => (line.startsWith('Posted') ? `* ${line}` : line));
    expect(kept([...ARTICLE, ...listed], { article: 0.85, comment: 0.41 })).toBe(0);
  });

  test('end where a rule knows something else', () => {
    const below = `${COMMENTS[3]} Das sagen alle.`;
    const document = readText([...ARTICLE, ...SIGNED.slice(0, 5), 'Impressum', below].join('\n'));
    const scores = Float32Array.from(document.blocks, () => 0.92);
    expect(judge(document, packs, { scores }).find(({ block }) => document.blocks[block].text === below)?.action).toBe('keep');
  });
});

describe('what users write stays', () => {
  test('where a line comes only twice', () => {
    expect(kept([...ARTICLE, ...SIGNED.slice(0, 4)])).toBe(2);
  });

  test('where no article is above it', () => {
    expect(kept([ARTICLE[0], ...SIGNED])).toBe(COMMENTS.length);
  });

  test('where it reads much like what is above, as on a forum', () => {
    expect(kept([...ARTICLE, ...SIGNED], { article: 0.85 })).toBe(COMMENTS.length);
  });
});
