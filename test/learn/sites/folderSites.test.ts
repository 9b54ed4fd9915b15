/** Folders are sites where their documents show furniture of their own; dates, sections, parts and languages are not. */
import { describe, expect, test } from '@jest/globals';
import { mergeObservations, type Observations, sampleOf } from '../../../src/learn/observe/observations.js';
import type { SeenDocument } from '../../../src/learn/observe/observe.js';
import { assignFolders } from '../../../src/learn/sites/folderSites.js';
import { linesOf, observationsOf } from '../../support/learning.js';
import { headline, label, observed, pageLines, times } from '../../support/pages.js';

type Extra = (i: number) => readonly string[];

/** Pages of a site in a folder, as found below the PATH `in`. */
const pagesIn = (folder: string, site: string, count: number, from = 0, extra: Extra = () => []): SeenDocument[] =>
  times(count, (i) => ({ ...observed(`in/${folder}/${from + i}.txt`, pageLines(site, from + i, { extra: extra(from + i) })), folder }));

/** Pages beside the folders: their folder is the PATH. */
const loose = (site: string, count: number): SeenDocument[] =>
  times(count, (i) => ({ ...observed(`in/${site}-${i}.txt`, pageLines(site, 900 + i)), folder: 'in' }));

const found = (documents: readonly SeenDocument[]) => assignFolders(observationsOf(documents));
const sitesOf = (documents: readonly SeenDocument[]) => [...found(documents).sites];

/** The names of the documents of a site. */
const idsOf = (observations: Observations, site: string) => {
  const seen = observations.get(site);
  return seen === undefined ? [] : sampleOf(seen).map(({ id }) => id);
};

describe('folders that are sites', () => {
  const bote = pagesIn('a', 'bote', 8);
  const kurier = pagesIn('b', 'kurier', 6);

  test('a folder a site: each site is named by its folder and has its documents', () => {
    const { sites, observations } = found([...bote, ...kurier]);
    expect(sites).toEqual(['a', 'b']);
    expect([...observations.keys()]).toEqual(['a', 'b']);
    expect(idsOf(observations, 'a').sort()).toEqual(bote.map(({ id }) => id).sort());
    expect(observations.get('b')?.seen).toBe(6);
    expect(
      sampleOf(observations.get('a') as NonNullable<ReturnType<Observations['get']>>).every(
        ({ site, folder }) => site === 'a' && folder === undefined,
      ),
    ).toBe(true);
  });

  test('folders of few documents are sites if the others are', () => {
    expect(sitesOf([...bote, ...kurier, ...pagesIn('c', 'post', 2), ...pagesIn('d', 'echo', 1)])).toEqual(['a', 'b', 'c', 'd']);
  });

  test('sites with the same agency copy, and labels that all sites have', () => {
    const common: Extra = (i) => ['Facebook', 'Teilen', 'Kontakt', 'Impressum', headline(`agency ${i % 5}`)];
    const documents = ['bote', 'kurier', 'post'].flatMap((site, i) => pagesIn(`${i}`, site, 8, 0, common));
    expect(sitesOf(documents)).toEqual(['0', '1', '2']);
  });

  test('sites one level deeper, below folders of dates: by their own name', () => {
    const days = ['2031-03-01', '2031-03-02'];
    const documents = days.flatMap((day, d) => ['bote', 'kurier', 'post'].flatMap((site) => pagesIn(`${day}/${site}`, site, 5, d * 5)));
    const { sites, observations } = found(documents);
    expect(sites).toEqual(['bote', 'kurier', 'post']);
    expect(observations.get('bote')?.seen).toBe(10);
  });

  test('sites one level deeper, below one folder or folders of countries: by the whole path', () => {
    const below = (...paths: string[]) => paths.flatMap((folder) => pagesIn(folder, folder, 6));
    expect(sitesOf(below('crawl/bote', 'crawl/kurier', 'crawl/post'))).toEqual(['crawl/bote', 'crawl/kurier', 'crawl/post']);
    expect(sitesOf(below('de/bote', 'de/blog', 'fr/matin', 'fr/blog'))).toEqual(['de/blog', 'de/bote', 'fr/blog', 'fr/matin']);
  });

  test('sites with folders of dates below them: the upper ones', () => {
    const documents = ['bote', 'kurier'].flatMap((site) => ['1', '2', '3'].flatMap((day) => pagesIn(`${site}/${day}`, site, 4, +day * 4)));
    expect(sitesOf([...documents, ...pagesIn('post', 'post', 6)])).toEqual(['bote', 'kurier', 'post']);
  });

  test('a few loose files beside them are of no site, whichever site they are from', () => {
    const strays = [...loose('bote', 2), ...loose('post', 1), ...loose('echo', 1)];
    const { sites, observations } = found([...bote, ...kurier, ...strays]);
    expect(sites).toEqual(['a', 'b']);
    expect(idsOf(observations, '').sort()).toEqual(strays.map(({ id }) => id).sort());
    expect(observations.get('')?.seen).toBe(4);
  });

  test('a folder beside them in which sites are mixed is none', () => {
    const mixed = [...pagesIn('misc', 'post', 5), ...pagesIn('misc', 'echo', 5, 20)];
    const others = ['c', 'd', 'e', 'f'].flatMap((folder) => pagesIn(folder, `site ${folder}`, 5));
    const { sites, observations } = found([...bote, ...kurier, ...others, ...mixed]);
    expect(sites).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(observations.get('')?.seen).toBe(10);
  });

  test('a site that rules of an earlier run recognise keeps its name', () => {
    const recognise = ({ blocks }: SeenDocument) => (blocks[0].text === label('bote label 0') ? 'cluster-0badcafe' : undefined);
    expect(assignFolders(observationsOf([...bote, ...kurier]), recognise).sites).toEqual(['cluster-0badcafe', 'b']);
  });

  test('documents that something else assigns to a site of that name join it, and the observations stay as they were', () => {
    const named = times(3, (i) => observed(`x${i}`, pageLines('bote', 50 + i), 'a'));
    const observations = observationsOf([...named, ...bote, ...kurier]);
    const before = linesOf(observations);
    expect(assignFolders(observations).observations.get('a')?.seen).toBe(11);
    expect(linesOf(observations)).toEqual(before);
  });
});

