/** Learning from pages: the element in which a site keeps its articles, and the furniture inside it. */
import { describe, expect, test } from '@jest/globals';
import { type Block, clean, compileRules, type Document, judge, type Rule, readHtml } from '../../src/index.js';
import { addSeen, type Observations } from '../../src/learn/observe/observations.js';
import { observe } from '../../src/learn/observe/observe.js';
import { propose } from '../../src/learn/propose/propose.js';
import { hasContentPath } from '../../src/rules/match/contentPath.js';
import { compiled } from '../support/rules.js';

const SITE = 'hohenwieker-bote.example';

/** Prose that no two pages share. */
function prose(page: number, n: number): string {
  return `Satz ${n} von Seite ${page}: Der Kutter ${page * 7 + n} lief gegen ${n} Uhr ${page} ein, und die Fischer von Ort${page}${n} zählten ihre Kisten.`;
}

const paragraphs = (page: number, from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `<p>${prose(page, from + i)}</p>`).join('');

/** A page of the invented outlet: a menu, the story with a box and comments in it, other stories beside it. */
function page(i: number, { story = 'story', comments = 2 } = {}): Document {
  const remarks = Array.from({ length: comments }, (_, n) => `<div class="remark"><p>${prose(i, 60 + n)}</p></div>`).join('');
  return readHtml(
    `<html><body><div class="menu"><p>Start</p><p>Hafen</p></div>
     <div class="wide"><div class="${story}"><h1>Überschrift Nummer ${i} vom Hafen</h1>${paragraphs(i, 1, 3)}
     <div class="tip"><p>Lesen Sie hierzu Beitrag ${i}</p></div>${paragraphs(i, 4, 3)}<div class="remarks">${remarks}</div></div></div>
     <div class="beside">${paragraphs(i, 80, 2)}</div></body></html>`,
    { id: `${i}.html`, site: SITE },
  );
}

/** Readability's vote, as it would be: the story's own paragraphs. */
function voted(document: Document, isMain = (block: Block) => /div\.story(?!.*(?:tip|remark))/u.test(block.path ?? '')): Document {
  return { ...document, blocks: document.blocks.map((block) => (block.text === '' ? block : { ...block, main: isMain(block) })) };
}

function learn(documents: readonly Document[]): readonly Rule[] {
  const observations: Observations = new Map();
  for (const document of documents) addSeen(observations, observe(document));
  return propose(observations)[0].rules;
}

const count = (length: number) => Array.from({ length }, (_, i) => i);
const selectors = (rules: readonly Rule[]) => rules.flatMap(({ match }) => match.selector ?? []);
const outside = (rules: readonly Rule[]) => rules.flatMap(({ match }) => match.outside ?? []);
const apply = (rules: readonly Rule[]) => compileRules({ format: 'klartext-rules/1', name: 'learned', rules });

describe('the content path', () => {
  const rules = learn(count(6).map((i) => voted(page(i))));

  test('is the element that holds what Readability takes on the site’s pages, by a short name', () => {
    expect(outside(rules)).toEqual(['div.story']);
  });

  test('cleans a page that was never seen, with no vote', () => {
    const unseen = page(40);
    expect(hasContentPath(unseen, apply(rules))).toBe(true);
    const { body } = clean(unseen, apply(rules));
    for (const n of [1, 2, 3, 4, 5, 6]) expect(body).toContain(prose(40, n));
    expect(body).not.toContain(prose(40, 80));
    expect(body).not.toContain('Start');
  });

  test('is not believed on a page whose layout has changed: everything stays', () => {
    const changed = page(41, { story: 'beitrag' });
    expect(hasContentPath(changed, apply(rules))).toBe(false);
    expect(clean(changed, apply(rules.filter(({ match }) => match.outside !== undefined))).body).toContain(prose(41, 2));
  });

  test('is not learned from fewer than three votes, nor where votes and texts disagree', () => {
    expect(outside(learn(count(6).map((i) => (i < 2 ? voted(page(i)) : page(i)))))).toEqual([]);
    // Readability took the menu on every page; the pages' own prose stands elsewhere.
    expect(outside(learn(count(6).map((i) => voted(page(i), (block) => block.path?.includes('menu') ?? false))))).toEqual([]);
  });

  test('leaves the lead above the article', () => {
    const lead = 'Ein Vorspann, der über dem Text steht und den ganzen Artikel in einem Satz zusammenfasst.';
    const body = clean(
      readHtml(
        `<body><h1>Der Hafen wird neu gebaut</h1><div class="lead">${lead}</div><div class="story">${paragraphs(1, 1, 4)}</div></body>`,
      ),
      compiled('  - { category: other, remove: block, match: { outside: "div.story" } }'),
    ).body;
    expect(body).toContain(lead);
  });
});

describe('furniture inside the content path', () => {
  const pages = count(6).map((i) => voted(page(i)));

  test('is what Readability leaves out on every page: a box, and comments below the article', () => {
    expect(selectors(learn(pages))).toEqual(expect.arrayContaining(['div.tip', 'div.remarks']));
    const { body } = clean(page(50), apply(learn(pages)));
    expect(body).not.toContain('Lesen Sie hierzu');
    expect(body).not.toContain(prose(50, 60));
    expect(body).toContain(prose(50, 6));
  });

  test('is no element in which a page’s own prose stands inside the article on one of the pages', () => {
    const quoted = readHtml(page(7).source.replace('<p>Lesen Sie hierzu Beitrag 7</p>', `<p>${prose(7, 30)}</p>`), { id: '7', site: SITE });
    expect(selectors(learn([...pages, voted(quoted)]))).not.toContain('div.tip');
  });

  test('is not believed where it would leave no article', () => {
    const rule = learn(pages).filter(({ match }) => match.selector?.[0] === 'div.remarks');
    expect(rule).toHaveLength(1);
    const onlyRemarks = readHtml(`<body><div class="remarks"><p>${prose(3, 1)}</p><p>${prose(3, 2)}</p></div></body>`, { site: SITE });
    expect(judge(onlyRemarks, apply(rule)).every(({ action }) => action === 'keep')).toBe(true);
    expect(clean(page(3), apply(rule)).body).not.toContain(prose(3, 60));
  });
});
