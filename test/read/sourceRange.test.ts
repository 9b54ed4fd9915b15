/** A piece of a block's text is mapped back to the source, through entities, collapsed white space and tags. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Block, type Document, readHtml, readText } from '../../src/index.js';
import { sourceRange } from '../../src/read/sourceRange.js';
import { knownWords } from '../../src/read/text/hyphens.js';
import { paragraphsOf } from '../../src/read/text/paragraphs.js';
import { textLines } from '../../src/read/text/textLine.js';

/** All lines of a source as a single block. */
function wrappedBlock(source: string): Block {
  const [block] = paragraphsOf(
    textLines(source),
    textLines(source).map(() => true),
    knownWords(source),
  );
  return block;
}

/** The source of a piece of the first block that has text. */
function sourceOf(read: Document, piece: string): string {
  const block = read.blocks.find(({ text }) => text.includes(piece));
  if (block === undefined) throw new Error(`no block has “${piece}”`);
  const from = block.text.indexOf(piece);
  const [start, end] = sourceRange(read, block, from, from + piece.length);
  return read.source.slice(start, end);
}

describe('pieces of a text', () => {
  test.each([
    ['Der Steg ist da. (kd)\n', '(kd)', '(kd)'],
    ['  \t Der  Steg\n', 'Der Steg', 'Der  Steg'],
    ['Der\u00a0 Steg', 'Steg', 'Steg'],
    ['Der St\u00adeg hier', 'St\u00adeg', 'St\u00adeg'],
    ['Der St\u200beg hier', 'Steg', 'St\u200beg'],
    ['Der Steg \u200b hier', ' hier', ' \u200b hier'],
    ['\ufeffDer Steg', 'Der', 'Der'],
    ['😀 Der 😀 Steg', 'Steg', 'Steg'],
    ['Der Steg & der Weg', '&', '&'],
    ['Erste Zeile\nDer &amp; Steg', '&amp;', '&amp;'],
  ])('a piece of %j is found: %j', (source, piece, expected) => {
    expect(sourceOf(readText(source), piece)).toBe(expected);
  });

  test.each([
    ['Der Steg\nist da.\n', 'Steg ist', 'Steg\nist'],
    ['Der Steg\r\n  ist da.', 'ist da.', 'ist da.'],
    ['Der Steg  \t\n\u200b ist da.', 'Der Steg ist', 'Der Steg  \t\n\u200b ist'],
    ['Die Landes-\nregierung und die Landesregierung', 'Landesregierung und', 'Landes-\nregierung und'],
    ['Die Nord-\nSee-Küste', 'See', 'See'],
    ['> Der Steg\n> ist da.', 'ist da.', 'ist da.'],
    ['> Der Steg\n> ist da.', 'Steg ist', 'Steg\n> ist'],
    ['Der Steg\u0085ist da.', 'ist', 'ist'],
  ])('a piece of several lines (%j) is found: %j', (source, piece, expected) => {
    expect(sourceOf({ ...readText(source), blocks: [wrappedBlock(source)] }, piece)).toBe(expected);
  });

  test('an empty piece is an empty range inside the block', () => {
    const read = readText('Erste Zeile\nDer Steg');
    expect(sourceRange(read, read.blocks[1], 4, 4)).toEqual([16, 16]);
  });

  test('the whole text ranges from its first to its last visible character', () => {
    const read = readText('  Der Steg \n');
    expect(sourceRange(read, read.blocks[0], 0, 8)).toEqual([2, 10]);
  });
});

