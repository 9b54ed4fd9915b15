/** Sites found from text alone: documents of one site are grouped, and what two sites share does not merge them. */
import { describe, expect, test } from '@jest/globals';
import { addSeen, mergeObservations, type Observations, sampleIn, sampleOf } from '../../../src/learn/observe/observations.js';
import type { SeenDocument } from '../../../src/learn/observe/observe.js';
import { assignSites, clusterDocuments, isCluster } from '../../../src/learn/sites/cluster.js';
import { headline, label, observed, pageLines, sentence, times } from '../../support/pages.js';

/** A page of a site, named by it. */
const page = (name: string, number: number, options?: Parameters<typeof pageLines>[2]): SeenDocument =>
  observed(`${name} ${number}`, pageLines(name, number, options));

const site = (name: string, count: number, options: (i: number) => Parameters<typeof pageLines>[2] = () => ({})) =>
  times(count, (i) => page(name, i, options(i)));

/** The groups of at least two documents, by the documents' names. */
function named(documents: readonly SeenDocument[]): string[][] {
  return clusterDocuments(documents)
    .filter((group) => group.length > 1)
    .map((group) => group.map((i) => documents[i].id).sort())
    .sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

const ids = (documents: readonly SeenDocument[]) => documents.map(({ id }) => id).sort();

function observing(documents: readonly SeenDocument[]): Observations {
  const observations: Observations = new Map();
  for (const document of documents) addSeen(observations, document);
  return observations;
}

/** Names of documents by site. */
function bySite(observations: Observations): Record<string, string[]> {
  return Object.fromEntries([...observations].map(([name, seen]) => [name, ids(sampleOf(seen))] as const).sort());
}

describe('documents that are grouped', () => {
  test('documents of one site, although all of its lines are common', () => {
    const bote = site('bote', 8);
    expect(named(bote)).toEqual([ids(bote)]);
  });

  test('documents of several sites, beside documents that belong to none', () => {
    const [bote, kurier, post] = [site('bote', 8), site('kurier', 5), site('post', 12)];
    const strays = times(5, (i) => page(`stray${i}`, i));
    expect(named([...bote, ...strays, ...kurier, ...post])).toEqual([ids(bote), ids(kurier), ids(post)]);
    expect(clusterDocuments([...bote, ...strays]).filter((group) => group.length === 1)).toHaveLength(5);
  });

  test('documents of a site that is most of the corpus, although its furniture is in almost every document', () => {
    // Rarer lines, such as topics that a few of its pages share, must not outweigh it.
    const topics = (i: number) => ({ labels: 16, extra: times(6, (k) => label(`topic ${(i * (k + 3) + k) % 97}`)) });
    const [great, bote] = [site('great', 400, topics), site('bote', 8)];
    const groups = named([...great, ...bote]);
    expect(groups).toContainEqual(ids(bote));
    expect(Math.max(...groups.map((group) => group.length))).toBeGreaterThan(380);
  });

  test('documents whose lines differ only in numbers and dates', () => {
    const pages = times(6, (i) =>
      observed(`n${i}`, times(6, (k) => `${label(`num ${k}`)} ${i}${k}`).concat(times(6, (k) => sentence(`n ${i} ${k}`)))),
    );
    expect(named(pages)).toEqual([ids(pages)]);
  });
});

describe('sites that are not merged', () => {
  test('sites with the same agency copy', () => {
    const story = (i: number) => ({ labels: 6, extra: times(24, (k) => sentence(`agency ${i} ${k}`)) });
    const [bote, kurier] = [site('bote', 8, story), site('kurier', 8, story)];
    expect(named([...bote, ...kurier])).toEqual([ids(bote), ids(kurier)]);
  });

  test('sites with teasers from one pool of headlines', () => {
    const teasers = (step: number) => (i: number) => ({ labels: 6, extra: times(20, (k) => headline(`pool ${(i * 7 + k * step) % 30}`)) });
    const [bote, kurier] = [site('bote', 8, teasers(1)), site('kurier', 8, teasers(7))];
    expect(named([...bote, ...kurier])).toEqual([ids(bote), ids(kurier)]);
  });

  test('sites with labels that half of all sites have', () => {
    const common = () => ({ extra: ['Facebook', 'Teilen', 'Kontakt', 'Impressum'] });
    const sites = ['bote', 'echo', 'kurier', 'post'].map((name) => site(name, 6, common));
    const others = ['woche', 'zeit'].map((name) => site(name, 6));
    expect(named([...sites, ...others].flat())).toEqual([...sites, ...others].map(ids));
  });

  test('two documents that share a single line, and no other with any document', () => {
    const one = (name: string) => observed(name, ['Kontakt', ...times(6, (i) => sentence(`${name} ${i}`))]);
    expect(named([one('a'), one('b')])).toEqual([]);
  });
});

describe('the order of documents', () => {
  const pool = (i: number) => ({ extra: times(6, (k) => headline(`pool ${(i * 5 + k) % 30}`)) });
  const documents = [...site('bote', 8, pool), ...site('kurier', 9, pool), ...times(4, (i) => page(`stray${i}`, i))];
  const orders = [documents, [...documents].reverse(), [...documents].sort((a, b) => (a.hash.slice(3) < b.hash.slice(3) ? -1 : 1))];

  test.each(orders.map((order, i) => [i, order] as const))(
    'the groups and their order do not depend on the order of documents: order %i',
    (_, order) => {
      const inOrder = (all: readonly SeenDocument[]) => clusterDocuments(all).map((group) => group.map((i) => all[i].id));
      expect(inOrder(order)).toEqual(inOrder(documents));
    },
  );

  test('the names of sites do not depend on the order of documents, nor on how observations were merged', () => {
    const names = orders.map((order) => bySite(assignSites(observing(order))));
    const merged = observing(documents.slice(0, 9));
    mergeObservations(merged, observing(documents.slice(5)));
    for (const other of [...names, bySite(assignSites(merged))]) expect(other).toEqual(names[0]);
    expect(Object.keys(names[0])).toEqual([
      '',
      expect.stringMatching(/^cluster-[0-9a-f]{8}$/u),
      expect.stringMatching(/^cluster-[0-9a-f]{8}$/u),
    ]);
  });
});

describe('sites assigned to documents', () => {
  const [bote, kurier] = [site('bote', 8), site('kurier', 5)];
  const strays = times(3, (i) => page(`stray${i}`, i));
  const known = times(4, (i) => observed(`known ${i}`, [sentence(`known ${i}`)], 'known.example'));

  test('single documents stay without a site, and known sites as they are', () => {
    const observations = observing([...bote, ...known, ...strays, ...kurier]);
    const assigned = assignSites(observations);
    const { '': unknown, 'known.example': before, ...clusters } = bySite(assigned);
    expect(unknown).toEqual(ids(strays));
    expect(before).toEqual(ids(known));
    expect(Object.values(clusters).sort()).toEqual([ids(bote), ids(kurier)]);
    for (const [name, site] of assigned) {
      const { seen, documents } = sampleIn(site);
      expect(seen).toBe(documents.size);
      for (const document of documents.values()) expect(document.site).toBe(name);
    }
  });

  test('the given observations are not changed', () => {
    const observations = observing([...bote, ...strays, ...known]);
    const before = bySite(observations);
    assignSites(observations);
    expect(bySite(observations)).toEqual(before);
    expect(observations.get('')?.seen).toBe(bote.length + strays.length);
  });

  test('a cluster’s name depends only on its own documents', () => {
    const nameOf = (all: readonly SeenDocument[]) =>
      [...assignSites(observing(all))].find(([, site]) => sampleIn(site).documents.has(bote[0].hash))?.[0];
    expect(nameOf([...bote, ...kurier])).toBe(nameOf([...strays, ...bote, ...known]));
  });

  test('observations without unknown documents have no unknown site', () => {
    expect(bySite(assignSites(observing(known)))).toEqual({ 'known.example': ids(known) });
    expect([...assignSites(observing(bote)).keys()]).toEqual([expect.stringMatching(/^cluster-/u)]);
    expect(assignSites(new Map()).size).toBe(0);
    expect(clusterDocuments([])).toEqual([]);
  });

  test('a cluster is recognised by its name', () => {
    expect([...assignSites(observing([...bote, ...known])).keys()].map(isCluster)).toEqual([false, true]);
    expect(isCluster('cluster-hohenwiek')).toBe(false);
  });

  test('a cluster gets the site that most of its documents are recognised as, and so does a single document', () => {
    const isOf = (name: string, documents: readonly SeenDocument[]) => (document: SeenDocument) =>
      documents.some(({ hash }) => hash === document.hash) ? name : undefined;
    const all = observing([...bote, ...kurier, ...strays]);
    const most = bySite(assignSites(all, isOf('bote.example', bote.slice(3))));
    expect(most['bote.example']).toEqual(ids(bote));
    expect(Object.keys(most).filter(isCluster)).toHaveLength(1);
    const half = bySite(assignSites(all, isOf('bote.example', bote.slice(4))));
    expect(Object.keys(half).filter(isCluster)).toHaveLength(2);
    const alone = bySite(assignSites(all, isOf('stray.example', strays.slice(1, 2))));
    expect([alone['stray.example'], alone['']]).toEqual([ids(strays.slice(1, 2)), ids([strays[0], strays[2]])]);
  });

  test('recognised documents are added to those of their site, without changing the given observations', () => {
    const observations = observing([...known, ...bote, ...strays]);
    const before = bySite(observations);
    const assigned = assignSites(observations, (document) => (document.id.startsWith('stray') ? undefined : 'known.example'));
    expect(bySite(assigned)).toEqual({ '': ids(strays), 'known.example': ids([...known, ...bote]) });
    expect(assigned.get('known.example')?.seen).toBe(known.length + bote.length);
    expect(bySite(observations)).toEqual(before);
    expect(observations.get('known.example')?.seen).toBe(known.length);
  });

  test('a site keeps its sample and counts all documents seen', () => {
    const great = site('great', 300);
    const [found] = [...assignSites(observing(great)).values()];
    expect(found.seen).toBe(300);
    expect(sampleOf(found)).toHaveLength(200);
  });
});
