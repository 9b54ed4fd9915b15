/** The parts of the content model: tallies of texts, hashed words, runs of rows, containers. */
import { describe, expect, test } from '@jest/globals';
import { Columns } from '../../src/content/features/columns.js';
import { addChosen, containersOf, deepestWith, sumsIn } from '../../src/content/features/containers.js';
import { keyBuffer, linearScore, rowKeys } from '../../src/content/features/linear.js';
import { pathKeys } from '../../src/content/features/pathKeys.js';
import { running } from '../../src/content/features/placeColumns.js';
import { stopBits } from '../../src/content/features/stopwords.js';
import { emptyTally, HashList, type TextTally, tallyText, wordHash } from '../../src/content/features/textTally.js';
import { maxSumRun } from '../../src/text/maxSumRun.js';

const tallied = (text: string) => {
  const tally = emptyTally();
  const list = new HashList();
  tallyText(text, tally, list);
  return { tally, hashes: Array.from(list.hashes.subarray(0, list.size)) };
};

describe('the tally of a text', () => {
  const SENTENCE = 'Die NATO tagt am 3. Mai 2031, sagt Ilse Probst: „Ja!“';

  test.each<[string, string, Partial<TextTally>]>([
    ['words', SENTENCE, { words: 11 }],
    ['capitalised words', SENTENCE, { capitalised: 6 }],
    ['words in capitals', SENTENCE, { shouted: 1 }],
    ['digits', SENTENCE, { digits: 5 }],
    ['commas', SENTENCE, { commas: 1 }],
    ['colons', SENTENCE, { colons: 1 }],
    ['quotes', SENTENCE, { quotes: 2 }],
    ['stops, including the dot of “3.”, which is followed by a space', SENTENCE, { stops: 2 }],
    ['words of a script without spaces, one for two characters', '天气很好。', { words: 2 }],
    ['characters of a script without spaces', '天气很好。', { unspaced: 4 }],
    ['stops of a script without spaces', '天气很好。', { stops: 1 }],
  ])('counts %s', (_, text, counts) => {
    expect(tallied(text).tally).toMatchObject(counts);
  });

  test.each([
    ['one per word', SENTENCE, 11],
    ['one per character in a script without spaces', '天气很好。', 4],
    ['one per word of a long text, for which the list grows', 'wort '.repeat(10_000), 10_000],
  ])('lists hashes, %s', (_, text, count) => {
    expect(tallied(text).hashes).toHaveLength(count);
  });

  test.each([
    ['two cases of a word', 'Haus', 'HAUS', true],
    ['a capitalised word and the word itself', 'Haus', 'haus', true],
    ['two numbers of the same length', '1987', '2031', true],
    ['two numbers of different lengths', '2031', '12', false],
    ['two words', 'Haus', 'Maus', false],
  ])('hashes %s: “%s” and “%s”, equal is %s', (_, one, other, isEqual) => {
    const [first, second] = tallied(`${one} ${other}`).hashes;
    expect(first === second).toBe(isEqual);
  });

  test('hashes words as wordHash does', () => {
    expect(tallied('Haus').hashes).toEqual([wordHash('haus')]);
  });
});

describe('stop words', () => {
  const german = stopBits(wordHash('die')) & stopBits(wordHash('und'));

  test('share a bit if they are of one language', () => {
    expect(german).not.toBe(0);
  });

  test.each([
    ['a stop word of another language', 'the', german],
    ['any other word', 'Leuchtturmwärter', ~0],
  ])('do not share a bit with %s', (_, word, bits) => {
    expect(stopBits(wordHash(word)) & bits).toBe(0);
  });
});

