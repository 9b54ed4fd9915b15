/** Learning from pages: the element in which a site keeps its articles, and the furniture inside it. */
import { describe, expect, test } from '@jest/globals';
import { type Block, clean, compileRules, type Document, judge, type Rule, readHtml } from '../../../src/index.js';
import { addSeen, type Observations } from '../../../src/learn/observe/observations.js';
import { observe } from '../../../src/learn/observe/observe.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { hasContentPath } from '../../../src/rules/match/contentPath.js';
import { compiled } from '../../support/rules.js';

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

/** A vote as Readability would give it: the story's own paragraphs. */
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

  test('the element that contains what Readability takes on the site’s pages is learned, with a short selector', () => {
    expect(outside(rules)).toEqual(['div.story']);
  });

  test('a page that was not seen before is cleaned without a vote', () => {
    const unseen = page(40);
    expect(hasContentPath(unseen, apply(rules))).toBe(true);
    const { body } = clean(unseen, apply(rules));
    for (const n of [1, 2, 3, 4, 5, 6]) expect(body).toContain(prose(40, n));
    expect(body).not.toContain(prose(40, 80));
    expect(body).not.toContain('Start');
  });

  test('on a page with another layout the content path does nothing: everything is kept', () => {
    const changed = page(41, { story: 'beitrag' });
    expect(hasContentPath(changed, apply(rules))).toBe(false);
    expect(clean(changed, apply(rules.filter(({ match }) => match.outside !== undefined))).body).toContain(prose(41, 2));
  });

  test('nothing is learned from fewer than three votes, nor if votes and texts disagree', () => {
    expect(outside(learn(count(6).map((i) => (i < 2 ? voted(page(i)) : page(i)))))).toEqual([]);
    // Readability took the menu on every page, but the pages' own prose is elsewhere.
    expect(outside(learn(count(6).map((i) => voted(page(i), (block) => block.path?.includes('menu') ?? false))))).toEqual([]);
  });

  test('the lead above the article is kept', () => {
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

  test('elements that Readability leaves out on every page are learned: a box, and comments below the article', () => {
    expect(selectors(learn(pages))).toEqual(expect.arrayContaining(['div.tip', 'div.remarks']));
    const { body } = clean(page(50), apply(learn(pages)));
    expect(body).not.toContain('Lesen Sie hierzu');
    expect(body).not.toContain(prose(50, 60));
    expect(body).toContain(prose(50, 6));
  });

  test('an element with a page’s own prose inside the article of any page is not learned', () => {
    const quoted = readHtml(page(7).source.replace('<p>Lesen Sie hierzu Beitrag 7</p>', `<p>${prose(7, 30)}</p>`), { id: '7', site: SITE });
    expect(selectors(learn([...pages, voted(quoted)]))).not.toContain('div.tip');
  });

  test('furniture is not removed if no article would be left', () => {
    const rule = learn(pages).filter(({ match }) => match.selector?.[0] === 'div.remarks');
    expect(rule).toHaveLength(1);
    const onlyRemarks = readHtml(`<body><div class="remarks"><p>${prose(3, 1)}</p><p>${prose(3, 2)}</p></div></body>`, { site: SITE });
    expect(judge(onlyRemarks, apply(rule)).every(({ action }) => action === 'keep')).toBe(true);
    expect(clean(page(3), apply(rule)).body).not.toContain(prose(3, 60));
  });
});
