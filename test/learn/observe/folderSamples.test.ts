/** Samples of folders: bounded together, and the same in whatever order documents arrive, are merged or written. */
import { describe, expect, test } from '@jest/globals';
import { readText } from '../../../src/index.js';
import { SAMPLE } from '../../../src/learn/observe/bottomK.js';
import { limitPerFolder, MOST_FOLDERS, packedOf } from '../../../src/learn/observe/folderSamples.js';
import { ObservationFileError, parseObservations } from '../../../src/learn/observe/observationFile.js';
import { keptIn, mergeObservations, type Observations, sampleIn, sizeOfCut } from '../../../src/learn/observe/observations.js';
import { observe, type SeenDocument } from '../../../src/learn/observe/observe.js';
import { linesOf, observationsOf } from '../../support/learning.js';

/** A document of one line, in a folder. */
const inFolder = (folder: string, number: number): SeenDocument => ({
  ...observe(readText(`Am ${number}. Tag kamen in ${folder} Boote an.`, { id: `${folder}/${number}.txt` })),
  folder,
});
const folderOf = (folder: string, count: number, from = 0) => Array.from({ length: count }, (_, i) => inFolder(folder, from + i));
const unknownIn = (observations: Observations) => sampleIn(observations.get('') as NonNullable<ReturnType<Observations['get']>>);

/** What the folders hold: documents seen, and the hashes of those kept. */
function held(observations: Observations): object {
  const sample = unknownIn(observations);
  return Object.fromEntries(
    [...(sample.folders ?? [])]
      .map(([name, folder]) => [name, [folder.seen, packedOf(sample, folder).map(({ hash }) => hash)]] as const)
      .sort(),
  );
}

describe('the samples of folders', () => {
  const documents = [...folderOf('a', SAMPLE * 2), ...folderOf('b', 30), ...folderOf('c/d', 3)];

  test('hold the documents with the smallest hashes, and the number of all', () => {
    const hashes = documents
      .slice(0, SAMPLE * 2)
      .map(({ hash }) => hash)
      .sort();
    expect(held(observationsOf(documents))).toMatchObject({ a: [SAMPLE * 2, hashes.slice(0, SAMPLE)], b: [30, expect.any(Array)] });
  });

  test('do not depend on the order of documents, on merging, or on a file', () => {
    const whole = observationsOf(documents);
    const merged = observationsOf(documents.filter((_, i) => i % 2 === 0));
    mergeObservations(merged, observationsOf(documents.filter((_, i) => i % 2 === 1)));
    for (const other of [observationsOf(documents.toReversed()), merged, parseObservations(linesOf(whole), 'one.obs')]) {
      expect(held(other)).toEqual(held(whole));
      expect(linesOf(other)).toEqual(linesOf(whole));
    }
  });

  test('hold fewer documents of each folder, the more folders there are', () => {
    const crowd = Array.from({ length: 1023 }, (_, i) => inFolder(`folder ${i}`, i));
    for (const order of [
      [...documents, ...crowd],
      [...crowd, ...documents],
    ]) {
      const sample = unknownIn(observationsOf(order));
      expect(limitPerFolder(sample)).toBe(29);
      expect(held(observationsOf(order))).toMatchObject({ a: [SAMPLE * 2, { length: 29 }] });
      expect(sample.folders?.get('a')?.documents.size).toBeLessThan(40);
    }
    expect(held(observationsOf([...documents, ...crowd]))).toEqual(held(observationsOf([...crowd, ...documents])));
  });

  test('are given up where there are too many folders, also those of a part', () => {
    const crowd = Array.from({ length: MOST_FOLDERS + 1 }, (_, i) => inFolder(`folder ${i}`, i));
    const many = observationsOf(crowd);
    expect(unknownIn(many).folders).toBeUndefined();
    expect(unknownIn(parseObservations(linesOf(many), 'many.obs')).folders).toBeUndefined();
    const few = observationsOf(documents);
    mergeObservations(few, many);
    expect(unknownIn(few).folders).toBeUndefined();
    // Documents that only a folder kept are gone.
    expect(keptIn(unknownIn(few))).toHaveLength(unknownIn(few).documents.size);
  });

  test('are absent from observations of earlier versions, which can still be read', () => {
    const [, ...rest] = linesOf(observationsOf([inFolder('a', 1)].map(({ folder: _, ...document }) => document)));
    const old = parseObservations(['{"format":"klartext-observations/2"}', ...rest], 'old.obs');
    expect(unknownIn(old).folders?.size).toBe(0);
    expect(() => parseObservations(['{"format":"klartext-observations/1"}', ...rest], 'older.obs')).toThrow(ObservationFileError);
  });
});

describe('the size of a sample', () => {
  const sizeOf = (observations: Observations, site = 'a.example') =>
    sizeOfCut(observations.get(site) as NonNullable<ReturnType<Observations['get']>>);
  const ofSite = (count: number) => folderOf('a', count).map(({ folder: _, ...document }) => ({ ...document, site: 'a.example' }));

  test('is told if documents were left out, also after a file', () => {
    for (const count of [SAMPLE + 1, SAMPLE * 2]) {
      const observations = observationsOf(ofSite(count));
      expect(sizeOf(observations)).toBe(SAMPLE);
      expect(sizeOf(parseObservations(linesOf(observations), 'a.obs'))).toBe(SAMPLE);
    }
  });

  test('is not told if all were kept, whether or not some were scraped twice', () => {
    expect(sizeOf(observationsOf(ofSite(SAMPLE)))).toBeUndefined();
    expect(
      sizeOf(observationsOf([...ofSite(50), ...ofSite(50).map((document) => ({ ...document, id: `again ${document.id}` }))])),
    ).toBeUndefined();
  });
});