describe('keys of hashed words', () => {
  const keysOf = (text: string) => {
    const { tally, hashes } = tallied(text);
    const keys = keyBuffer();
    return Array.from(keys.slice(0, rowKeys(Uint32Array.from(hashes), tally.from, tally.to, keys)));
  };
  const words = Array.from({ length: 500 }, (_, i) => `wort${'abcdefghij'[i % 10]}`);

  test('a short row has distinct keys: two words, the first, one pair, the last, the whole', () => {
    expect(keysOf('Mehr Themen')).toHaveLength(6);
    expect(new Set(keysOf('Mehr Themen')).size).toBe(6);
  });

  test('a long row has no more keys than the buffer holds', () => {
    expect(keysOf(words.join(' ')).length).toBeLessThan(keyBuffer().length);
  });

  test.each([
    ['the order of words', 'Mehr Themen', 'Themen mehr'],
    ['the last word of a long row', words.join(' '), words.with(499, 'anders').join(' ')],
  ])('keys depend on %s', (_, one, other) => {
    expect(keysOf(other)).not.toEqual(keysOf(one));
  });

  test('keys do not depend on the middle of a long row', () => {
    expect(keysOf(words.with(250, 'anders').join(' '))).toEqual(keysOf(words.join(' ')));
  });

  test.each([
    ['equal weights', [10, 10, 10, 10], [1, 2 ** 30, 2 ** 31, 3 * 2 ** 30], 0.5, 10],
    ['a negative weight', [10, 10, 10, -50], [3 * 2 ** 30], 0.5, -25],
    ['no keys', [10, 10, 10, 10], [], 1, 0],
  ])('the score is the sum of the weights over the root of their number: %s', (_, weights, keys, scale, score) => {
    expect(linearScore(Uint32Array.from(keys), keys.length, { weights: Int8Array.from(weights), scale })).toBe(score);
  });

  test.each([
    ['all keys of a path that spells a name differently', 'body > div.relatedLinks > p', true],
    ['some keys of a path with a name at another distance', 'body > section.related > div > p', false],
  ])('a path shares %s', (_, path, isAll) => {
    const own = new Set(pathKeys('body > div#main.related-links > p'));
    const keys = Array.from(pathKeys(path));
    const common = keys.filter((key) => own.has(key)).length;
    expect(common).toBeGreaterThan(0);
    expect(common === keys.length).toBe(isAll);
  });
});

describe('runs of rows', () => {
  test.each([
    ['bridges what costs less than it gains', [-1, 5, -2, 4, -9, 3], [1, 4]],
    ['is empty if nothing gains', [-1, -2], [0, 0]],
    ['is empty if there is nothing', [], [0, 0]],
  ])('the best run %s', (_, gains, run) => {
    expect(maxSumRun(gains)).toEqual(run);
  });

  test('running sums have one more place than values', () => {
    expect(Array.from(running([1, 2, 3]))).toEqual([0, 1, 3, 6]);
  });
});

describe('containers', () => {
  const paths = [
    'body > nav > li',
    'body > main > h1',
    'body > main > article > p',
    'body > main > article > p',
    'body > main > aside > p',
    'body > footer',
  ];
  const containers = containersOf(paths);
  const { leaves, all } = containers;
  const sums = sumsIn(containers, [0, 1, 40, 40, 15, 2]);

  test('neighbours with the same path are in one element', () => {
    expect(leaves[2]).toBe(leaves[3]);
  });

  test('neighbours whose paths begin alike are in one element from there up', () => {
    expect(leaves[2].parent).not.toBe(leaves[4].parent);
    expect(leaves[2].parent?.parent).toBe(leaves[4].parent?.parent);
  });

  test('each element is listed once, with its depth', () => {
    expect(all.map(({ depth }) => depth)).toEqual([0, 1, 2, 1, 2, 2, 3, 2, 3, 1]);
  });

  test('an element with the path of an earlier one is another element', () => {
    const again = containersOf(['body > div > p', 'body > nav', 'body > div > p']);
    expect(again.leaves[0]).not.toBe(again.leaves[2]);
  });

  test.each([
    ['the innermost one, if it has the mass', 60, leaves[2]],
    ['none, if no element has the mass', 1000, undefined],
  ])('the chosen element is %s', (_, mass, chosen) => {
    expect(deepestWith(all, sums, mass)).toBe(chosen);
  });

  test.each([
    ['the steps up from each row to one inside it', 'c-up', [1, 0, 0, 0, 0, 1]],
    ['the rows from its start to each row', 'c-start', [-1, 0, 1, 2, 3, 4]],
    ['the rows from each row to its end', 'c-end', [4, 3, 2, 1, 0, -1]],
  ])('the columns of a chosen element contain %s', (_, name, values) => {
    // The element with 90 % of the mass is `main`.
    const columns = new Columns(paths.length);
    addChosen(columns, 'c', containers, deepestWith(all, sums, 90));
    expect(Array.from(columns.values[columns.names.indexOf(name)])).toEqual(values);
  });
});
