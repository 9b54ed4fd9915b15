/** What a document says of its own authors is no part of the article; what it says of others is. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, loadPacks, readText } from '../../src/index.js';

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

describe('a note on the author', () => {
  test.each([
    'Alma Terhorst, geboren 1974 in Wessendal, züchtet Schafe und dichtet auf Platt.',
    'Alma Terhorst hat für diesen Bericht neun Nächte auf dem Steg verbracht.',
  ])('goes by the name that the byline gives: %s', (note) => {
    expect(gone(...HEAD, ...PROSE, note)).toContain(note);
    expect(gone('Ein Steg für Hohenwiek', ...PROSE, note)).not.toContain(note);
  });

  test('is none where the article speaks of that person elsewhere', () => {
    const note = 'Alma Terhorst ist in Hohenwiek geboren und kennt jede Planke.';
    const other = 'Am Abend rief Terhorst in den Saal, nun müsse auch der alte Kran weg.';
    expect(gone(...HEAD, ...PROSE, other, note)).not.toContain(note);
  });

  test('is none where it speaks of somebody else', () => {
    const other = 'Jonte Brix ist seit Mai der erste Hafenmeister, der nicht schwimmen kann.';
    expect(gone(...HEAD, ...PROSE, other)).not.toContain(other);
  });
});

test('an author’s name alone is a byline wherever it stands', () => {
  expect(gone(...HEAD, ...PROSE, 'Alma Terhorst')).toContain('Alma Terhorst');
  expect(gone(...HEAD, ...PROSE, 'Jonte Brix')).not.toContain('Jonte Brix');
});
