/** Spans inside a kept block: what is cut out is just what was found, and at a block's end only behind a finished sentence. */
import { describe, expect, test } from '@jest/globals';
import { clean, readHtml, readText } from '../../src/index.js';
import { bodyOf, compiled, cutOut, removedTexts, sourceLeft } from '../support/rules.js';

const signature = compiled('  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }');
const credit = compiled('  - { category: source, remove: inline, match: { pattern: "[Foto: {name}]", at: anywhere } }');

describe('at the end of a block', () => {
  test.each([
    ['Der Steg ist da. (kd)', 'Der Steg ist da.'],
    ['Der Steg ist da! (kd/mwe)', 'Der Steg ist da!'],
    ['„Der Steg ist da.“ (kd)', '„Der Steg ist da.“'],
    ['Ist der Steg da? (dpa)', 'Ist der Steg da?'],
    ['Der Steg ist da … (kd)', 'Der Steg ist da …'],
    ['Der Steg ist da. (kd).', 'Der Steg ist da.'],
    ['Der Steg ist da. (kd) ►', 'Der Steg ist da.'],
  ])('a span goes behind a finished sentence: %s', (line, left) => {
    expect(bodyOf(readText(line), signature)).toEqual([left]);
  });

  test.each([
    'Den Antrag stellte die Abgeordnete Alma Terhorst (SPD)',
    'Er kam am Abend (kd), sagte sie.',
    'Der Steg ist da (kd).',
    'Der Steg, den alle wollten, (kd)',
    'Der Steg (kd) ist da. Der Weg ist da.',
  ])('a span stays that belongs to its sentence: %s', (line) => {
    expect(cutOut(readText(line), signature)).toEqual([]);
    expect(bodyOf(readText(line), signature)).toEqual([line]);
  });

  test('a block of nothing else goes whole', () => {
    expect(removedTexts(readText('Der Steg ist da.\n(kd)'), signature)).toEqual(['(kd)']);
  });

  test('the source keeps everything else as it was', () => {
    expect(sourceLeft(readText('  Der  Steg ist da. \t(kd) \r\nDer Weg auch.\r\n'), signature)).toBe(
      '  Der  Steg ist da. \r\nDer Weg auch.\r\n',
    );
  });
});

describe('anywhere in a block', () => {
  test('a span goes from the middle, with the space before it', () => {
    expect(bodyOf(readText('Der Steg [Foto: Ruth Ammerling] ist da.'), credit)).toEqual(['Der Steg ist da.']);
  });

  test('a span goes from the beginning, with the space behind it', () => {
    expect(bodyOf(readText('[Foto: Ruth Ammerling] Der Steg ist da.'), credit)).toEqual(['Der Steg ist da.']);
  });

  test('a span may go from inside a sentence', () => {
    expect(cutOut(readText('Der Steg [Foto: Ruth Ammerling] ist da.'), credit).map((text) => text.trim())).toEqual([
      '[Foto: Ruth Ammerling]',
    ]);
  });

  test('several spans go from one block, in order, whichever rules found them', () => {
    const both = compiled(`
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: credit, category: source, remove: inline, match: { pattern: "[Foto: {name}]", at: anywhere } }`);
    const article = clean(readText('Der Steg [Foto: Ruth Ammerling] ist da. (kd)'), both);
    expect(article.body).toBe('Der Steg ist da.');
    expect(article.verdicts[0].spans?.map((span) => span.reason.ruleId)).toEqual(['credit', 'sign']);
    expect(article.verdicts[0]).toMatchObject({ action: 'keep' });
  });

  test('spans that overlap become one, with the reason of the first', () => {
    const overlapping = compiled(`
  - { id: late, category: source, remove: inline, match: { pattern: "Ammerling heute", at: anywhere } }
  - { id: early, category: source, remove: inline, match: { pattern: "Foto: Ruth Ammerling", at: anywhere } }`);
    const article = clean(readText('Der Steg. Foto: Ruth Ammerling heute früh.'), overlapping);
    expect(article.verdicts[0].spans?.map((span) => [span.reason.ruleId, span.textStart, span.textEnd])).toEqual([['early', 9, 36]]);
    expect(article.body).toBe('Der Steg. früh.');
  });

  test('spans that leave nothing take the whole block, its line end with it', () => {
    const all = compiled(`
  - { category: source, remove: inline, match: { pattern: "Foto: {name}", at: block-start } }
  - { category: byline, remove: inline, match: { pattern: "({initials})", at: anywhere } }`);
    const read = readText('Der Steg ist da.\nFoto: Alma (kd)\nDer Weg auch.\n');
    expect(removedTexts(read, all)).toEqual(['Foto: Alma (kd)']);
    expect(sourceLeft(read, all)).toBe('Der Steg ist da.\nDer Weg auch.\n');
  });

  test('a removal of the block goes before any of its spans', () => {
    const both = compiled(`
  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: whole, category: ad, remove: block, match: { pattern: "Der Steg {any}" } }`);
    const { verdicts } = clean(readText('Der Steg ist da. (kd)\nDer Weg auch.'), both);
    expect(verdicts[0]).toMatchObject({ action: 'remove', reasons: [{ ruleId: 'whole' }] });
    expect(verdicts[0].spans).toBeUndefined();
  });
});

describe('in a page', () => {
  test('a span is cut out of the markup, with entities and the tags inside it', () => {
    const read = readHtml('<p>Der Steg &amp; der Weg. (kd<em>/mwe</em>)</p>');
    expect(sourceLeft(read, signature)).toBe('<p>Der Steg &amp; der Weg.</p>');
  });

  test('tags around a span stay', () => {
    expect(sourceLeft(readHtml('<p><em>Der Steg ist da. (kd)</em></p>'), signature)).toBe('<p><em>Der Steg ist da.</em></p>');
  });

  test('tags around a span stay, with a space before them too', () => {
    expect(sourceLeft(readHtml('<p>Der Steg ist da. <em>(kd)</em></p>'), signature)).toMatch(
      /^<p>Der Steg ist da\. ?(?:<em><\/em>)?<\/p>$/u,
    );
  });
});

describe('where', () => {
  const many = Array.from({ length: 40 }, () => 'Der Steg ist nun endlich da. (kd)').join('\n');

  test('the tail is meant, spans of the head stay', () => {
    const tail = compiled('  - { category: byline, remove: inline, where: tail, match: { pattern: "({initials})", at: block-end } }');
    const cut = clean(readText(many), tail).verdicts.map((verdict) => verdict.spans !== undefined);
    expect(cut.slice(0, 20)).not.toContain(true);
    expect(cut.slice(-10)).not.toContain(false);
  });

  test('the top is meant, a span goes only below furniture', () => {
    const top = compiled('  - { category: byline, remove: inline, where: top, match: { pattern: "({initials})", at: block-end } }');
    expect(cutOut(readText('Der Steg ist da. (kd)\nDer Weg auch. (kd)'), top)).toEqual([]);
  });
});
