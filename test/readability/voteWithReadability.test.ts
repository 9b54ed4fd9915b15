/** Readability votes on numbered blocks: nothing is executed or fetched, and damaged pages do no harm. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  askReadability,
  type CompiledRules,
  compileRules,
  type Document,
  readHtml,
  readText,
  voteWithReadability,
} from '../../src/index.js';
import { compiled } from '../support/rules.js';

const SENTENCE =
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten, und am Ende stimmten elf Mitglieder dafür.';
const PARAGRAPHS = Array.from({ length: 6 }, (_, i) => `Nummer ${i}: ${SENTENCE} ${SENTENCE}`);
const ARTICLE = `<article><h1>Hohenwiek bekommt einen Steg</h1>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n')}</article>`;
const NAVIGATION = `<nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport</a></li></ul></nav>`;
const FOOTER = `<footer><p><a href="/impressum">Impressum</a></p></footer>`;
const page = (article = ARTICLE, head = '') =>
  `<!DOCTYPE html><html><head>${head}</head><body>${NAVIGATION}${article}${FOOTER}</body></html>`;

function taken(read: Document): string[] {
  return read.blocks.filter((block) => block.main === true).map((block) => block.text);
}

describe.each(['light', 'jsdom'] as const)('on %s', (dom) => {
  const vote = (read: Document, ignore?: ReadonlySet<number>) => voteWithReadability(read, ignore, dom);
  const ask = (read: Document, rules: CompiledRules) => askReadability(read, rules, { on: dom });

  describe('the vote', () => {
    test('the vote takes the article’s paragraphs and leaves navigation and footer', async () => {
      const read = readHtml(page());
      const voted = await vote(read);
      expect(taken(voted)).toEqual(expect.arrayContaining(PARAGRAPHS));
      expect(taken(voted)).not.toEqual(expect.arrayContaining(['Start']));
      expect(taken(voted)).not.toEqual(expect.arrayContaining(['Impressum']));
      expect(voted.warnings).toBeUndefined();
    });

    test('the vote covers exactly the blocks with text, and changes nothing else', async () => {
      const read = readHtml(page());
      const voted = await vote(read);
      for (const [i, block] of voted.blocks.entries()) {
        expect(typeof block.main).toBe(block.text === '' ? 'undefined' : 'boolean');
        const { main: _, ...rest } = block;
        expect(rest).toEqual(read.blocks[i]);
      }
      expect(voted.source).toBe(read.source);
      expect(read.blocks.some((block) => 'main' in block)).toBe(false);
    });

    test('paragraphs that are separated by line breaks are voted on one by one', async () => {
      const voted = await vote(readHtml(page(`<article><div>${PARAGRAPHS.join('<br><br>')}</div></article>`)));
      expect(taken(voted)).toEqual(PARAGRAPHS);
    });

    test('ignored blocks are hidden from the vote', async () => {
      const read = readHtml(page());
      const ignored = read.blocks.findIndex((block) => block.text === PARAGRAPHS[2]);
      const voted = await vote(read, new Set([ignored]));
      expect(taken(voted)).toEqual(expect.arrayContaining(PARAGRAPHS.filter((_, i) => i !== 2)));
      expect(voted.blocks[ignored].main).toBe(false);
    });

    test('an empty page is returned unchanged', async () => {
      const read = readHtml('<p></p>');
      expect(await vote(read)).toEqual(read);
    });

    test('a plain text is returned unchanged', async () => {
      const read = readText(PARAGRAPHS.join('\n'));
      expect(await vote(read)).toBe(read);
      expect(await ask(read, compileRules([]))).toBe(read);
    });

    test('the author that Readability found is added if the page names none', async () => {
      const signed = ARTICLE.replace('</h1>', '</h1><p class="byline">Alma Terhorst</p>');
      expect((await vote(readHtml(page(signed)))).meta.author).toBe('Alma Terhorst');
      const named = readHtml(page(signed, '<meta name="author" content="Jon Brede">'));
      expect((await vote(named)).meta.author).toBe('Jon Brede');
    });

    test('blocks that rules certainly remove are hidden from the vote, such as a consent notice', async () => {
      const notice = Array.from({ length: 9 }, () => `<p>${SENTENCE.replace('Steg', 'Speicher')} ${SENTENCE} ${SENTENCE}</p>`).join('');
      const read = readHtml(page(`<div id="zustimmung">${notice}</div><article><p>${PARAGRAPHS[0]}</p></article>`));
      const rules = compiled('  - { category: cookie, remove: block, confidence: 0.95, match: { selector: "#zustimmung" } }');
      const inNotice = (voted: Document) =>
        voted.blocks.filter((block) => block.main === true && (block.path ?? '').includes('#zustimmung')).length;
      expect(inNotice(await vote(read))).toBeGreaterThan(0);
      expect(inNotice(await ask(read, rules))).toBe(0);
    });

    test('numbers in the page itself cannot forge votes', async () => {
      const read = readHtml(page());
      const start = read.blocks.findIndex((block) => block.text === 'Start');
      const stuffed = readHtml(page(ARTICLE.replace('neuen Steg', `<b data-klartext="${start}">neuen</b> Steg`)));
      expect(stuffed.blocks[start].text).toBe('Start');
      expect(taken(await vote(stuffed))).not.toContain('Start');
    });
  });

  describe('damaged pages', () => {
    test.each([
      ['a table in a paragraph in a table', `<table><tr><p>${SENTENCE}<table><td>Zelle</table>${SENTENCE}</table>`],
      ['text between the rows of a table', `<table>${SENTENCE}<tr>${SENTENCE}<td>${SENTENCE}</td>${SENTENCE}</tr></table>`],
      ['tags that are never closed', `<div><p>${SENTENCE}<div><ul><li>${SENTENCE}<blockquote>${SENTENCE}`],
      ['tags that were never opened', `</div></p>${SENTENCE}</table></li>${SENTENCE}`],
      ['a form in a form, a link in a link', `<form><form><a href="/"><a href="/">${SENTENCE}</a></form>${SENTENCE}`],
      ['a select with paragraphs', `<select><p>${SENTENCE}</p><option>${SENTENCE}</select>`],
      ['a frameset', `<frameset><frame src="/x"><noframes>${SENTENCE}</noframes></frameset>`],
      ['a comment that never ends', `<p>${SENTENCE}</p><p>${SENTENCE}<!-- `],
      ['a script that never ends', `<p>${SENTENCE}</p><script>var a = "${SENTENCE}"`],
      ['an SVG with a paragraph', `<svg><p>${SENTENCE}</p><foreignObject><p>${SENTENCE}</p></foreignObject></svg>`],
      ['a template in a table', `<table><template><tr><td>${SENTENCE}</td></tr></template></table>`],
      ['its own numbers on the page', `<p data-klartext="0">${SENTENCE}</p><p data-klartext="x">${SENTENCE}</p>`],
      ['styles without a value', `<p style="display">${SENTENCE}</p><p style="visibility;color">${SENTENCE}</p>`],
      ['great depth', `${'<div>'.repeat(200)}<p>${SENTENCE}</p>`],
    ])('damaged pages do not break the vote: %s', async (_name, damage) => {
      const read = readHtml(page(ARTICLE + damage));
      const voted = await vote(read);
      expect(voted.warnings ?? []).toEqual(read.warnings ?? []);
      expect(voted.blocks.map(({ main: _, ...block }) => block)).toEqual(read.blocks);
      expect(taken(voted)).toEqual(expect.arrayContaining([PARAGRAPHS[0]]));
    });
  });

  describe('deeply nested pages', () => {
    test.each([
      ['in one element', `<section>${'<div>'.repeat(300)}`],
      ['by emphasis that is never closed', '<p><b class=a><i><u>x'.repeat(100)],
    ])('a page that is nested too deeply is not voted on: %s', async (_name, deep) => {
      const read = readHtml(page(ARTICLE + deep));
      expect(await vote(read)).toBe(read);
    });

    test('void elements do not count as nesting', async () => {
      const voted = await vote(readHtml(page(`${ARTICLE}${'<br><img src=a>'.repeat(300)}${'<p>x'.repeat(300)}<ul>${'<li>x'.repeat(300)}`)));
      expect(taken(voted)).toEqual(expect.arrayContaining(PARAGRAPHS));
    });
  });

  describe('active pages', () => {
    let asked: string[];
    let address: string;
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('document.body.textContent = "Die Seite ist verändert worden.";');
    });

    beforeAll(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    afterAll(() => new Promise((resolve) => server.close(resolve)));

    test('scripts are not executed', async () => {
      const globals = globalThis as { hohenwiek?: string };
      const scripts = `<script>globalThis.hohenwiek = window.hohenwiek = "ausgeführt"; document.querySelectorAll("p").forEach((p) => p.remove());</script>
      <img src="x" onerror="document.body.innerHTML = ''"><svg onload="document.body.innerHTML = ''"></svg>`;
      const voted = await vote(
        readHtml(`${page(scripts + ARTICLE + scripts).replace('<body>', `<body onload="document.body.innerHTML = ''">`)}`),
      );
      expect(taken(voted)).toEqual(expect.arrayContaining(PARAGRAPHS));
      expect(globals.hohenwiek).toBeUndefined();
    });

    test('scripts deep in the page are not executed', async () => {
      const globals = globalThis as { hohenwiek?: string };
      const script = '<script>window.hohenwiek = "ausgeführt"; document.querySelectorAll("p").forEach((p) => p.remove());</script>';
      const voted = await vote(readHtml(page(`${ARTICLE}${'<div>'.repeat(200)}${script}`)));
      expect(taken(voted)).toEqual(expect.arrayContaining(PARAGRAPHS));
      expect(globals.hohenwiek).toBeUndefined();
    });

    test('nothing is fetched', async () => {
      asked = [];
      const links = `<script src="${address}/a.js"></script><link rel="stylesheet" href="${address}/b.css"><img src="${address}/c.png">
      <iframe src="${address}/d.html"></iframe><object data="${address}/e"></object><style>@import url("${address}/f.css");</style>
      <video src="${address}/g.mp4"></video><meta http-equiv="refresh" content="0; url=${address}/h"><base href="${address}/">`;
      await vote(readHtml(page(links + ARTICLE, links)));
      // The server receives the next request only after any that the page would have made.
      await fetch(`${address}/last`);
      expect(asked).toEqual(['/last']);
    });
  });
});
