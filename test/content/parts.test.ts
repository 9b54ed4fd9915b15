/** The parts of the content model: counting, hashed words, containers, stretches, trees. */
import { describe, expect, test } from '@jest/globals';
import { Columns } from '../../src/content/features/columns.js';
import { addChosen, containersOf, deepestWith, sumsIn } from '../../src/content/features/containers.js';
import { keyBuffer, linearScore, rowKeys } from '../../src/content/features/linear.js';
import { pathKeys } from '../../src/content/features/pathKeys.js';
import { running } from '../../src/content/features/placeColumns.js';
import { stopBits } from '../../src/content/features/stopwords.js';
import { emptyTally, HashList, tallyText, wordHash } from '../../src/content/features/textTally.js';
import { type Forest, LEAF, probabilities } from '../../src/content/forest/trees.js';
import { maxSumRun } from '../../src/text/maxSumRun.js';

const tallied = (text: string) => {
  const tally = emptyTally();
  const list = new HashList();
  tallyText(text, tally, list);
  return { tally, hashes: Array.from(list.hashes.subarray(0, list.size)) };
};

describe('counting a text', () => {
  test('tells words, marks and capitals', () => {
    const { tally, hashes } = tallied('Die NATO tagt am 3. Mai 2031, sagt Ilse Probst: „Ja!“');
    expect(tally).toMatchObject({ words: 11, capitalised: 6, shouted: 1, digits: 5, commas: 1, colons: 1, quotes: 2 });
    expect(hashes).toHaveLength(11);
    // The dot of “3.” stands before a space as a full stop does.
    expect(tally.stops).toBe(2);
  });

  test('gives a word the same hash in any case, and all numbers of one length the same', () => {
    const { hashes } = tallied('Haus HAUS haus 1987 2031 12');
    expect(hashes[0]).toBe(hashes[1]);
    expect(hashes[0]).toBe(wordHash('haus'));
    expect(hashes[3]).toBe(hashes[4]);
    expect(hashes[5]).not.toBe(hashes[4]);
  });

  test('counts scripts without spaces by character, two a word', () => {
    const { tally, hashes } = tallied('天气很好。');
    expect(tally).toMatchObject({ words: 2, unspaced: 4, stops: 1 });
    expect(hashes).toHaveLength(4);
  });

  test('grows with long texts', () => {
    expect(tallied('wort '.repeat(10_000)).hashes).toHaveLength(10_000);
  });
});

test('stop words know their languages', () => {
  const both = stopBits(wordHash('die')) & stopBits(wordHash('und'));
  expect(both).not.toBe(0);
  expect(stopBits(wordHash('the')) & both).toBe(0);
  expect(stopBits(wordHash('Leuchtturmwärter'))).toBe(0);
});

describe('hashed words', () => {
  const keysOf = (text: string) => {
    const { tally, hashes } = tallied(text);
    const keys = keyBuffer();
    return Array.from(keys.slice(0, rowKeys(Uint32Array.from(hashes), tally.from, tally.to, keys)));
  };

  test('a short row has its words, its pairs, its end and its whole as keys', () => {
    // Two words, the first as first, one pair, the last as last, the whole.
    expect(keysOf('Mehr Themen')).toHaveLength(6);
    expect(new Set(keysOf('Mehr Themen')).size).toBe(6);
    expect(keysOf('Mehr Themen')).not.toEqual(keysOf('Themen mehr'));
  });

  test('a long row is looked at at both ends', () => {
    const words = Array.from({ length: 500 }, (_, i) => `wort${'abcdefghij'[i % 10]}`);
    expect(keysOf(words.join(' ')).length).toBeLessThan(keyBuffer().length);
    const changed = words.with(250, 'anders');
    expect(keysOf(changed.join(' '))).toEqual(keysOf(words.join(' ')));
    expect(keysOf(words.with(499, 'anders').join(' '))).not.toEqual(keysOf(words.join(' ')));
  });

  test('the score is the sum of the weights over the root of their number', () => {
    const weights = new Int8Array(4).fill(10);
    expect(linearScore(Uint32Array.from([1, 2 ** 30, 2 ** 31, 3 * 2 ** 30]), 4, { weights, scale: 0.5 })).toBe(10);
    weights[3] = -50;
    expect(linearScore(Uint32Array.from([3 * 2 ** 30]), 1, { weights, scale: 0.5 })).toBe(-25);
    expect(linearScore(new Uint32Array(0), 0, { weights, scale: 1 })).toBe(0);
  });

  test('a path gives its words at their distance: the same name elsewhere shares a key', () => {
    const own = new Set(pathKeys('body > div#main.related-links > p'));
    const split = pathKeys('body > div.relatedLinks > p');
    expect(split.every((key) => own.has(key))).toBe(true);
    const farther = pathKeys('body > section.related > div > p');
    const common = Array.from(farther).filter((key) => own.has(key));
    expect(common.length).toBeGreaterThan(0);
    expect(common.length).toBeLessThan(farther.length);
  });
});

