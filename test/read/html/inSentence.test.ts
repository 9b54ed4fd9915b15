/** Buttons that explain a word and formulas are part of their sentence; other controls remain controls. */
import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../../src/index.js';
import { readInlineMarkup } from '../../../src/read/inlineMarkup.js';
import { sourceRange } from '../../../src/read/sourceRange.js';

const blocks = (source: string) => readHtml(source).blocks.filter(({ text }) => text !== '');
const shown = (source: string) => blocks(source).map(({ kind, text }) => [kind, text]);

describe('buttons in text', () => {
  test.each([
    ['<p>Die <button class="term">Pegelnull</button> liegt tiefer, als viele denken.</p>', 'Die Pegelnull liegt tiefer, als viele denken.'],
    ['<p>So hoch steht die <b><button type="button">Tide</button></b>, sagt das Amt.</p>', 'So hoch steht die Tide, sagt das Amt.'],
    ['<p><button>Pegelnull</button> nennt das Amt den tiefsten Stand.</p>', 'Pegelnull nennt das Amt den tiefsten Stand.'],
    ['<p>Einen <button>Normalpegel</button> 2025 neu zu setzen, kostet viel.</p>', 'Einen Normalpegel 2025 neu zu setzen, kostet viel.'],
    ['<p>Die <a role="button" href="#t">Pegelnull</a> liegt tiefer als gedacht.</p>', 'Die Pegelnull liegt tiefer als gedacht.'],
  ])('a button in a sentence is part of its text: %s', (source, text) => {
    expect(shown(source)).toEqual([['paragraph', text]]);
  });

  test.each([
    ['<h3><button aria-expanded="false">Was ist die Pegelnull?</button></h3>', 'heading'],
    ['<dl><dt><button>Was ist die Pegelnull?</button></dt></dl>', 'item'],
    ['<table><tr><th><button>Was ist die Pegelnull?</button></th></tr></table>', 'cell'],
  ])('a button that is all of a question or a column heading is its text: %s', (source, kind) => {
    expect(shown(source)).toEqual([[kind, 'Was ist die Pegelnull?']]);
  });
});

test.each([
  ['<p>Das Amt misst seit 1951 jeden Tag.<button>Mehr</button></p>', ['paragraph', 'control']],
  ['<div>Schriftgröße: <button>A</button> <button>A+</button></div>', ['paragraph', 'control', 'control']],
  ['<div><button>Teilen</button><button>Drucken</button></div>', ['control', 'control']],
  ['<p>Das Amt misst seit 1951 jeden Tag am Steg. <button>Karte</button> Der Stand ist hoch.</p>', ['paragraph', 'control', 'paragraph']],
  ['<div><span>12</span> <button>+</button> <span>mal</span></div>', ['paragraph', 'control', 'paragraph']],
  ['<h2>Stimmen zum Pegel <button>anzeigen</button></h2>', ['heading', 'control']],
  ['<p>Die <button><div>Pegelnull</div></button> liegt tiefer als gedacht.</p>', ['paragraph', 'control', 'paragraph']],
])('a button outside a sentence is a control: %s', (source, kinds) => {
  expect(shown(source).map(([kind]) => kind)).toEqual(kinds);
});

