/** Patterns learned from lines that vary: their spelling, and how specific they must be. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, type Rule } from '../../../src/index.js';
import { observe } from '../../../src/learn/observe/observe.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { observationsOf, ruleSet, textOf } from '../../support/learning.js';

const SITE = 'bote.example';
/** Two documents share only function words. */
const prose = (i: number) =>
  Array.from(
    { length: 24 },
    (_, n) => `Boot${i}x${n} legte gegen Abend am Kai${i}x${n} an, und Wirtin${i}x${n} trug Suppe${i}x${n} über den Steg${i}x${n}.`,
  );

/** The patterns learned from articles that each show a line of their own, above or below their prose. */
function patternsOf(lines: readonly string[], where: 'head' | 'tail' | 'both' = 'head'): Rule[] {
  const seen = lines.map((line, i) => {
    const above = where === 'head' || (where === 'both' && i % 2 === 0);
    return observe(
      textOf(SITE, `${i}.txt`, 'Hohenwieker Bote', ...(above ? [line] : []), ...prose(i), 'Impressum', ...(above ? [] : [line])),
    );
  });
  return propose(observationsOf(seen))[0].rules.filter(({ match }) => match.pattern !== undefined);
}

const shapes = (rules: readonly Rule[]) =>
  rules.map(({ match, where }) => `${match.pattern}${where === undefined ? '' : ` in the ${where}`}`);

const NAMES = ['Alma Terhorst', 'Jonte Brix', 'Mara van Dyk', 'Pelle Ost', 'Rike Sand', 'Timo Wehr'];

describe('punctuation around a slot', () => {
  test.each([
    ['after the slot', NAMES.map((name) => `Von ${name} / HOHENWIEKER BOTE AM SONNTAG`), 'Von {name} / HOHENWIEKER BOTE AM SONNTAG'],
    ['before the slot', NAMES.map((name) => `Dieser Beitrag gehört zu: ${name}`), 'Dieser Beitrag gehört zu: {name}'],
    ['on both sides', NAMES.map((name) => `(${name}--DPB)`), '({name}--DPB)'],
  ])('punctuation %s is part of the pattern', (_, lines, pattern) => {
    expect(shapes(patternsOf(lines))).toEqual([pattern]);
  });

  test('a slot stays open if the lines differ in the punctuation beside it', () => {
    const lines = NAMES.map((name, i) => `Unser Bericht${i % 2 === 0 ? ':' : ' –'} ${name}`);
    expect(shapes(patternsOf(lines))).toEqual(['Unser Bericht{any:6}']);
  });
});

test.each([
  ['a name', ['Jonte Brix', 'Kai Ost', 'Mia Sand', 'Uwe Wehr', 'Ole Rau', 'Ida Tjark'], '{name}'],
  ['a signature', ['jb', 'ko', 'msa', 'uw', 'or/dpa', 'it'], '{initials}'],
  ['a signature in capitals', ['JB', 'KO', 'MSA', 'UW', 'OR', 'IT'], '{initials}'],
])('the slot for %s is the narrowest, however short the values', (_, values, slot) => {
  expect(shapes(patternsOf(values.map((value) => `Geschrieben von ${value}`)))).toEqual([`Geschrieben von ${slot}`]);
});