describe('stretches', () => {
  test('the best stretch bridges what costs less than it gains', () => {
    expect(maxSumRun([-1, 5, -2, 4, -9, 3])).toEqual([1, 4]);
    expect(maxSumRun([-1, -2])).toEqual([0, 0]);
    expect(maxSumRun([])).toEqual([0, 0]);
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

  test('neighbours whose paths begin alike stand in one element', () => {
    const { leaves, all } = containersOf(paths);
    expect(leaves[2]).toBe(leaves[3]);
    expect(leaves[2].parent).not.toBe(leaves[4].parent);
    expect(leaves[2].parent?.parent).toBe(leaves[4].parent?.parent);
    expect(all.map(({ depth }) => depth)).toEqual([0, 1, 2, 1, 2, 2, 3, 2, 3, 1]);
  });

  test('an element that comes again is another one', () => {
    const { leaves } = containersOf(['body > div > p', 'body > nav', 'body > div > p']);
    expect(leaves[0]).not.toBe(leaves[2]);
  });

  test('the chosen one is the deepest with enough mass; rows tell how far they stand from it', () => {
    const containers = containersOf(paths);
    const { leaves, all } = containers;
    const sums = sumsIn(containers, [0, 1, 40, 40, 15, 2]);
    const chosen = deepestWith(all, sums, 60);
    expect(chosen).toBe(leaves[2]);
    const columns = new Columns(paths.length);
    addChosen(columns, 'c', containers, deepestWith(all, sums, 90));
    const column = (name: string) => Array.from(columns.values[columns.names.indexOf(name)]);
    // The one with nine tenths is `main`: nav and footer meet it at the body.
    expect(column('c-up')).toEqual([1, 0, 0, 0, 0, 1]);
    expect(column('c-start')).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(column('c-end')).toEqual([4, 3, 2, 1, 0, -1]);
    expect(deepestWith(all, sums, 1000)).toBeUndefined();
  });
});

describe('trees', () => {
  // One tree: where the row above has a byte of at most 1 (outside, or below the cut) −2, else by the row itself 1 or 3.
  const forest: Forest = {
    columns: [
      { name: 'a', cuts: Float32Array.of(0.5) },
      { name: 'b', cuts: Float32Array.of(10, 20) },
    ],
    reach: 1,
    first: 1,
    sure: 9,
    roots: Uint32Array.of(0),
    cells: Int16Array.of(-2, LEAF, 1, LEAF, LEAF),
    cuts: Uint8Array.of(1, 0, 2, 0, 0),
    right: Uint16Array.of(2, 0, 2, 1, 2),
    values: Float32Array.of(-2, 1, 3),
  };
  const columnsOf = (values: Record<string, number[]>) => {
    const columns = new Columns(3);
    for (const [name, column] of Object.entries(values)) columns.add(name).set(column);
    return columns;
  };

  test('ask rows around a row, wherever the columns stand; what lies beyond the ends is below all values', () => {
    const columns = columnsOf({ b: [99, 20, 21], other: [0, 0, 0], a: [1, 1, 0] });
    const odds = Array.from(probabilities(forest, columns), (p) => Math.log(p / (1 - p)));
    expect(odds[0]).toBeCloseTo(-2, 4);
    expect(odds[1]).toBeCloseTo(1, 4);
    expect(odds[2]).toBeCloseTo(3, 4);
  });

  test('ask no further of a row of which the first trees are sure', () => {
    const twice = { ...forest, sure: 1.5, roots: Uint32Array.of(0, 0) };
    const columns = columnsOf({ b: [99, 20, 21], a: [1, 1, 0] });
    const odds = Array.from(probabilities(twice, columns), (p) => Math.round(Math.log(p / (1 - p))));
    expect(odds).toEqual([-2, 2, 3]);
  });

  test('name a column that is not there', () => {
    expect(() => probabilities(forest, columnsOf({ a: [0, 0, 0] }))).toThrow(/not computed: b/u);
  });
});
