/** Observations and their files: the sample does not depend on the order of adding and merging, and survives a file. */

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readObservationFile, writeObservationFile } from '../../../src/batch/learn/observationFiles.js';
import { readHtml } from '../../../src/index.js';
import { SAMPLE } from '../../../src/learn/observe/bottomK.js';
import { parseObservations } from '../../../src/learn/observe/observationFile.js';
import {
  addSeen,
  mergeObservations,
  type Observations,
  sampleIn,
  sampleOf,
  VOTERS,
  votersOf,
} from '../../../src/learn/observe/observations.js';
import { observe, type SeenDocument } from '../../../src/learn/observe/observe.js';
import { document } from '../../support/arbitraries.js';
import { folderWith, removeFolders } from '../../support/command.js';
import { articles, linesOf, observationsOf } from '../../support/learning.js';

afterAll(removeFolders);

const site = 'bote.example';
const many = articles(site, SAMPLE * 2);

function merged(...parts: readonly (readonly SeenDocument[])[]): Observations {
  const all: Observations = new Map();
  for (const part of parts) mergeObservations(all, observationsOf(part));
  return all;
}

/** Pages of a site, each with a vote for its one paragraph. */
function pages(count: number): SeenDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const page = readHtml(`<h1>Boote ${i}</h1><p>Am ${i}. Tag kamen ${i + 7} Boote in den Hafen, und der Wind drehte.</p>`, {
      id: `${i}.html`,
    });
    const blocks = page.blocks.map((block) => (block.text === '' ? block : { ...block, main: block.text.startsWith('Am') }));
    return observe({ ...page, blocks, site });
  });
}

describe('the sample of a site', () => {
  test('contains the documents with the smallest hashes, and the number of all', () => {
    const kept = sampleOf(observationsOf(many).get(site) as NonNullable<ReturnType<Observations['get']>>);
    const hashes = many.map(({ hash }) => hash).sort();
    expect(kept.map(({ hash }) => hash)).toEqual(hashes.slice(0, SAMPLE));
    expect(observationsOf(many).get(site)?.seen).toBe(many.length);
  });

  test('does not depend on the order of documents, nor on how parts are merged', () => {
    const whole = linesOf(observationsOf(many));
    expect(linesOf(observationsOf(many.toReversed()))).toEqual(whole);
    // The last documents that belong in the sample arrive long after it is full.
    const sorted = many.toSorted((one, other) => (one.hash < other.hash ? -1 : 1));
    const late = [...sorted.slice(0, SAMPLE - 5), ...sorted.slice(SAMPLE), ...sorted.slice(SAMPLE - 5, SAMPLE)];
    expect(linesOf(observationsOf(late))).toEqual(whole);
    const [a, b, c] = [many.slice(0, 90), many.slice(90, 91), many.slice(91)];
    for (const parts of [
      [a, b, c],
      [c, a, b],
      [[...b, ...a], c],
      [c, [...a, ...b]],
    ])
      expect(linesOf(merged(...parts))).toEqual(whole);
  });

  test('leaves merged parts unchanged, whatever is added later', () => {
    const [a, b] = [observationsOf(many.slice(0, 90)), observationsOf(many.slice(90, 99))];
    const before = [linesOf(a), linesOf(b)];
    const all: Observations = new Map();
    for (const part of [a, b]) mergeObservations(all, part);
    for (const document of many.slice(99)) addSeen(all, document);
    expect(linesOf(all)).toEqual(linesOf(observationsOf(many)));
    expect([linesOf(a), linesOf(b)]).toEqual(before);
  });

  test('returns only as many documents as asked for', () => {
    const kept = observationsOf([...many.slice(0, 20), ...pages(20)]).get(site) as NonNullable<ReturnType<Observations['get']>>;
    expect(sampleOf(kept, 7)).toEqual(sampleOf(kept).slice(0, 7));
    expect(sampleOf(kept, 30)).toEqual(sampleOf(kept).slice(0, 30));
  });

  test('contains a text that was scraped under two names once', () => {
    const [one] = many;
    const twice = [
      { ...one, id: 'b.txt' },
      { ...one, id: 'a.txt' },
      { ...one, id: 'c.txt' },
    ];
    for (const documents of [twice, twice.toReversed()]) {
      const [line] = linesOf(observationsOf(documents)).slice(2);
      expect(JSON.parse(line).id).toBe('a.txt');
    }
  });

  test('keeps votes only on its first pages, so that merged parts have no more than the whole', () => {
    const all = pages(3 * VOTERS);
    const kept = sampleOf(observationsOf(all).get(site) as NonNullable<ReturnType<Observations['get']>>);
    const voted = kept.map(({ blocks }) => blocks.some(({ main }) => main !== undefined));
    expect(voted).toEqual(kept.map((_, i) => i < VOTERS));
    expect(votersOf(site, observationsOf(all).get(site) as NonNullable<ReturnType<Observations['get']>>)).toHaveLength(VOTERS);
  });

  test('has no voters if the site is unknown: its documents may be of any', () => {
    const unknown = observationsOf(pages(3).map((page) => ({ ...page, site: '' })));
    expect(votersOf('', unknown.get('') as NonNullable<ReturnType<Observations['get']>>)).toEqual([]);
  });

  test('stores what its documents repeat once', () => {
    const observed = sampleIn(observationsOf(many.slice(0, 9)).get(site) as NonNullable<ReturnType<Observations['get']>>);
    expect(observed.pool.lines.map((line) => JSON.parse(line).text)).toEqual(['Hohenwieker Bote', 'Textgröße ändern:']);
    expect(new Set([...observed.documents.values()].map(({ pool }) => pool))).toEqual(new Set([observed.pool]));
    const kept = sampleOf(observed);
    expect(new Set(kept.map(({ blocks }) => blocks[0])).size).toBe(1);
    expect(new Set(kept.map(({ blocks }) => blocks[1])).size).toBe(9);
  });
});

