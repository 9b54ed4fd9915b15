/** One pass over the characters finds what a plain, slow reading of the same text finds. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BRACKET, classAt, classOf, DIGIT, LETTER, LOWER, QUOTE, SPACE, STOP, UNSPACED, UPPER } from '../../../src/text/chars.js';
import { foldedWord, foldHash } from '../../../src/text/foldedWord.js';
import { codesOf } from '../../../src/text/scan/codes.js';
import { HashList, wordHash } from '../../../src/text/scan/hashList.js';
import { scanText } from '../../../src/text/scan/scanText.js';
import { TallyColumns } from '../../../src/text/scan/tallyColumns.js';
import { MARK, NUMBER, TokenColumns, WORD } from '../../../src/text/scan/tokenColumns.js';
import { countWords, wordsIn } from '../../../src/text/shape.js';
import { FNV_SEED, mix } from '../../../src/text/tables/hash.js';

function scan(text: string, capacity = 1) {
  const tokens = new TokenColumns(capacity);
  const tallies = new TallyColumns(1);
  const wordHashes = new HashList(capacity);
  const { units, bases } = codesOf(['x', text]);
  scanText(text, units, bases[1], 0, { tokens, tallies, wordHashes });
  const found = Array.from({ length: tokens.size }, (_, i) => ({
    piece: text.slice(tokens.starts[i], tokens.ends[i]),
    start: tokens.starts[i],
    kind: tokens.kinds[i],
    hash: tokens.hashes[i],
  }));
  const tally = Object.fromEntries(Object.entries(tallies).map(([name, column]) => [name, (column as Uint32Array)[0]]));
  return { found, tally, words: [...wordHashes.hashes.subarray(0, wordHashes.size)] };
}

const cased = new Set([LOWER, UPPER, LETTER]);

/** Tokens, found one character at a time. */
function tokensOf(text: string) {
  const chars = [...text].map((char, i, all) => ({ char, start: all.slice(0, i).join('').length, kind: classAt(char, 0) }));
  const found: { piece: string; start: number; kind: number }[] = [];
  for (let i = 0; i < chars.length; ) {
    const from = i;
    const { kind, start } = chars[i];
    const next = (at: number) => chars[at]?.kind ?? 0;
    if (kind === SPACE) {
      i++;
      continue;
    }
    const isWord = cased.has(kind);
    const goesOn = (at: number) => {
      if (at >= chars.length) return false;
      const { char } = chars[at];
      if (!isWord) return next(at) === DIGIT || (/[.,:]/u.test(char) && next(at + 1) === DIGIT);
      return cased.has(next(at)) || next(at) === DIGIT || char === '\u00ad' || (/['’]/u.test(char) && cased.has(next(at + 1)));
    };
    i++;
    if (isWord || kind === DIGIT) while (goesOn(i)) i++;
    const piece = chars
      .slice(from, i)
      .map(({ char }) => char)
      .join('');
    found.push({ piece, start, kind: isWord || kind === UNSPACED ? WORD : kind === DIGIT ? NUMBER : MARK });
  }
  return found.map((token) => ({ ...token, hash: foldHash(foldedWord(token.piece, 0, token.piece.length)) }));
}

/** The words of the tally and their hashes: runs of letters, runs of digits, single letters of scripts without spaces. */
function wordsOf(text: string) {
  const units = text.split('');
  const group = (unit: string) => {
    const kind = classOf(unit.charCodeAt(0));
    return cased.has(kind) ? 'letters' : kind === DIGIT ? 'digits' : kind === UNSPACED ? 'unspaced' : 'other';
  };
  const runs: { group: string; piece: string }[] = [];
  for (const unit of units) {
    const last = runs.at(-1);
    if (last !== undefined && last.group === group(unit) && last.group !== 'unspaced') last.piece += unit;
    else runs.push({ group: group(unit), piece: unit });
  }
  return runs.filter((run) => run.group !== 'other');
}

const hashOf = ({ group, piece }: { group: string; piece: string }) =>
  group === 'digits' ? mix(FNV_SEED + Math.min(piece.length, 6)) : group === 'unspaced' ? undefined : wordHash(piece);

function expectSame(text: string): void {
  const { found, tally, words } = scan(text);
  expect(found).toEqual(tokensOf(text));
  const expected = wordsOf(text);
  const letters = expected.filter(({ group }) => group === 'letters');
  expect(words).toHaveLength(expected.length);
  expected.forEach((run, i) => {
    if (run.group !== 'unspaced') expect(words[i]).toBe(hashOf(run));
  });
  const kinds = text.split('').map((unit) => classOf(unit.charCodeAt(0)));
  const upper = (piece: string) => piece.split('').filter((unit) => classOf(unit.charCodeAt(0)) === UPPER).length;
  const unspaced = kinds.filter((kind) => kind === UNSPACED).length;
  const shown = kinds.filter((kind) => kind !== SPACE);
  expect(tally).toMatchObject({
    words: expected.length - unspaced + Math.round(unspaced / 2),
    letters: letters.reduce((sum, { piece }) => sum + piece.length, 0),
    upper: kinds.filter((kind) => kind === UPPER).length,
    digits: kinds.filter((kind) => kind === DIGIT).length,
    unspaced,
    capitalised: letters.filter(({ piece }) => upper(piece[0]) === 1).length,
    shouted: letters.filter(({ piece }) => piece.length > 1 && upper(piece) === piece.length).length,
    longest: Math.max(0, ...letters.map(({ piece }) => piece.length)),
    quotes: kinds.filter((kind) => kind === QUOTE).length,
    first: shown[0] ?? 0,
    from: 0,
    to: expected.length,
  });
  const closing = shown.filter((kind) => kind !== QUOTE && kind !== BRACKET);
  // A word counts as what its first letter is.
  const isWordEnd = closing.length > 0 && cased.has(closing[closing.length - 1]);
  if (!isWordEnd) expect(tally.close).toBe(closing.at(-1) ?? 0);
  expect(wordsIn(text, tally.runs)).toBe(countWords(text));
}

describe('a scan', () => {
  test('cuts tokens, and counts and hashes words, as a plain reading does', () => {
    const texts = [
      '',
      ' ',
      'Am 3.5.2024 um 17:42 Uhr kamen O’Neil und ihr h264-Gerät – „endlich!“, sagte sie (1.000,50 €).',
      'Schiff\u00adfahrt\u00ad und GROSS, Dr. Ὀδυσσεύς ΟΔΟΣ',
      '中文文本。한국어 ภาษาไทย ひらがなカタカナ',
      '😀Wort😀 𝐀𝐁c 𝟏𝟐3 a𝐀1 \ud83d lose',
      "'tis rock'n'roll ' '' 5' 5. 5.6.",
      'ﬁnden … ½ ² İstanbul U\u0308ber',
      'www.beispiel.de/pfad?x=1 a_b @wer #was',
    ];
    for (const text of texts) expectSame(text);
  });

  test('of any text', () => {
    const nearLetters = fc.string({
      unit: fc.constantFrom(
        'a',
        'B',
        'ß',
        '1',
        '2',
        '.',
        ',',
        ':',
        "'",
        '’',
        '-',
        ' ',
        '\u00ad',
        '中',
        'é',
        'e\u0301',
        '😀',
        '𝐀',
        '„',
        '(',
      ),
      maxLength: 40,
    });
    fc.assert(fc.property(nearLetters, expectSame), { numRuns: 1000 });
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), expectSame), { numRuns: 500 });
  });

  test('counts a mark as the end of a sentence only where one may end', () => {
    const stops = (text: string) => scan(text).tally.stops;
    expect(stops('Sie kam. Er ging.')).toBe(2);
    expect(stops('Sie sagte: „Komm!“ (Er ging.)')).toBe(2);
    expect(stops('beispiel.de 3.5 a.b')).toBe(0);
    expect(stops('他来了。她走了。')).toBe(2);
    expect(scan('.').tally.close).toBe(STOP);
  });

  test('gives a word the class of its first letter as its last', () => {
    expect(scan('der Hafen').tally).toMatchObject({ first: LOWER, last: UPPER, close: UPPER });
    expect(scan('Hafen“)').tally).toMatchObject({ last: BRACKET, close: UPPER });
  });
});
