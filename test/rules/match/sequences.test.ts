/** Sequences of blocks: all or none match, and a slot that occurs twice has the same value. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../../src/index.js';
import { compiled, removedTexts } from '../../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const biography = compiled('  - { category: author-bio, remove: block, match: { sequence: ["{name}", "{name} ist {any}"] } }');
const removed = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), biography);

describe('sequences', () => {
  test('a sequence matches consecutive blocks', () => {
    expect(removed('Alma Terhorst', 'Alma Terhorst ist Reporterin.')).toEqual(['Alma Terhorst', 'Alma Terhorst ist Reporterin.']);
  });

  test('blank lines and the spelling of a value do not matter', () => {
    expect(removed('ALMA TERHORST', '', '', '► Alma  Terhorst ist Reporterin.')).toEqual([
      'ALMA TERHORST',
      '► Alma Terhorst ist Reporterin.',
    ]);
  });

  test('nothing matches if the value differs', () => {
    expect(removed('Alma Terhorst', 'Jon Brede ist Reporter.')).toEqual([]);
    expect(removed('Alma Terhorst', 'Alma ist Reporterin.')).toEqual([]);
  });

  test('nothing matches if another block is between', () => {
    expect(removed('Alma Terhorst', 'Anzeige', 'Alma Terhorst ist Reporterin.')).toEqual([]);
  });

  test('nothing matches if a block is missing, even at the end of the document', () => {
    expect(removed('Alma Terhorst')).toEqual([]);
    expect(removed('Alma Terhorst ist Reporterin.')).toEqual([]);
  });

  test('every occurrence of a sequence matches', () => {
    expect(removed('Alma Terhorst', 'Alma Terhorst ist Reporterin.', SENTENCE, 'Jon Brede', 'Jon Brede ist Reporter.')).toHaveLength(4);
  });

  test('the longest value for the first block is used, even if a shorter one would match the second', () => {
    expect(removed('Alma von Terhorst', 'Alma ist Reporterin.')).toEqual([]);
  });

  test('a value from the second block must recur in the third', () => {
    const rules = compiled('  - { category: other, remove: block, match: { sequence: ["Termine", "{name}: {num}", "{name}: {num}"] } }');
    const doc = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), rules);
    expect(doc('Termine', 'Hohenwiek: 3', 'Hohenwiek: 3')).toHaveLength(3);
    expect(doc('Termine', 'Hohenwiek: 3', 'Hohenwiek: 4')).toHaveLength(0);
    expect(doc('Termine', 'Hohenwiek: 3', 'Lautersand: 3')).toHaveLength(0);
  });

  test('neighbours are above the first and below the last block of a sequence', () => {
    const rules = compiled('  - { category: other, remove: block, match: { sequence: ["Eins", "Zwei"], after: "Null", before: "Drei" } }');
    const doc = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), rules);
    expect(doc('Null', 'Eins', 'Zwei', 'Drei')).toEqual(['Eins', 'Zwei']);
    expect(doc('Eins', 'Zwei', 'Drei')).toEqual([]);
    expect(doc('Null', 'Eins', 'Zwei')).toEqual([]);
  });

  test('a sequence for the tail begins in the tail', () => {
    const rules = compiled('  - { category: other, remove: block, where: tail, match: { sequence: ["Eins", "Zwei"] } }');
    const many = Array.from({ length: 30 }, () => SENTENCE);
    expect(removedTexts(readText(['Eins', 'Zwei', ...many].join('\n')), rules)).toEqual([]);
    expect(removedTexts(readText([...many, 'Eins', 'Zwei'].join('\n')), rules)).toEqual(['Eins', 'Zwei']);
  });
});
