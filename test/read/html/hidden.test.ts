/** Hidden text is not read, unless it is clearly part of the visible article. */
import { describe, expect, test } from '@jest/globals';
import { readHtml, voteWithReadability } from '../../../src/index.js';
import { readInlineMarkup } from '../../../src/read/inlineMarkup.js';
import { sourceRange } from '../../../src/read/sourceRange.js';
import { texts } from '../../support/rules.js';

const OPENING = [
  'Die Fähre von Ossenwerder legt seit dem Herbst nur noch zweimal am Tag ab, und wer sie verpasst, der wartet lange.',
  'Für die Fischer ist das kein Unglück, für die Schule schon: Neun Kinder kommen jeden Morgen über das Wasser.',
  'Der Landkreis prüft deshalb, ob ein kleineres Boot die Lücke schließen kann, das auch bei Niedrigwasser fährt.',
];
const REST = [
  'Im Werftschuppen von Theda Lürssen steht seit vier Wochen ein Kahn, der früher Heu über den Fluss getragen hat.',
  'Zwanzig Menschen passen hinein, sagt sie, und wenn das Wetter mitspielt, dann dauert die Überfahrt keine vier Minuten.',
];
const paragraphs = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n');
const page = (article: string, around = '') =>
  `<body><header><a href="/">Deichblatt</a></header><main><article><h1>Warten auf die Fähre</h1>${article}</article></main>${around}</body>`;
const shown = (source: string) => texts(readHtml(source));

describe('the rest of an article', () => {
  test.each([
    ['in a hidden element', '<div class="paywall" hidden>', '</div>'],
    ['in one that is not displayed', '<div class="premium-rest" style="display: none">', '</div>'],
    ['in one that is not visible', '<section style="visibility:hidden" aria-hidden="true">', '</section>'],
    ['in one whose content is not drawn', '<section style="content-visibility: hidden">', '</section>'],
    ['in a segment that a script swaps in', '<div hidden id="S:1">', '</div>'],
    [
      'in a shadow tree that the markup declares',
      '<story-text><template shadowrootmode="open"><div>',
      '</div><slot></slot></template></story-text>',
    ],
    ['in a panel of tabs', '<div role="tabpanel" style="display:none">', '</div>'],
    ['in noscript', '<noscript>', '</noscript>'],
  ])('the rest of an article is read %s', (_where, open, close) => {
    expect(shown(page(`${paragraphs(OPENING)}${open}${paragraphs(REST)}${close}`))).toEqual(expect.arrayContaining([...OPENING, ...REST]));
  });

  test('paragraphs that are hidden one by one are read', () => {
    const hidden = paragraphs(REST).replaceAll('<p>', '<p hidden>');
    expect(shown(page(`${paragraphs(OPENING)}${hidden}`))).toEqual(expect.arrayContaining(REST));
  });

  test('the rest is read if it follows the element with the beginning', () => {
    const parted = `<div class="start">${paragraphs(OPENING)}</div><div class="rest" hidden>${paragraphs(REST)}</div>`;
    expect(shown(page(parted))).toEqual(expect.arrayContaining(REST));
  });

  test('the rest of a paragraph is read if it is hidden inside the paragraph', () => {
    const source = page(
      `${paragraphs(OPENING)}<p>Der Kahn ist grün. <span style="display:none">Gestrichen hat ihn im Mai die ganze Klasse neun der Schule.</span></p>`,
    );
    expect(shown(source).at(-1)).toBe('Der Kahn ist grün. Gestrichen hat ihn im Mai die ganze Klasse neun der Schule.');
  });

  test('items that continue a list are read', () => {
    const list = '<ul><li>Zwei Ruder aus Esche</li><li hidden>Ein Anker, den keiner mehr heben mag</li><li hidden>Vier Westen</li></ul>';
    expect(shown(page(`${paragraphs(OPENING)}${list}`))).toEqual(
      expect.arrayContaining(['Ein Anker, den keiner mehr heben mag', 'Vier Westen']),
    );
  });

  test('an article that is completely hidden is read if the page shows only menus', () => {
    const menu = Array.from({ length: 30 }, (_, i) => `<li><a href="/${i}">Ressort Nummer ${i}</a></li>`).join('');
    const source = `<body><nav><ul>${menu}</ul></nav><div id="app" style="display:none">${paragraphs([...OPENING, ...REST])}</div></body>`;
    expect(shown(source)).toEqual(expect.arrayContaining([...OPENING, ...REST]));
  });
});

test('a page that shows almost nothing gives its hidden article, but not its hidden dialogs', () => {
  const layer =
    '<div class="consentLayer" style="display:none"><p>Wir setzen hier Kekse ein, und Sie dürfen wählen, welche davon Sie mögen.</p></div>';
  const source = `<body><p>Einen Augenblick</p>${layer}<div id="root" hidden>${paragraphs([...OPENING, ...REST])}</div></body>`;
  expect(shown(source)).toEqual(['Einen Augenblick', ...OPENING, ...REST]);
});