describe('formulas', () => {
  const tex = '<semantics><mrow><mi>p</mi><mo>=</mo><mn>3</mn></mrow><annotation encoding="application/x-tex">p=3</annotation></semantics>';
  test.each([
    ['by its alternative text', '<math alttext="p = 3"><mi>p</mi></math>', 'p = 3'],
    ['without the frame that a wiki puts around it', '<math alttext="{\\displaystyle p=3}"><mi>p</mi></math>', 'p=3'],
    ['by its own text where it has no other, notes left out', `<math>${tex}</math>`, 'p=3'],
    ['once, where its drawing follows', `<span class="k"><math>${tex}</math></span><span aria-hidden="true"><i>p</i>=3</span>`, 'p=3'],
    ['once, where its drawing comes first', `<span aria-hidden="true">p=3</span><span><math>${tex}</math></span>`, 'p=3'],
    ['beside a sign that is none of it', `<i aria-hidden="true"></i><math>${tex}</math>`, 'p=3'],
    ['that is hidden beside its picture', `<span style="display:none"><math alttext="p=3">${tex}</math></span><img alt="p=3">`, 'p=3'],
  ])('a formula is read %s', (_how, formula, text) => {
    const around =
      '<p>Das Amt misst seit 1951 jeden Tag am alten Steg von Ossenwerder, und das bei jedem Wetter und zu jeder Stunde.</p>'.repeat(4);
    expect(shown(`<main>${around}<p>Es gilt ${formula} am Steg.</p></main>`).at(-1)).toEqual(['paragraph', `Es gilt ${text} am Steg.`]);
  });

  test('a formula can fill a cell, and is mapped back to the source', () => {
    const read = readHtml('<table><tr><td><math alttext="0,5"><mn>0,5</mn></math></td></tr></table>');
    const block = read.blocks.find(({ text }) => text === '0,5');
    if (block === undefined) throw new Error('no block');
    expect(read.source.slice(...sourceRange(read, block, 0, 3))).toContain('alttext="0,5"');
    expect(readInlineMarkup(read, block)?.unfolded).toBe('0,5');
  });

  test('symbols hidden from screen readers are read if no formula repeats them', () => {
    expect(shown('<p>Der Stand <span aria-hidden="true">→</span> er steigt.</p>')).toEqual([['paragraph', 'Der Stand → er steigt.']]);
  });
});

test.each([
  ['a drop cap', '<p><span class="cap">W</span>er die Halle betritt</p>', 'Wer die Halle betritt'],
  ['a drop cap that floats', '<p><b style="float:left">W</b>er die Halle betritt</p>', 'Wer die Halle betritt'],
  ['a place where a word may break', '<p>Donau<wbr>dampf<wbr/>schiff</p>', 'Donaudampfschiff'],
  ['a reading beside its signs', '<p><ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>の町</p>', '港(みなと)の町'],
  ['a slot with its own text', '<p>Der <slot name="x">Steg</slot> ist da.</p>', 'Der Steg ist da.'],
  ['a picture in the line', '<p>Der <picture><source srcset="a.avif"><img src="a.jpg" alt="x"></picture>Steg</p>', 'Der Steg'],
  ['what is shown to the eye alone', '<p aria-hidden="true">Der Steg ist da.</p>', 'Der Steg ist da.'],
  ['what cannot be used', '<div inert><p>Der Steg ist da.</p></div>', 'Der Steg ist da.'],
])('%s changes no word of a sentence', (_what, source, text) => {
  expect(blocks(source).map((block) => block.text)).toEqual([text]);
});

describe('custom elements', () => {
  test('adjacent custom elements are separate paragraphs', () => {
    const source =
      '<article><x-lead>Der Pegel steigt.</x-lead><x-text>Seit Montag regnet es.</x-text>\n<x-text>Am Steg steht das Wasser.</x-text><x-head>Fazit</x-head><x-text>Es bleibt nass.</x-text></article>';
    expect(blocks(source).map(({ text, path }) => [text, path])).toEqual([
      ['Der Pegel steigt.', 'article > x-lead'],
      ['Seit Montag regnet es.', 'article > x-text'],
      ['Am Steg steht das Wasser.', 'article > x-text'],
      ['Fazit', 'article > x-head'],
      // Nothing shows that the last one is not a word of a sentence.
      ['Es bleibt nass.', 'article'],
    ]);
  });

  test.each([
    ['<p>Die <x-term>Pegelnull</x-term> liegt tiefer als gedacht.</p>', 'Die Pegelnull liegt tiefer als gedacht.'],
    [
      '<p>Am <x-place>Steg von Ossenwerder</x-place> <x-time>um acht</x-time> stand das Wasser.</p>',
      'Am Steg von Ossenwerder um acht stand das Wasser.',
    ],
    ['<p><w-w>Der</w-w> <w-w>Pegel</w-w> <w-w>steigt.</w-w></p>', 'Der Pegel steigt.'],
  ])('custom elements in a sentence are part of its text: %s', (source, text) => {
    expect(blocks(source).map((block) => block.text)).toEqual([text]);
  });
});