describe('pieces of a page', () => {
  test.each([
    ['<p>Der Steg ist da. (kd)</p>', '(kd)', '(kd)'],
    ['<p>\n  Der\n  Steg\n</p>', 'Der Steg', 'Der\n  Steg'],
    ['<p>Der Weg &amp; der Steg</p>', '&', '&amp;'],
    ['<p>Der Weg &amp; der Steg</p>', '& der', '&amp; der'],
    ['<p>&bdquo;Der Steg&ldquo; sagt er</p>', '„Der Steg“', '&bdquo;Der Steg&ldquo;'],
    ['<p>Der&nbsp;Steg &#8211; neu</p>', '–', '&#8211;'],
    ['<p>Der&nbsp;Steg &#x2013; neu</p>', 'Steg –', 'Steg &#x2013;'],
    ['<p>Sch&ouml;ner Steg</p>', 'Schöner', 'Sch&ouml;ner'],
    ['<p>&#x1F600; Der Steg</p>', 'Steg', 'Steg'],
    ['<p>Der &#x1F600; Steg</p>', '😀', '&#x1F600;'],
    ['<p>Der <b>neue</b> Steg</p>', 'neue', 'neue'],
    ['<p>Der <b class="neue">neue</b> Steg</p>', 'Der neue', 'Der <b class="neue">neue'],
    ['<p class="Steg">Der Steg</p>', 'Steg', 'Steg'],
    ['<p>Der Weg<br>Der Steg</p>', 'Steg', 'Steg'],
    ['<p>Der Weg<br>Der Steg</p>', 'Weg Der', 'Weg<br>Der'],
    ['<p>Der <!-- Steg --> Steg</p>', 'Steg', 'Steg'],
    ['<p>Der <script>Steg()</script> Steg</p>', 'Steg', 'Steg'],
    ['<p>Der <style>.Steg {}</style> Steg</p>', 'Steg', 'Steg'],
    ['<p>3 < 5, ein Steg</p>', 'Steg', 'Steg'],
    ['<p>&amp;amp; ein Steg</p>', '&amp;', '&amp;amp;'],
    ['<textarea>Weg &amp; Steg</textarea>', '&', '&amp;'],
    ['<p>Ein Satz<br><br>Der &amp; Steg</p>', 'Steg', 'Steg'],
  ])('a piece of %s is found: %j', (source, piece, expected) => {
    expect(sourceOf(readHtml(source), piece)).toBe(expected);
  });

  // The reader removes these from a block's text, so the mapping must skip them, too.
  test.each([
    '<p>Der <span hidden>geheime</span> Steg</p>',
    '<p>Der <span style="display:none">geheime</span> Steg</p>',
    '<p>Der <noscript>geheime</noscript> Steg</p>',
    '<p>Der <svg><title>geheime</title></svg> Steg</p>',
    '<p>Der <template>geheime</template> Steg</p>',
    '<title>Titel</title>Der Steg',
  ])('a piece after an invisible element is found: %s', (source) => {
    expect(sourceOf(readHtml(source), 'Steg')).toBe('Steg');
  });

  test('a piece that ends with an ampersand ends there, even if letters follow', () => {
    expect(sourceOf(readHtml('<p>Haus R&D am Steg</p>'), 'R&')).toBe('R&');
  });
});

describe('properties of any piece', () => {
  const words = fc.array(fc.constantFrom('Steg', 'für', 'Höhe', '&', '<', '–', '😀', '„neu“', 'R.'), { minLength: 1, maxLength: 8 });
  const encoded = (word: string) =>
    word
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('ö', '&ouml;')
      .replaceAll('–', '&#8211;')
      .replaceAll('😀', '&#x1F600;');

  test('words of a page are found between the same words', () => {
    fc.assert(
      fc.property(
        words,
        fc.infiniteStream(fc.constantFrom(' ', '  ', '\n', ' <i>', '</i> ', '<br>', ' <!-- c --> ', '&nbsp;')),
        fc.nat(),
        fc.nat(),
        (all, between, a, b) => {
          const source = `<div><p>${all.map((word) => encoded(word) + between.next().value).join('')}</p></div>`;
          const read = readHtml(source);
          const shown = read.blocks.filter(({ text }) => text !== '');
          fc.pre(shown.length === 1);
          expect(shown[0].text).toBe(all.join(' '));
          const [first, last] = [a % all.length, b % all.length].sort((x, y) => x - y);
          const from = all.slice(0, first).join(' ').length + (first > 0 ? 1 : 0);
          const piece = all.slice(first, last + 1).join(' ');
          const [start, end] = sourceRange(read, shown[0], from, from + piece.length);
          const cut = source.slice(start, end);
          expect(cut.startsWith(encoded(all[first]))).toBe(true);
          expect(cut.endsWith(encoded(all[last]))).toBe(true);
          expect(
            readHtml(cut)
              .blocks.map(({ text }) => text)
              .join(''),
          ).toBe(piece);
        },
      ),
      { numRuns: 300 },
    );
  });
});