describe('observations as lines', () => {
  test('are read back unchanged, whatever the documents', () => {
    fc.assert(
      fc.property(fc.array(document, { maxLength: 6 }), fc.constantFrom('', 'a.example'), (documents, name) => {
        const observations = observationsOf(
          documents.map((one, i) => observe({ ...one, id: `${i}`, site: i % 2 === 0 ? name : 'b.example' })),
        );
        const lines = linesOf(observations);
        expect(lines.filter((line) => line.includes('\n'))).toEqual([]);
        const back = parseObservations(lines, 'a.obs');
        expect(linesOf(back)).toEqual(lines);
        for (const [key, seen] of observations) {
          const there = back.get(key);
          expect(there?.seen).toBe(seen.seen);
          expect(there === undefined ? [] : sampleOf(there)).toEqual(sampleOf(seen));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('omit keys that can be derived from the text', () => {
    expect(linesOf(observationsOf(many)).filter((line) => line.includes('"key"'))).toEqual([]);
  });

  test('keep votes, and the keys of cut texts', () => {
    const long = observe({ ...readHtml(`<p>${'Ein sehr langer Satz über Boote. '.repeat(40)}</p>`, { id: 'lang.html' }), site });
    const observations = observationsOf([...pages(2), long]);
    const back = parseObservations(`${linesOf(observations).join('\n')}\n`, 'a.obs');
    const [before, after] = [observations, back].map((one) => sampleOf(one.get(site) as NonNullable<ReturnType<Observations['get']>>));
    expect(after).toEqual(before);
    expect(after.flatMap(({ blocks }) => blocks.filter(({ main }) => main === true)).length).toBe(2);
    expect(after.flatMap(({ blocks }) => blocks.filter(({ key }) => / #[0-9a-f]{16}$/u.test(key))).length).toBe(1);
  });

  const good = linesOf(observationsOf(articles(site, 3)));
  const damaged: [string, readonly string[], number, string][] = [
    ['nothing', [''], 1, 'not a file of observations'],
    ['a rule file', ['format: klartext-rules/1', 'rules: []'], 1, 'not a file of observations'],
    ['another version', ['{"format":"klartext-observations/9"}', ...good.slice(1)], 1, 'the format is “klartext-observations/9”'],
    ['a line that is not JSON', good.with(3, good[3].slice(0, 40)), 4, 'this line is damaged'],
    ['a document without its hash', good.with(2, good[2].replace('"hash"', '"hush"')), 3, 'a document is damaged (hash:'],
    ['a block of no known shape', good.with(2, good[2].replace('"prose"', '"poem"')), 3, 'a document is damaged (blocks.'],
    ['a block that was never described', good.with(3, good[3].replace('"blocks":[0', '"blocks":[77')), 4, 'block 77 was never described'],
    ['a site without a count', good.with(1, '{"site":"bote.example","documents":3}'), 2, 'a site is damaged (seen:'],
    ['a site that is listed twice', [...good.slice(0, -1), good[1], ...good.slice(2)], 6, 'site “bote.example” is listed twice'],
    ['an end with another number', good.with(-1, '{"end":4}'), 6, '4 documents were written, but the file has 3'],
    ['a file that was cut short', good.slice(0, -1), 6, 'the file ends too early'],
    ['more after the end', [...good, '{}'], 7, 'there is more after the end'],
  ];

  test.each(damaged)('are refused with file, line and reason: %s', (_, lines, line, reason) => {
    let error: unknown;
    try {
      parseObservations(lines, 'teil.obs');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'ObservationFileError', file: 'teil.obs', line });
    expect((error as Error).message).toContain(`teil.obs:${line}: ${reason}`);
  });
});

describe('observation files', () => {
  test('are the same bytes for the same observations, and are read back', async () => {
    const folder = folderWith({});
    const [a, b] = ['a.obs', 'sub/b.obs'].map((name) => path.join(folder, name));
    await writeObservationFile(a, observationsOf(many));
    await writeObservationFile(b, merged(many.slice(150), many.slice(0, 150)));
    expect(readFileSync(a).equals(readFileSync(b))).toBe(true);
    expect(linesOf(await readObservationFile(a))).toEqual(linesOf(observationsOf(many)));
  });

  test('may contain any characters of a scraped text, including line separators', async () => {
    const file = path.join(folderWith({}), 'a.obs');
    const odd = { ...many[0], titles: ['eins\u2028zwei\u0085drei\ud800', '\r\n'] };
    await writeObservationFile(file, observationsOf([odd]));
    const back = (await readObservationFile(file)).get(site);
    expect(back === undefined ? [] : sampleOf(back)[0].titles).toEqual(odd.titles);
  });

  test('are refused by name if they are missing, folders, damaged or cut short', async () => {
    const folder = folderWith({ 'text.obs': 'Am Abend kam der Regen.', 'other.obs': gzipSync('Am Abend kam der Regen.') });
    const whole = path.join(folder, 'whole.obs');
    await writeObservationFile(whole, observationsOf(many));
    const bytes = readFileSync(whole);
    writeFileSync(path.join(folder, 'cut.obs'), bytes.subarray(0, bytes.length / 2));
    const broken = Buffer.from(bytes);
    broken.fill(0x55, bytes.length / 2, bytes.length / 2 + 64);
    writeFileSync(path.join(folder, 'broken.obs'), broken);
    const reason = (name: string) =>
      readObservationFile(path.join(folder, name)).then(
        () => 'read',
        (error: Error) => `${error.name} ${error.message}`,
      );
    expect(await reason('none.obs')).toMatch(/^ObservationFileError .*none\.obs:1: no such file$/u);
    expect(await reason('.')).toMatch(/^ObservationFileError .*: is a folder/u);
    expect(await reason('text.obs')).toMatch(/text\.obs:1: not a file written by/u);
    expect(await reason('other.obs')).toMatch(/other\.obs:1: not a file of observations/u);
    expect(await reason('cut.obs')).toMatch(/cut\.obs:\d+: the file ends too early/u);
    expect(await reason('broken.obs')).toMatch(/^ObservationFileError .*broken\.obs:\d+: /u);
  });
});
