/** Blocks that follow each other: all or none is hit, and a slot that is named again has the same value there. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../src/index.js';
import { compiled, removedTexts } from '../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const biography = compiled('  - { category: author-bio, remove: block, match: { sequence: ["{name}", "{name} ist {any}"] } }');
const removed = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), biography);

describe('a sequence', () => {
  test('hits all its blocks where they follow each other', () => {
    expect(removed('Alma Terhorst', 'Alma Terhorst ist Reporterin.')).toEqual(['Alma Terhorst', 'Alma Terhorst ist Reporterin.']);
  });

  test('does not mind blank lines between, nor how the value is spelt', () => {
    expect(removed('ALMA TERHORST', '', '', '► Alma  Terhorst ist Reporterin.')).toEqual([
      'ALMA TERHORST',
      '► Alma Terhorst ist Reporterin.',
    ]);
  });

  test('hits nothing where the value is another', () => {
    expect(removed('Alma Terhorst', 'Jon Brede ist Reporter.')).toEqual([]);
    expect(removed('Alma Terhorst', 'Alma ist Reporterin.')).toEqual([]);
  });

  test('hits nothing where a block stands between', () => {
    expect(removed('Alma Terhorst', 'Anzeige', 'Alma Terhorst ist Reporterin.')).toEqual([]);
  });

  test('hits nothing where one block is missing, at the end of the document neither', () => {
    expect(removed('Alma Terhorst')).toEqual([]);
    expect(removed('Alma Terhorst ist Reporterin.')).toEqual([]);
  });

  test('is found each time it occurs', () => {
    expect(removed('Alma Terhorst', 'Alma Terhorst ist Reporterin.', SENTENCE, 'Jon Brede', 'Jon Brede ist Reporter.')).toHaveLength(4);
  });

  test('takes the longest value that fits the first block, and no shorter one for the second', () => {
    expect(removed('Alma von Terhorst', 'Alma ist Reporterin.')).toEqual([]);
  });

  test('is bound block by block: a value first named in the second holds for the third', () => {
    const rules = compiled('  - { category: other, remove: block, match: { sequence: ["Termine", "{name}: {num}", "{name}: {num}"] } }');
    const doc = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), rules);
    expect(doc('Termine', 'Hohenwiek: 3', 'Hohenwiek: 3')).toHaveLength(3);
    expect(doc('Termine', 'Hohenwiek: 3', 'Hohenwiek: 4')).toHaveLength(0);
    expect(doc('Termine', 'Hohenwiek: 3', 'Lautersand: 3')).toHaveLength(0);
  });

  test('with neighbours asks for them above its first and below its last block', () => {
    const rules = compiled('  - { category: other, remove: block, match: { sequence: ["Eins", "Zwei"], after: "Null", before: "Drei" } }');
    const doc = (...lines: string[]) => removedTexts(readText([SENTENCE, ...lines].join('\n')), rules);
    expect(doc('Null', 'Eins', 'Zwei', 'Drei')).toEqual(['Eins', 'Zwei']);
    expect(doc('Eins', 'Zwei', 'Drei')).toEqual([]);
    expect(doc('Null', 'Eins', 'Zwei')).toEqual([]);
  });

  test('in the tail begins in the tail', () => {
    const rules = compiled('  - { category: other, remove: block, where: tail, match: { sequence: ["Eins", "Zwei"] } }');
    const many = Array.from({ length: 30 }, () => SENTENCE);
    expect(removedTexts(readText(['Eins', 'Zwei', ...many].join('\n')), rules)).toEqual([]);
    expect(removedTexts(readText([...many, 'Eins', 'Zwei'].join('\n')), rules)).toEqual(['Eins', 'Zwei']);
  });
});
