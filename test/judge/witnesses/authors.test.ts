/** What a document says of its own authors is not part of the article; what it says of others is. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, loadPacks, readText } from '../../../src/index.js';

const PROSE = [
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.',
  'Am Ende stimmten elf Mitglieder dafür, vier dagegen und zwei enthielten sich der Stimme.',
  'Im Frühjahr soll der Bau beginnen, wenn die Pfähle aus dem Harz geliefert sind.',
];
const packs = compileRules(loadPacks());
const gone = (...lines: readonly string[]) => {
  const { body } = clean(readText(lines.join('\n')), packs);
  return lines.filter((line) => !body.split('\n\n').includes(line));
};
const HEAD = ['Ein Steg für Hohenwiek', 'Von Alma Terhorst'];

describe('notes on the author', () => {
  test.each([
    'Alma Terhorst, geboren 1974 in Wessendal, züchtet Schafe und dichtet auf Platt.',
    'Alma Terhorst hat für diesen Bericht neun Nächte auf dem Steg verbracht.',
  ])('a note that begins with the name from the byline is removed: %s', (note) => {
    expect(gone(...HEAD, ...PROSE, note)).toContain(note);
    expect(gone('Ein Steg für Hohenwiek', ...PROSE, note)).not.toContain(note);
  });

  test('a paragraph on the author is kept if the article mentions that person elsewhere', () => {
    const note = 'Alma Terhorst ist in Hohenwiek geboren und kennt jede Planke.';
    const other = 'Am Abend rief Terhorst in den Saal, nun müsse auch der alte Kran weg.';
    expect(gone(...HEAD, ...PROSE, other, note)).not.toContain(note);
  });

  test('a paragraph on somebody else is kept', () => {
    const other = 'Jonte Brix ist seit Mai der erste Hafenmeister, der nicht schwimmen kann.';
    expect(gone(...HEAD, ...PROSE, other)).not.toContain(other);
  });
});

test('an author’s name alone is a byline, wherever it is', () => {
  expect(gone(...HEAD, ...PROSE, 'Alma Terhorst')).toContain('Alma Terhorst');
  expect(gone(...HEAD, ...PROSE, 'Jonte Brix')).not.toContain('Jonte Brix');
});