describe('folders that are not sites', () => {
  test('one site in folders of dates, each with the day’s teasers', () => {
    const day =
      (d: number): Extra =>
      () =>
        times(8, (k) => headline(`day ${d} teaser ${k}`));
    expect(sitesOf(times(6, (d) => pagesIn(`2031-03-0${d + 1}`, 'bote', 6, d * 6, day(d))).flat())).toEqual([]);
  });

  test('sections of one site, each with a menu of its own', () => {
    const menu =
      (section: string): Extra =>
      () =>
        times(4, (k) => label(`${section} menu ${k}`));
    expect(sitesOf(['politik', 'sport', 'kultur'].flatMap((section, s) => pagesIn(section, 'bote', 8, s * 8, menu(section))))).toEqual([]);
  });

  test('two sites mixed in every folder', () => {
    const part = (p: number) => [...pagesIn(`part-000${p}`, 'bote', 5, p * 5), ...pagesIn(`part-000${p}`, 'kurier', 5, 100 + p * 5)];
    expect(sitesOf(times(4, part).flat())).toEqual([]);
  });

  test('parts of a corpus in the order of its sites, and languages with several sites each', () => {
    const pair = (folder: string, ...sites: string[]) => sites.flatMap((site, i) => pagesIn(folder, site, 5, i * 50));
    expect(sitesOf([...pair('1', 'bote', 'kurier'), ...pair('2', 'post', 'echo'), ...pair('3', 'woche', 'zeit')])).toEqual([]);
  });

  test('a single folder, documents without furniture, and too few documents to show any', () => {
    expect(sitesOf(pagesIn('a', 'bote', 9))).toEqual([]);
    const bare = (folder: string) => times(6, (i) => ({ ...observed(`in/${folder}/${i}.txt`, [headline(`${folder} ${i}`)]), folder }));
    expect(sitesOf([...bare('a'), ...bare('b')])).toEqual([]);
    expect(sitesOf(times(9, (i) => pagesIn(`${i}`, `site ${i}`, 3)).flat())).toEqual([]);
  });

  test('documents keep their places for clustering', () => {
    const documents = times(3, (d) => pagesIn(`day ${d}`, 'bote', 5, d * 5)).flat();
    const observations = observationsOf(documents);
    expect(assignFolders(observations).observations).toBe(observations);
  });
});

describe('the order of documents', () => {
  const documents = ['a', 'b', 'c'].flatMap((folder) => pagesIn(folder, `site ${folder}`, 7)).concat(loose('post', 2));

  test('changes neither the sites nor their documents, nor does merging parts', () => {
    const whole = linesOf(found(documents).observations);
    expect(linesOf(found(documents.toReversed()).observations)).toEqual(whole);
    const parts = observationsOf(documents.filter((_, i) => i % 3 === 0));
    mergeObservations(parts, observationsOf(documents.filter((_, i) => i % 3 !== 0)));
    expect(linesOf(assignFolders(parts).observations)).toEqual(whole);
  });
});
