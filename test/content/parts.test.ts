/** The parts of the content model: tallies of texts, hashed words, runs of rows. */
import { describe, expect, test } from '@jest/globals';
import { keyBuffer, linearScore, rowKeys } from '../../src/content/features/linear.js';
import { pathKeys } from '../../src/content/features/pathKeys.js';
import { running } from '../../src/content/features/placeColumns.js';
import { stopBits } from '../../src/content/features/stopwords.js';
import { maxSumRun } from '../../src/text/maxSumRun.js';
import { wordHash } from '../../src/text/scan/hashList.js';
import { scanTexts } from '../../src/text/scan/scanTexts.js';
import type { TallyColumns } from '../../src/text/scan/tallyColumns.js';

const tallied = (text: string) => {
  const { tallies, wordHashes } = scanTexts([text]);
  const tally = Object.fromEntries(Object.entries(tallies).map(([name, column]) => [name, column[0]]));
  return { tally, hashes: Array.from(wordHashes.hashes.subarray(0, wordHashes.size)) };
};

describe('the tally of a text', () => {
  const SENTENCE = 'Die NATO tagt am 3. Mai 2031, sagt Ilse Probst: „Ja!“';

  test.each<[string, string, Partial<Record<keyof TallyColumns, number>>]>([
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
    const { hashes } = tallied(text);
    const keys = keyBuffer();
    return Array.from(keys.slice(0, rowKeys(Uint32Array.from(hashes), 0, hashes.length, keys)));
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