describe('answers', () => {
  const answer = 'Nein. Auch im Winter nicht, wenn Eis treibt.';
  test.each([
    [
      'of a button that says what it opens',
      `<h3><button aria-controls="a1">Fährt sie nachts?</button></h3><div id="a1" hidden><p>${answer}</p></div>`,
    ],
    ['below a heading', `<h3>Fährt sie nachts?</h3><div style="display:none"><p>${answer}</p></div>`],
    ['of a term', `<dl><dt>Fährt sie nachts?</dt><dd style="display:none">${answer}</dd></dl>`],
    ['in a named panel', `<div><div>Fährt sie nachts?</div><div class="faqItem__answer" hidden><p>${answer}</p></div></div>`],
    ['of a summary', `<details><summary>Fährt sie nachts?</summary><p>${answer}</p></details>`],
  ])('short answers are read: %s', (_what, faq) => {
    const read = shown(page(`${paragraphs(OPENING)}<section>${faq}</section>`));
    expect(read).toEqual(expect.arrayContaining(['Fährt sie nachts?', answer]));
  });
});

describe('hidden furniture', () => {
  const secret = 'Dieser Satz steht im Verborgenen und gehört zu etwas anderem, das niemand auf dieser Seite lesen soll.';
  const more = 'Auch dieser zweite Satz ist lang genug, um Teil eines Artikels zu sein, aber er ist es an dieser Stelle nicht.';
  const two = `<p>${secret}</p><p>${more}</p>`;
  test.each([
    ['a dialog', `<div role="dialog" hidden>${two}</div>`],
    ['a dialog that is not open', `<dialog>${two}</dialog>`],
    ['a popover', `<div popover>${two}</div>`],
    ['a layer for consent', `<div class="cookieConsent" hidden>${two}</div>`],
    ['a window over the page', `<div class="js-modal_inner" style="display:none">${two}</div>`],
    ['a form', `<div class="box" hidden>${two}<form><input type="email"></form></div>`],
    ['a menu', `<nav hidden>${two}</nav>`],
    ['a list of links', `<div hidden><p><a href="/a">${secret}</a></p><p><a href="/b">${more}</a></p></div>`],
    ['another article', `<div hidden><article>${two}</article></div>`],
    ['another title', `<div hidden><h1>Sturm über Land</h1>${two}</div>`],
    ['a word about scripts', '<noscript><p>Diesen Satz sieht nur, wer Skripte in seinem Lesegerät abgeschaltet hat.</p></noscript>'],
    ['a single message', '<div style="display:none">Danke, wir haben Ihre Nachricht bekommen und melden uns bald.</div>'],
    ['a plain template', `<template>${two}</template>`],
  ])('%s is not read', (_what, furniture) => {
    expect(shown(page(`${paragraphs(OPENING)}${furniture}`))).toEqual(['Deichblatt', 'Warten auf die Fähre', ...OPENING]);
  });

  test('hidden text outside the article is not read', () => {
    expect(shown(page(paragraphs(OPENING), `<div class="x" hidden>${two}</div>`))).not.toContain(secret);
  });

  test('hidden text that is shown elsewhere is not read again', () => {
    const twice = `${paragraphs(OPENING)}<div class="mobile" style="display:none">${paragraphs(OPENING)}</div>`;
    expect(shown(page(twice)).filter((text) => text === OPENING[0])).toHaveLength(1);
  });

  test('text hidden inside revealed text is not read', () => {
    const source = page(`${paragraphs(OPENING)}<div hidden>${paragraphs(REST)}<div class="tooltip" hidden>${two}</div></div>`);
    expect(shown(source)).toEqual(expect.arrayContaining(REST));
    expect(shown(source)).not.toContain(secret);
  });
});

describe('hiding styles', () => {
  test.each([
    ['--menu-display: none', true],
    ['--x: 1; --sidebar-visibility:hidden;', true],
    ['-webkit-line-display:none', true],
    ['display:none; display:block', true],
    ['visibility: visible', true],
    ['color:red;display:none', false],
    ['DISPLAY : NONE !important', false],
    ['content-visibility:hidden', false],
  ])('an element is hidden by the properties of its style: %s', (style, isShown) => {
    expect(shown(`<p>Vor dem Steg</p><p style="${style}">Auf dem Steg</p>`).includes('Auf dem Steg')).toBe(isShown);
  });
});

describe('revealed elements', () => {
  const source = page(
    `${paragraphs(OPENING)}<p hidden>Der <code>Kahn</code> ist grün, und <span hidden>ganz</span> neu ist er nicht mehr.</p>`,
  );
  const read = readHtml(source);
  const block = read.blocks.findLast(({ text }) => text !== '');

  test('the text of a revealed element is mapped back to the source, piece by piece', () => {
    if (block === undefined) throw new Error('no block');
    expect(block.text).toBe('Der Kahn ist grün, und neu ist er nicht mehr.');
    const at = block.text.indexOf('neu ist');
    expect(source.slice(...sourceRange(read, block, at, at + 7))).toBe('neu ist');
    expect(readInlineMarkup(read, block)?.code).toEqual([[4, 8]]);
  });

  test('a revealed element is visible to Readability', async () => {
    const long = page(`${paragraphs([...OPENING, ...OPENING])}<div class="paywall" hidden>${paragraphs(REST)}</div>`);
    const voted = await voteWithReadability(readHtml(long));
    expect(voted.blocks.filter(({ main }) => main).map(({ text }) => text)).toEqual(expect.arrayContaining(REST));
  });
});