describe('frames that are specific enough', () => {
  test.each([
    ['two words', NAMES.map((name) => `Lesen Sie ${name.toLowerCase()} im Hafen`), 'Lesen Sie {any:5} im Hafen'],
    ['a date and a time', NAMES.map((_, i) => `1${i}.03.2024 – 1${i}:30 Uhr`), '{date} – {time}'],
    ['a word and a date', NAMES.map((_, i) => `Aktualisiert 1${i}.03.2024`), 'Aktualisiert {date}'],
    ['a label without a sentence after it', NAMES.map((_, i) => `Schlagwörter: hafen${i}, boot${i}, steg${i}`), 'Schlagwörter: {phrase}'],
  ])('a frame is learned from %s', (_, lines, pattern) => {
    expect(shapes(patternsOf(lines, 'both'))).toEqual([pattern]);
  });

  test.each([
    ['a word and a bullet before free text', NAMES.map((_, i) => `* Polizei sucht${i} zehnmal${i}`)],
    ['a word and a colon before sentences', NAMES.map((_, i) => `Polizei: Kapitän${i} verliert${i} zehnmal${i}!`)],
    ['free text before a date and a time', NAMES.map((_, i) => `Kapitän${i} verliert${i} zehnmal${i} 1${i}.03.2024 1${i}:30`)],
    ['free text before a mark and a word', NAMES.map((_, i) => `Kapitän${i} verliert${i} zehnmal${i} (Video)`)],
  ])('no frame is learned from %s', (_, lines) => {
    expect(patternsOf(lines)).toEqual([]);
  });

  test('no frame is learned from lines whose middle is longer than a slot may be', () => {
    // A script without spaces has many tokens in few words.
    const signs = (from: number) => Array.from({ length: 9 }, (_, n) => String.fromCodePoint(0x4e00 + from + n)).join('');
    const long = (i: number) => Array.from({ length: 8 }, (_, n) => signs(100 * i + 10 * n)).join(' ');
    expect(patternsOf(NAMES.map((_, i) => `Kurier ${long(i)}報`))).toEqual([]);
  });

  test('no frame is learned from two fillings, nor from two pages with many lines', () => {
    const reads = (name: string) => `Unser Bericht aus ${name} heute früh`;
    const [a, b, c, d] = NAMES.map(reads);
    expect(patternsOf([a, b, c])).toHaveLength(1);
    expect(patternsOf([a, b, a, b])).toEqual([]);
    // The line end makes it two lines.
    expect(patternsOf([`${a}\n${b}`, `${c}\n${d}`, 'Impressum'])).toEqual([]);
  });

  test('no frame is learned if an article contains a sentence of its shape', () => {
    const lines = NAMES.map((name) => `Unser Bericht aus dem kleinen Hafen ${name} heute früh`);
    const own = (text: string) => [`Impressum\n${prose(7)[0]}\n${text}\n${prose(7)[1]}`];
    expect(
      patternsOf([...lines, ...own('Sein Bericht aus dem kleinen Hafen Ganderum sagte nur wenig von Sturm heute früh.')]),
    ).toHaveLength(1);
    expect(patternsOf([...lines, ...own('Unser Bericht aus dem kleinen Hafen Ganderum sagte nur wenig von Sturm heute früh.')])).toEqual(
      [],
    );
  });

  test('a frame takes no paragraph, although one has its beginning and its end', () => {
    const report = (middle: string) => `Unser Bericht aus dem kleinen Hafen ${middle} heute früh`;
    const rules = patternsOf(NAMES.map((name) => report(name)));
    const paragraph = report(NAMES.join(' und '));
    const left = (line: string) => clean(textOf(SITE, 'x', line, ...prose(9)), compileRules(ruleSet(...rules))).body.split('\n\n');
    expect(left(report('Ganderum'))).toEqual(prose(9));
    expect(left(paragraph)).toEqual([paragraph, ...prose(9)]);
  });

  test.each(['head', 'tail'] as const)('a frame with a single literal is learned if it is always in the %s', (where) => {
    const dates = NAMES.map((_, i) => `1${i}. März 2024`);
    expect(shapes(patternsOf(dates, where))).toEqual([`{date} in the ${where}`]);
    const counts = NAMES.map((_, i) => `${i + 3} Kommentare`);
    expect(shapes(patternsOf(counts, where))).toEqual([`{num} Kommentare in the ${where}`]);
    expect([...patternsOf(dates, 'both'), ...patternsOf(counts, 'both')]).toEqual([]);
  });
});
