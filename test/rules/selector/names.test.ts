/** Selectors by parts of names match whole parts, and are believed only where the name describes the element. */
import { describe, expect, test } from '@jest/globals';
import { loadPacks, readHtml } from '../../../src/index.js';
import { parseRules } from '../../../src/rules/file/load.js';
import { compileSelector, SelectorError } from '../../../src/rules/selector/selector.js';
import { compiled, compiledRules, removedTexts } from '../../support/rules.js';

const PROSE = [
  'Der Deich bei Ossenwerder ist an drei Stellen gerissen, und für den Winter hat das Amt wenig Hoffnung.',
  'Gebaut wurde er 1911 von Leuten, die am Abend noch ihre Kühe molken, und von einer Maschine aus England.',
  'Wer ihn heute flicken will, der braucht Ton aus der Geest, viel Geld und ein Jahr ohne große Fluten.',
];
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('');

describe('parts of names', () => {
  const selects = (selector: string, step: string) => compileSelector(selector)(`body > ${step} > p`);

  test.each([
    [':class(related)', 'div.related'],
    [':class(related)', 'div.related-articles'],
    [':class(related)', 'div.relatedArticles'],
    [':class(related)', 'div.article__related'],
    [':class(related)', 'div.wide.RelatedBox'],
    [':class(related)', 'div.related2'],
    [':class(read-more)', 'div.box-readMore'],
    [':class(read-more)', 'div.readmore'],
    [':class(read-more)', 'div.read_more_link'],
    [':id(cookie)', 'div#cookie-bar'],
    ['aside:class(box) > p', 'aside.box'],
    [':class( box )', 'h3.box'],
  ])('%s selects %s', (selector, step) => {
    expect(selects(selector, step)).toBe(true);
  });

  test.each([
    [':class(related)', 'div.correlated'],
    [':class(related)', 'div.relatedness'],
    [':class(related)', 'div#related'],
    [':class(sharing)', 'div.carsharing'],
    [':class(ad)', 'div.published'],
    [':class(ad-label)', 'div.road-label'],
    [':class(read-more)', 'div.more-read'],
    [':class(read-more)', 'div.bread-more'],
    [':id(cookie)', 'div.cookie'],
  ])('%s does not select %s', (selector, step) => {
    expect(selects(selector, step)).toBe(false);
  });

  test.each([
    [':id(cookie)', 'h2#was-ist-ein-cookie'],
    [':class(newsletter)', 'article.post.category-newsletter'],
    [':class(cookies)', 'main.tag-cookies'],
    [':class(cookies)', 'div.tag-cookies[role="main"]'],
    [':id(related)', 'article#related'],
  ])('%s does not select an element whose name describes a topic: %s', (selector, step) => {
    expect(selects(selector, step)).toBe(false);
  });

  test.each([':class()', ':class', ':id(Related)', ':class(a b)', ':class(a, b)', ':class(-a)', ':class("a")'])(
    '%s is refused with a hint',
    (selector) => {
      expect(() => compileSelector(selector)).toThrow(SelectorError);
      expect(() => compileSelector(selector)).toThrow('like :');
    },
  );

  test('an invalid part of a name is refused with the line in the file', () => {
    const file = 'format: klartext-rules/1\nrules:\n  - category: ad\n    remove: block\n    match:\n      selector: ":class(Ad)"\n';
    expect(() => parseRules(file, 'mine.yaml')).toThrow(/6.*takes parts of a name in lower case/u);
  });
});

describe('parts of ids', () => {
  const rules = compiled('  - { category: teaser, remove: block, match: { selector: ":id(related)" } }');
  const long = paragraphs([...PROSE, ...PROSE, ...PROSE]);
  const removed = (html: string) => removedTexts(readHtml(`<body><article>${long}</article>${html}</body>`), rules);

  test('a part of an id is not believed for a chapter with that heading', () => {
    expect(removed(`<section id="related-work"><h2>Related work</h2>${paragraphs(PROSE)}</section>`)).toEqual([]);
  });

  test('a part of an id is not believed for a chapter inside the article', () => {
    const chapter = `<article>${long}<div id="related-dikes"><h2>Andere Deiche</h2>${paragraphs(PROSE)}</div></article>`;
    expect(removedTexts(readHtml(`<body>${chapter}</body>`), rules)).toEqual([]);
  });

  test('a part of an id is believed for links, whatever their heading', () => {
    const box = '<section id="related-work"><h2>Related work</h2><p><a href="/a">Ein Deich in Friesland</a></p></section>';
    expect(removed(box)).toEqual(['Related work', 'Ein Deich in Friesland']);
  });

  test('a part of an id is believed for a box outside the article', () => {
    expect(removed(`<div id="related-box"><h3>Auch gut</h3><p>${PROSE[0]}</p></div>`)).toEqual(['Auch gut', PROSE[0]]);
  });
});

describe('titles of pages', () => {
  const html = compiledRules(loadPacks(['html']).flatMap((set) => set.rules));
  const titles = (headings: string, head = '<title>Risse im Deich | Deichblatt</title>') =>
    removedTexts(readHtml(`<head>${head}</head><body><article>${headings}</article></body>`), html);
  const section = (heading: string) => `<section><h1>${heading}</h1>${paragraphs(PROSE)}</section>`;

  test('the title is removed with the headings above it, but not the headings of sections below it', () => {
    expect(titles(`<h1>Deichblatt</h1><h1>Risse im Deich</h1>${section('Wie es begann')}${section('Was es kostet')}`)).toEqual([
      'Deichblatt',
      'Risse im Deich',
    ]);
  });

  test('the first main heading is the title if no heading contains the title', () => {
    expect(titles(`<h1>Wenn Ton fehlt</h1>${section('Wie es begann')}`, '')).toEqual(['Wenn Ton fehlt']);
  });

  test('a lower-level heading may be the title', () => {
    expect(titles(`<h2>Risse im Deich</h2>${section('Wie es begann')}${section('Was es kostet')}`)).toEqual(['Risse im Deich']);
  });
});
