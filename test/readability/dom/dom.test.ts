/** The two DOMs: the light one has the elements and the text of our own reading, and its votes equal those on jsdom. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type Document, readHtml, voteWithReadability } from '../../../src/index.js';
import { decodeReferences } from '../../../src/read/html/entities.js';
import { readElements } from '../../../src/read/html/nesting.js';
import { loadDom } from '../../../src/readability/dom/open.js';
import { wellFormed } from '../../../src/readability/dom/wellFormed.js';
import { htmlSource } from '../../support/arbitraries.js';
import { SAMPLES } from '../../support/samples.js';

describe('wellFormed', () => {
  test.each([
    ['<p>eins<p>zwei', '<p>eins</p><p>zwei</p>'],
    ['<ul><li>eins<li>zwei</ul>', '<ul><li>eins</li><li>zwei</li></ul>'],
    ['<b><i>schräg</b></i>', '<b><i>schräg</i></b>'],
    ['</div>übrig</p>', 'übrig<p></p>'],
    ['<br><hr/><img src=a>', '<br/><hr/><img src="a"/>'],
    ['<div/>offen', '<div>offen</div>'],
    ["<p CLASS=a ID='b\"c' hidden>", '<p class="a" id="b&quot;c" hidden=""></p>'],
    ['<p title="a &lt; b &amp; c">', '<p title="a &lt; b &#38; c"></p>'],
    ['<p =a b=c>', '<p b="c"></p>'],
    ['M&uuml;ller &amp; S&ouml;hne &lt; 3', 'Müller &#38; Söhne &lt; 3'],
    ['<xmp><b>&amp;</xmp>', '<xmp>&lt;b&gt;&#38;amp;</xmp>'],
    [
      '<p style="display">a</p><p style="color: red; visibility; display:none">b</p>',
      '<p style="">a</p><p style="color: red; display:none">b</p>',
    ],
  ])('elements are closed, attributes quoted, characters escaped if necessary, and styles without a value left out: %s', (page, body) => {
    expect(wellFormed(page)).toBe(`<html><head></head><body>${body}</body></html>`);
  });

  test('the result has one head and one body, with all attributes of the page’s own', () => {
    const page = '<!DOCTYPE html><html lang=de><p>vorn</p><meta name=author content=Brede><body class=a><body class=b><p>hinten</html>';
    expect(wellFormed(page)).toBe(
      '<html lang="de"><head><meta name="author" content="Brede"/></head><body class="a"><p>vorn</p><p>hinten</p></body></html>',
    );
  });
});

describe('the light DOM', () => {
  test('the light DOM has the text of our reading, and accepts every page', async () => {
    const said = jest.spyOn(console, 'log').mockImplementation(() => undefined);
    await fc.assert(
      fc.asyncProperty(htmlSource, async (page) => {
        const { document } = (await loadDom('light'))(page);
        expect(document.documentElement.textContent).toBe(textOf(page));
      }),
      { numRuns: 500, seed: 20261122 },
    );
    // Errors are thrown; by default the parser would print them to the console.
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

/** All text of a page in our own reading, in order. */
function textOf(page: string): string {
  let text = '';
  readElements(page, {
    open: () => undefined,
    close: () => undefined,
    comment: () => undefined,
    text: (start, end, verbatim) => {
      text += verbatim ? page.slice(start, end) : decodeReferences(page.slice(start, end), 'text');
    },
  });
  return text;
}

describe('votes on both DOMs', () => {
  const pages = readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  const taken = ({ blocks }: Document) => blocks.filter(({ main }) => main === true).map(({ text }) => text);

  test('there are enough pages for a comparison', () => expect(pages.length).toBeGreaterThan(10));

  test.each(pages)('the vote is the same on both DOMs: %s', async (file) => {
    const read = readHtml(readFileSync(path.join(SAMPLES, file)));
    const [light, jsdom] = await Promise.all((['light', 'jsdom'] as const).map((dom) => voteWithReadability(read, new Set(), dom)));
    expect(taken(light)).toEqual(taken(jsdom));
    expect(light.meta.author).toBe(jsdom.meta.author);
    expect(light.warnings).toEqual(jsdom.warnings);
  });
});
