/** Threads of comments below an article go, however much of the page they are; posts of a page without an article stay. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, type Document, judge, loadPacks, readHtml } from '../../../src/index.js';
import { commentsOnIt, councilArticle } from '../../support/comments.js';

const packs = compileRules(loadPacks());
const ARTICLE = councilArticle(3);
const COMMENTS = commentsOnIt(12);
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('');
const list = `<ol class="commentlist">${COMMENTS.map((text) => `<li class="comment"><p>${text}</p></li>`).join('')}</ol>`;

/** How many of the comments are kept, where the model takes all for the article's paragraphs. */
function kept(read: Document, score = 0.9): number {
  const scores = Float32Array.from(read.blocks, () => score);
  return judge(read, packs, { scores }).filter(({ block, action }) => action === 'keep' && COMMENTS.includes(read.blocks[block].text))
    .length;
}

describe('a thread below an article', () => {
  test('goes, although it is most of the page and reads like the article', () => {
    const read = readHtml(`<div class="post">${paragraphs(ARTICLE)}</div>${list}`);
    expect(kept(read)).toBe(0);
    const scores = Float32Array.from(read.blocks, () => 0.9);
    expect(clean(read, packs, { scores }).body).toBe(ARTICLE.join('\n\n'));
  });

  test('goes without a model', () => {
    const read = readHtml(`<div class="post">${paragraphs(ARTICLE)}</div>${list}`);
    expect(clean(read, packs).body).toBe(ARTICLE.join('\n\n'));
  });

  test.each(['<details><summary>12 Kommentare</summary>', '<div><details class="fold"><summary><b>Comments (12)</b></summary>'])(
    'goes in an element that its label opens: %s',
    (opening) => {
      expect(kept(readHtml(`<div>${paragraphs(ARTICLE)}</div>${opening}${paragraphs(COMMENTS)}</details>`))).toBe(0);
    },
  );

  test('ends with the element that its label opens', () => {
    const folded = `<details><summary>1 Kommentar</summary><p>${COMMENTS[0]}</p></details>`;
    expect(kept(readHtml(`<div>${paragraphs(ARTICLE)}${folded}${paragraphs(COMMENTS.slice(1))}</div>`))).toBe(COMMENTS.length - 1);
  });
});

describe('posts stay', () => {
  test('where no article is above them', () => {
    expect(kept(readHtml(`<h1>Der Steg von Hohenwiek</h1>${list}`))).toBe(COMMENTS.length);
  });

  test('where the model takes what is above them for something else', () => {
    const read = readHtml(`<div class="rules">${paragraphs(ARTICLE)}</div>${list}`);
    const scores = Float32Array.from(read.blocks, ({ text }) => (COMMENTS.includes(text) ? 0.9 : 0.1));
    const left = judge(read, packs, { scores }).filter(
      ({ block, action }) => action === 'keep' && COMMENTS.includes(read.blocks[block].text),
    );
    expect(left).toHaveLength(COMMENTS.length);
  });

  test('in elements with names that forums use', () => {
    const posts = COMMENTS.map((text) => `<div class="post comment" itemprop="comment"><p>${text}</p></div>`).join('');
    expect(kept(readHtml(`<div class="post">${paragraphs(ARTICLE)}</div>${posts}`))).toBe(COMMENTS.length);
  });

  test('in an element that another label opens', () => {
    const read = readHtml(
      `<div>${paragraphs(ARTICLE)}</div><details><summary>Die Vorgeschichte</summary>${paragraphs(COMMENTS)}</details><p>12 Kommentare</p>`,
    );
    expect(kept(read)).toBe(COMMENTS.length);
  });
});
