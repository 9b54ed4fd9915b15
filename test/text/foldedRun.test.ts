/** A text that is folded piece by piece is the text that is folded as a whole. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldSpace } from '../../src/text/fold.js';
import { FoldedRun, isSpace, trimmedLength } from '../../src/text/foldedRun.js';

const spaced = fc.string({
  unit: fc.constantFrom('a', 'ä', '中', '„', ' ', '\n', '\u00a0', '\u200b', '\ufeff', '\u2009', '\u2060', '😀'),
  maxLength: 12,
});
const units = (text: string) => {
  const all = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) all[i] = text.charCodeAt(i);
  return all;
};

test('pieces of units and of strings fold as their whole does, however they are cut', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(spaced, fc.string({ unit: 'binary', maxLength: 20 }))), fc.boolean(), (pieces, asStrings) => {
      const run = new FoldedRun();
      run.addText('from before');
      run.clear();
      for (const piece of pieces) {
        const ink = asStrings ? run.addText(piece) : run.add(units(`x${piece}x`), 1, piece.length + 1);
        expect(ink).toBe(piece.trim().length);
      }
      const whole = foldSpace(pieces.join(''));
      expect(run.toString()).toBe(whole);
      expect(run.length).toBe(whole.length);
      expect(run.end(5)).toBe(whole.slice(-5));
    }),
  );
});

test('a line break is a space, and none at the ends', () => {
  const run = new FoldedRun();
  run.space();
  run.addText('a');
  run.space();
  run.space();
  run.addText('b');
  run.space();
  expect(run.toString()).toBe('a b');
});

test('long texts are folded too, with a byte a character or two', () => {
  for (const piece of ['Hafen ', 'Hafen „alt“ ']) {
    const run = new FoldedRun();
    for (let i = 0; i < 3000; i++) run.addText(piece);
    expect(run.toString()).toBe(piece.repeat(3000).trim());
  }
});

test('white space is what regular expressions and trim take for it', () => {
  for (let code = 0; code < 0x10000; code++) expect(isSpace(code)).toBe(/\s/u.test(String.fromCharCode(code)));
  expect(trimmedLength(units(' \ufeff a b\u00a0'), 0, 6)).toBe(3);
  expect(trimmedLength(units('\u200ba'), 0, 2)).toBe(2);
});
