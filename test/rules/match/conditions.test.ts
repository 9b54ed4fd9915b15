/** Where a rule may match: head, tail and top, neighbours, surrounding elements, links, site and format. */
import { describe, expect, test } from '@jest/globals';
import { readHtml, readText } from '../../../src/index.js';
import { compileSelector, SelectorError } from '../../../src/rules/selector/selector.js';
import { compiled, removedTexts } from '../../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const prose = (count: number) => Array.from({ length: count }, () => SENTENCE);

describe('head and tail', () => {
  const rule = (where: string) => compiled(`  - { category: dateline, remove: block, where: ${where}, match: { pattern: "Marke {num}" } }`);
  /** The marked lines that are removed. */
  const marks = (where: string, lines: readonly string[]) =>
    removedTexts(readText([SENTENCE, ...lines, SENTENCE].join('\n')), rule(where)).map((text) => Number(text.slice(6)));
  const marked = (count: number) => Array.from({ length: count }, (_, i) => `Marke ${i}`);

  test('head and tail are ten blocks each in a short document, and may overlap', () => {
    expect(marks('head', marked(8))).toHaveLength(8);
    expect(marks('tail', marked(8))).toHaveLength(8);
    expect(marks('head', marked(18))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(marks('tail', marked(18))).toEqual([9, 10, 11, 12, 13, 14, 15, 16, 17]);
  });

  test('head and tail are the first and the last third of the text in a long document', () => {
    const lines = marked(300);
    const head = marks('head', lines);
    const tail = marks('tail', lines);
    expect(head[0]).toBe(0);
    expect(head.length).toBeGreaterThan(90);
    expect(head.length).toBeLessThan(110);
    expect(tail.at(-1)).toBe(299);
    expect(tail.length).toBeGreaterThan(90);
    expect(tail.length).toBeLessThan(110);
  });

  test('blank lines do not count towards head and tail', () => {
    expect(marks('head', ['', '', '', '', '', '', '', '', '', '', '', '', 'Marke 1', ...prose(30)])).toEqual([1]);
  });

  test('head and tail apply to selectors, too', () => {
    const rules = compiled('  - { category: kicker, remove: block, where: head, match: { selector: .marke } }');
    const mark = '<p class="marke">Marke</p>';
    expect(removedTexts(readHtml(`${mark}<p>${prose(30).join('</p><p>')}</p>${mark}`), rules)).toHaveLength(1);
  });
});

describe('the top', () => {
  const rules = compiled(`
  - { category: masthead, remove: block, match: { text: [Hohenwieker Bote, Anzeige] } }
  - { category: kicker, remove: block, where: top, match: { pattern: "{headline}" } }`);
  const removed = (...lines: string[]) => removedTexts(readText(lines.join('\n')), rules);

  test('the top is a block with only removed blocks above it', () => {
    expect(removed('Hohenwieker Bote', 'Streit im Rat', SENTENCE)).toEqual(['Hohenwieker Bote', 'Streit im Rat']);
  });

  test('the top moves down with each removed block', () => {
    expect(removed('Hohenwieker Bote', 'Streit im Rat', 'Ein Steg', 'Anzeige', 'Zwei Stege', SENTENCE)).toHaveLength(5);
  });

  test('the first block is not the top: a text without furniture keeps its beginning', () => {
    expect(removed('Streit im Rat', 'Ein Steg', SENTENCE)).toEqual([]);
  });

  test('the top ends at the first block that stays', () => {
    expect(removed('Hohenwieker Bote', SENTENCE, 'Streit im Rat', SENTENCE)).toEqual(['Hohenwieker Bote']);
  });

  test('the top ends at a block that a rule keeps', () => {
    const kept = compiled(`
  - { category: masthead, remove: block, match: { text: [Hohenwieker Bote] } }
  - { category: kicker, remove: block, where: top, match: { pattern: "{headline}" } }
  - { keep: Streit im Rat }`);
    expect(removedTexts(readText(`Hohenwieker Bote\nStreit im Rat\nEin Steg\n${SENTENCE}`), kept)).toEqual(['Hohenwieker Bote']);
  });

  test('blank lines do not affect the top', () => {
    expect(removed('', 'Hohenwieker Bote', '', '', 'Streit im Rat', '', SENTENCE)).toEqual(['Hohenwieker Bote', 'Streit im Rat']);
  });

  test('blocks that Readability leaves out count as removed', () => {
    const read = readHtml(`<p>Menü hier</p><p>Streit im Rat</p><p>${SENTENCE}</p>`);
    const voted = { ...read, blocks: read.blocks.map((block) => ({ ...block, main: block.text !== 'Menü hier' })) };
    expect(removedTexts(voted, rules)).toEqual(['Menü hier', 'Streit im Rat']);
  });
});

describe('neighbours', () => {
  const removed = (match: string, ...lines: string[]) =>
    removedTexts(readText(lines.join('\n')), compiled(`  - { category: caption, remove: block, match: { ${match} } }`));

  test('the blocks directly below must match in order', () => {
    const match = 'text: Marke, before: ["{num}", "{prose}"]';
    expect(removed(match, SENTENCE, 'Marke', '3', SENTENCE)).toEqual(['Marke']);
    expect(removed(match, SENTENCE, 'Marke', SENTENCE, '3')).toEqual([]);
    expect(removed(match, SENTENCE, 'Marke', '3')).toEqual([]);
    expect(removed(match, SENTENCE, 'Marke', 'x', '3', SENTENCE)).toEqual([]);
  });

  test('the block directly above must match', () => {
    const match = 'text: Marke, after: "{num}"';
    expect(removed(match, '3', 'Marke', SENTENCE)).toEqual(['Marke']);
    expect(removed(match, 'Marke', SENTENCE)).toEqual([]);
    expect(removed(match, '3', SENTENCE, 'Marke')).toEqual([]);
  });

  test('blank lines between neighbours are ignored', () => {
    expect(removed('text: Marke, after: "{num}", before: "{prose}"', '3', '', 'Marke', '', '', SENTENCE)).toEqual(['Marke']);
  });

  test('neighbours are not removed with the block', () => {
    expect(removed('text: Marke, after: "{num}"', '3', 'Marke', SENTENCE)).not.toContain('3');
  });

  test('neighbours apply to selectors and spans as well', () => {
    const selector = compiled('  - { category: ad, remove: block, match: { selector: .marke, before: "{prose}" } }');
    const mark = '<p class="marke">Marke</p>';
    expect(removedTexts(readHtml(`${mark}<p>${SENTENCE}</p>${mark}<p>Ende</p>`), selector)).toHaveLength(1);
    const span = compiled('  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end, before: Ende } }');
    const left = (text: string) => readText(text).blocks.length - removedTexts(readText(text), span).length;
    expect(left(`${SENTENCE}\n(kd)\nEnde`)).toBe(2);
    expect(left(`${SENTENCE}\n(kd)\n${SENTENCE}`)).toBe(3);
  });
});

describe('selectors', () => {
  const body = `<p>${prose(6).join('</p><p>')}</p>`;
  const removed = (selector: string, html: string, more = '') =>
    removedTexts(
      readHtml(body + html),
      compiled(`  - { category: ad, remove: block, match: { selector: ${JSON.stringify(selector)} }${more} }`),
    );

  test.each([
    ['aside', '<aside><p>Marke</p></aside>'],
    ['ASIDE', '<aside><p>Marke</p></aside>'],
    ['#werbung', '<div id="werbung"><p>Marke</p></div>'],
    ['#Werbung', '<div id="werbung"><p>Marke</p></div>'],
    ['.anzeige', '<div class="box anzeige"><p>Marke</p></div>'],
    ['.box.anzeige', '<div class="anzeige box"><p>Marke</p></div>'],
    ['div.box#werbung', '<div class="box" id="werbung">Marke</div>'],
    ['[class*=zeige]', '<div class="box anzeige-oben">Marke</div>'],
    ['[class^="anz"]', '<div class="box anzeige-oben">Marke</div>'],
    ['[class$=oben]', '<div class="box anzeige-oben">Marke</div>'],
    ['[id^=werb]', '<div id="werbung-oben">Marke</div>'],
    ['[id]', '<div id="werbung">Marke</div>'],
    ['[role=complementary]', '<div role="complementary">Marke</div>'],
    ['[itemprop="author"]', '<p itemprop="author">Marke</p>'],
    ['aside p', '<aside><div><p>Marke</p></div></aside>'],
    ['aside > div > p', '<aside><div><p>Marke</p></div></aside>'],
    ['footer, aside', '<aside>Marke</aside>'],
    ['aside *', '<aside><p>Marke</p></aside>'],
    ['x-teaser.box', '<x-teaser class="box"><p>Marke</p></x-teaser>'],
  ])('%s selects text in %s', (selector, html) => {
    expect(removed(selector, html)).toEqual(['Marke']);
  });

  test.each([
    ['aside > p', '<aside><div><p>Marke</p></div></aside>'],
    ['.anzeige', '<div class="anzeigen"><p>Marke</p></div>'],
    ['#werbung', '<div class="werbung"><p>Marke</p></div>'],
    ['p aside', '<aside><p>Marke</p></aside>'],
    ['.box.anzeige', '<div class="box"><div class="anzeige">Marke</div></div>'],
    ['[role=complementary]', '<div role="navigation">Marke</div>'],
    ['.css-1q8x7f', '<div class="css-1q8x7f">Marke</div>'],
  ])('%s does not select text in %s', (selector, html) => {
    expect(removed(selector, html)).toEqual([]);
  });

  test('a selector selects every block inside the element', () => {
    expect(removed('aside', '<aside><h3>Eins</h3><ul><li>Zwei</li><li>Drei</li></ul></aside>')).toEqual(['Eins', 'Zwei', 'Drei']);
  });

  test('a selector selects nothing in a text', () => {
    expect(removedTexts(readText(`${SENTENCE}\nMarke`), compiled('  - { category: ad, remove: block, match: { selector: "*" } }'))).toEqual(
      [],
    );
  });

  test('a selector that takes much of the page’s prose is not believed', () => {
    expect(removed('div', `<div><p>${prose(6).join('</p><p>')}</p><p>Marke</p></div>`)).toEqual([]);
  });

  test('a selector that takes some of the page’s prose is believed', () => {
    expect(removed('div', `<div><p>${SENTENCE}</p><p>Marke</p></div>`)).toEqual([SENTENCE, 'Marke']);
  });

  test('a selector that takes much prose is believed if its rule has high confidence', () => {
    expect(removed('div', `<div><p>${prose(6).join('</p><p>')}</p></div>`, ', confidence: 0.95')).toHaveLength(6);
    expect(removed('div', `<div><p>${prose(6).join('</p><p>')}</p></div>`, ', confidence: 0.94')).toHaveLength(0);
  });

  test('a selector that takes much prose is believed if it keeps', () => {
    const rules = compiled(
      '  - { category: ad, remove: block, match: { pattern: "{prose}" } }\n  - { keep: block, match: { selector: p } }',
    );
    expect(removedTexts(readHtml(body), rules)).toEqual([]);
  });

  test('the other selectors of a rule remain valid if one is not believed', () => {
    const rules = compiled('  - { category: ad, remove: block, match: { selector: [div, aside] } }');
    expect(removedTexts(readHtml(`${body}<div><p>${prose(6).join('</p><p>')}</p></div><aside>Marke</aside>`), rules)).toEqual(['Marke']);
  });

  test('prose inside links does not count', () => {
    const linked = prose(6)
      .map((text) => `<p><a href="/">${text}</a></p>`)
      .join('');
    expect(removed('div', `<div>${linked}</div>`)).toHaveLength(6);
  });

  test.each(['div:first-child', 'p:not(.x)', 'a + p', 'a ~ p', '[data-x]', '[class|=x]', 'p::before', '[class', '[href="/x"]'])(
    '%s is refused, as paths do not contain what it needs',
    (selector) => {
      expect(() => compileSelector(selector)).toThrow(SelectorError);
      expect(() => compileSelector(selector)).toThrow(selector);
    },
  );
});

describe('combinators without an element on one side', () => {
  test.each([' ', '>', 'aside >'])('“%s” is refused', (selector) => {
    expect(() => compileSelector(selector)).toThrow(SelectorError);
  });
});

describe('“within”', () => {
  const rules = compiled('  - { category: title, remove: block, match: { pattern: "{headline}", within: [aside, .box] } }');

  test('“within” requires one of the elements around the block', () => {
    const html = `<p>${SENTENCE}</p><aside><p>Eins</p></aside><div class="box"><p>Zwei</p></div><div><p>Drei hier</p></div>`;
    expect(removedTexts(readHtml(html), rules)).toEqual(['Eins', 'Zwei']);
  });

  test('“within” never matches in a text', () => {
    expect(removedTexts(readText(`${SENTENCE}\nEins`), rules)).toEqual([]);
  });

  test('“within” restricts phrases and selectors, too', () => {
    const both = compiled(`
  - { category: ad, remove: block, match: { text: Marke, within: aside } }
  - { category: ad, remove: block, match: { selector: .box, within: aside } }`);
    const html = `<p>${SENTENCE}</p><aside><p>Marke</p><p class="box">Eins</p></aside><p>Marke</p><p class="box">Zwei</p>`;
    expect(removedTexts(readHtml(html), both)).toEqual(['Marke', 'Eins']);
  });
});

describe('“links”', () => {
  const rules = (share: number) => compiled(`  - { category: teaser, remove: block, match: { pattern: "Marke {any}", links: ${share} } }`);
  const html = `<p>${SENTENCE}</p><p>Marke eins</p><p>Marke <a href="/">zwei und drei</a></p><p><a href="/">Marke vier</a></p>`;

  test('“links” requires at least this share of linked text', () => {
    expect(removedTexts(readHtml(html), rules(0))).toHaveLength(3);
    expect(removedTexts(readHtml(html), rules(0.5))).toEqual(['Marke zwei und drei', 'Marke vier']);
    expect(removedTexts(readHtml(html), rules(1))).toEqual(['Marke vier']);
  });

  test('“links” above 0 never matches in a text', () => {
    expect(removedTexts(readText(`${SENTENCE}\nMarke eins`), rules(0.1))).toEqual([]);
    expect(removedTexts(readText(`${SENTENCE}\nMarke eins`), rules(0))).toEqual(['Marke eins']);
  });

  test('“links” restricts a selector before its share of the prose is checked', () => {
    const selector = compiled('  - { category: teaser, remove: block, match: { selector: div, links: 0.8 } }');
    const list = `<div><p>${prose(6).join('</p><p>')}</p><p><a href="/">Marke</a></p></div>`;
    expect(removedTexts(readHtml(list), selector)).toEqual(['Marke']);
  });
});

describe('restricted rules', () => {
  const source = `${SENTENCE}\nMarke`;
  const page = `<p>${SENTENCE}</p><p>Marke</p>`;

  test('a rule for a site applies only to its documents', () => {
    const rules = compiled('  - { category: ad, remove: block, site: bote.example, match: { text: Marke } }');
    expect(removedTexts(readText(source, { site: 'bote.example' }), rules)).toEqual(['Marke']);
    expect(removedTexts(readText(source, { site: 'other.example' }), rules)).toEqual([]);
    expect(removedTexts(readText(source), rules)).toEqual([]);
  });

  test('a rule without a site applies to every document', () => {
    const rules = compiled('  - { category: ad, remove: block, match: { text: Marke } }');
    expect(removedTexts(readText(source, { site: 'bote.example' }), rules)).toEqual(['Marke']);
    expect(removedTexts(readText(source), rules)).toEqual(['Marke']);
  });

  test('a rule for a format applies only to documents of that format', () => {
    const rules = (format: string) => compiled(`  - { category: ad, remove: block, format: ${format}, match: { text: Marke } }`);
    expect(removedTexts(readText(source), rules('text'))).toEqual(['Marke']);
    expect(removedTexts(readHtml(page), rules('text'))).toEqual([]);
    expect(removedTexts(readText(source), rules('html'))).toEqual([]);
    expect(removedTexts(readHtml(page), rules('html'))).toEqual(['Marke']);
  });
});
