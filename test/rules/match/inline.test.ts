/** Spans inside a kept block: exactly what matched is removed, and at the end of a block only after a complete sentence. */
import { describe, expect, test } from '@jest/globals';
import { clean, readHtml, readText } from '../../../src/index.js';
import { bodyOf, compiled, cutOut, removedTexts, sourceLeft } from '../../support/rules.js';

const signature = compiled('  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }');
const credit = compiled('  - { category: source, remove: inline, match: { pattern: "[Foto: {name}]", at: anywhere } }');

describe('spans at the end of a block', () => {
  test.each([
    ['Der Steg ist da. (kd)', 'Der Steg ist da.'],
    ['Der Steg ist da! (kd/mwe)', 'Der Steg ist da!'],
    ['„Der Steg ist da.“ (kd)', '„Der Steg ist da.“'],
    ['Ist der Steg da? (dpa)', 'Ist der Steg da?'],
    ['Der Steg ist da … (kd)', 'Der Steg ist da …'],
    ['Der Steg ist da. (kd).', 'Der Steg ist da.'],
    ['Der Steg ist da. (kd) ►', 'Der Steg ist da.'],
  ])('a span after a complete sentence is removed: %s', (line, left) => {
    expect(bodyOf(readText(line), signature)).toEqual([left]);
  });

  test.each([
    'Den Antrag stellte die Abgeordnete Alma Terhorst (SPD)',
    'Er kam am Abend (kd), sagte sie.',
    'Der Steg ist da (kd).',
    'Der Steg, den alle wollten, (kd)',
    'Der Steg (kd) ist da. Der Weg ist da.',
  ])('a span that belongs to its sentence stays: %s', (line) => {
    expect(cutOut(readText(line), signature)).toEqual([]);
    expect(bodyOf(readText(line), signature)).toEqual([line]);
  });

  test('a block that consists of the span is removed whole', () => {
    expect(removedTexts(readText('Der Steg ist da.\n(kd)'), signature)).toEqual(['(kd)']);
  });

  test('the rest of the source is unchanged', () => {
    expect(sourceLeft(readText('  Der  Steg ist da. \t(kd) \r\nDer Weg auch.\r\n'), signature)).toBe(
      '  Der  Steg ist da. \r\nDer Weg auch.\r\n',
    );
  });
});

describe('spans anywhere in a block', () => {
  test('a span in the middle is removed with the space before it', () => {
    expect(bodyOf(readText('Der Steg [Foto: Ruth Ammerling] ist da.'), credit)).toEqual(['Der Steg ist da.']);
  });

  test('a span at the beginning is removed with the space after it', () => {
    expect(bodyOf(readText('[Foto: Ruth Ammerling] Der Steg ist da.'), credit)).toEqual(['Der Steg ist da.']);
  });

  test('a span inside a sentence may be removed', () => {
    expect(cutOut(readText('Der Steg [Foto: Ruth Ammerling] ist da.'), credit).map((text) => text.trim())).toEqual([
      '[Foto: Ruth Ammerling]',
    ]);
  });

  test('several spans of one block are removed in order, whichever rules found them', () => {
    const both = compiled(`
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: credit, category: source, remove: inline, match: { pattern: "[Foto: {name}]", at: anywhere } }`);
    const article = clean(readText('Der Steg [Foto: Ruth Ammerling] ist da. (kd)'), both);
    expect(article.body).toBe('Der Steg ist da.');
    expect(article.verdicts[0].spans?.map((span) => span.reason.ruleId)).toEqual(['credit', 'sign']);
    expect(article.verdicts[0]).toMatchObject({ action: 'keep' });
  });

  test('overlapping spans are merged, with the reason of the first', () => {
    const overlapping = compiled(`
  - { id: late, category: source, remove: inline, match: { pattern: "Ammerling heute", at: anywhere } }
  - { id: early, category: source, remove: inline, match: { pattern: "Foto: Ruth Ammerling", at: anywhere } }`);
    const article = clean(readText('Der Steg. Foto: Ruth Ammerling heute früh.'), overlapping);
    expect(article.verdicts[0].spans?.map((span) => [span.reason.ruleId, span.textStart, span.textEnd])).toEqual([['early', 9, 36]]);
    expect(article.body).toBe('Der Steg. früh.');
  });

  test('spans that leave nothing remove the whole block with its line end', () => {
    const all = compiled(`
  - { category: source, remove: inline, match: { pattern: "Foto: {name}", at: block-start } }
  - { category: byline, remove: inline, match: { pattern: "({initials})", at: anywhere } }`);
    const read = readText('Der Steg ist da.\nFoto: Alma (kd)\nDer Weg auch.\n');
    expect(removedTexts(read, all)).toEqual(['Foto: Alma (kd)']);
    expect(sourceLeft(read, all)).toBe('Der Steg ist da.\nDer Weg auch.\n');
  });

  test('the removal of a block takes precedence over its spans', () => {
    const both = compiled(`
  - { category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: whole, category: ad, remove: block, match: { pattern: "Der Steg {any}" } }`);
    const { verdicts } = clean(readText('Der Steg ist da. (kd)\nDer Weg auch.'), both);
    expect(verdicts[0]).toMatchObject({ action: 'remove', reasons: [{ ruleId: 'whole' }] });
    expect(verdicts[0].spans).toBeUndefined();
  });
});

describe('spans in a page', () => {
  test('a span is removed from the markup with the entities and tags inside it', () => {
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

describe('spans with a condition on their position', () => {
  const many = Array.from({ length: 40 }, () => 'Der Steg ist nun endlich da. (kd)').join('\n');

  test('spans in the head stay if the rule is for the tail', () => {
    const tail = compiled('  - { category: byline, remove: inline, where: tail, match: { pattern: "({initials})", at: block-end } }');
    const cut = clean(readText(many), tail).verdicts.map((verdict) => verdict.spans !== undefined);
    expect(cut.slice(0, 20)).not.toContain(true);
    expect(cut.slice(-10)).not.toContain(false);
  });

  test('spans are removed only below furniture if the rule is for the top', () => {
    const top = compiled('  - { category: byline, remove: inline, where: top, match: { pattern: "({initials})", at: block-end } }');
    expect(cutOut(readText('Der Steg ist da. (kd)\nDer Weg auch. (kd)'), top)).toEqual([]);
  });
});
