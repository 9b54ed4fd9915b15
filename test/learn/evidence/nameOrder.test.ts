/** Texts without dates age by the numbers in their names: rules that the later ones no longer show are suspended. */
import { describe, expect, test } from '@jest/globals';
import { observe, propose, readText } from '../../../src/index.js';
import { vanishedNote } from '../../../src/learn/evidence/drift.js';
import { placesByName } from '../../../src/learn/evidence/nameOrder.js';
import type { SeenDocument } from '../../../src/learn/observe/observe.js';
import { observationsOf, textOf } from '../../support/learning.js';

/** Names in the order of their ranks, those of equal rank together; each series by itself. */
function ordered(...ids: string[]): Record<string, string[][]> {
  const places = placesByName(ids.map((id) => ({ id })));
  const named = places.map((place, i) => ({ ...place, id: ids[i] }));
  return Object.fromEntries(
    [...new Set(named.map(({ series }) => series))].map((name) => {
      const members = named.filter(({ series }) => series === name);
      const ranks = [...new Set(members.map(({ rank }) => rank))].sort((a, b) => a - b);
      return [name, ranks.map((rank) => members.filter((one) => one.rank === rank).map(({ id }) => id))];
    }),
  );
}

describe('the order of names', () => {
  test('is that of their numbers, whatever their length', () => {
    expect(ordered('in/10.txt', 'in/9.txt', 'in/008.txt', 'in/123456789012345678901.txt', 'in/123456789012345678902.txt')).toEqual({
      'in/': [['in/008.txt'], ['in/9.txt'], ['in/10.txt'], ['in/123456789012345678901.txt'], ['in/123456789012345678902.txt']],
    });
  });

  test('is that of several numbers, up to words in which names differ', () => {
    expect(ordered('part-2.jsonl#1', 'part-1.jsonl#20', 'part-1.jsonl#3')).toEqual({
      'part-': [['part-1.jsonl#3'], ['part-1.jsonl#20'], ['part-2.jsonl#1']],
    });
    expect(ordered('2031-05-04-boats-7.txt', '2031-05-04-aid-9.txt', '2031-04-30-wind-1.txt')).toEqual({
      '': [['2031-04-30-wind-1.txt'], ['2031-05-04-boats-7.txt', '2031-05-04-aid-9.txt']],
    });
  });

  test('does not exist between names that start with other words', () => {
    expect(ordered('politics/2.txt', 'sports/1.txt', 'about.txt')).toEqual({
      'politics/': [['politics/2.txt']],
      'sports/': [['sports/1.txt']],
      'about.txt': [['about.txt']],
    });
  });
});

/** Documents named by numbers, of which some show a rule. */
const named = (names: readonly string[], dates: readonly (string | undefined)[] = []): SeenDocument[] =>
  names.map((id, i) => {
    const date = dates[i];
    return { hash: id, id, site: 'bote.example', format: 'text', titles: [], blocks: [], ...(date === undefined ? {} : { date }) };
  });
const numbered = (count: number, folder = 'in') => Array.from({ length: count }, (_, i) => `${folder}/${i}.txt`);
const where = (names: readonly string[], shows: (i: number) => boolean) => new Set(names.flatMap((_, i) => (shows(i) ? [i] : [])));

describe('a rule that documents without dates show', () => {
  const names = numbered(60);

  test('until a number, and not in many later ones, has vanished', () => {
    expect(
      vanishedNote(
        where(names, (i) => i < 40),
        named(names),
      ),
    ).toBe('not seen since in/39.txt, in 20 documents without dates whose names have higher numbers');
    // Not in all of the earlier ones, but in enough of them.
    expect(
      vanishedNote(
        where(names, (i) => i < 40 && i % 2 === 1),
        named(names),
      ),
    ).toBeUndefined();
    expect(
      vanishedNote(
        where(names, (i) => i < 20 && i % 2 === 1),
        named(names),
      ),
    ).toMatch(/^not seen since in\/19\.txt, in 40 /u);
  });

  test('has not vanished if few later ones are without it, or too few show it to say how often it should be there', () => {
    expect(
      vanishedNote(
        where(names, (i) => i < 50),
        named(names),
      ),
    ).toBeUndefined();
    expect(
      vanishedNote(
        where(names, (i) => i < 2),
        named(numbered(16)),
      ),
    ).toBeUndefined();
    // Dates are stronger evidence.
    const dates = names.map((_, i) => `2031-01-${String((i >> 1) + 1).padStart(2, '0')}`);
    expect(
      vanishedNote(
        where(names, (i) => i < 50),
        named(names, dates),
      ),
    ).toMatch(/^not seen since 2031-01-25, in 10 newer/u);
  });

  test('in the middle is that of a section, as documents may be sorted by sections', () => {
    const many = numbered(100);
    expect(
      vanishedNote(
        where(many, (i) => i >= 20 && i < 60),
        named(many),
      ),
    ).toBeUndefined();
    // The first may lack it by chance.
    expect(
      vanishedNote(
        where(many, (i) => i >= 1 && i < 60),
        named(many),
      ),
    ).toBeDefined();
  });

  test('of one folder only has not vanished from the others', () => {
    const folders = [...numbered(20, 'in/a'), ...numbered(40, 'in/b')];
    expect(
      vanishedNote(
        where(folders, (i) => i < 20),
        named(folders),
      ),
    ).toBeUndefined();
    const both = where(folders, (i) => i < 10 || (i >= 20 && i < 40));
    expect(vanishedNote(both, named(folders))).toMatch(/in 30 documents/u);
  });

  test('has not vanished where most documents have dates, and these say nothing', () => {
    const dates = names.map((_, i) => (i < 31 ? '2031-01-01' : undefined));
    expect(
      vanishedNote(
        where(names, (i) => i < 40),
        named(names, dates),
      ),
    ).toBeUndefined();
    expect(
      vanishedNote(
        where(names, (i) => i < 40),
        named(
          names,
          dates.map((date, i) => (i < 5 ? date : undefined)),
        ),
      ),
    ).toBeDefined();
  });
});

describe('rules of documents without dates', () => {
  /** Texts of a site that has changed its teasers' label with the 40th. */
  const documents = Array.from({ length: 64 }, (_, i) =>
    observe(
      textOf(
        'bote.example',
        `in/${i}.txt`,
        `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
        `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es hell wurde.`,
        i < 40 ? `Gelesen von Mitglied ${i * 31} im Hafenverein` : `Zum Plan der Woche ${i * 17} am Ostwall`,
        'Hohenwieker Bote',
      ),
    ),
  );
  const rulesOf = (all: readonly SeenDocument[]) => propose(observationsOf(all)).flatMap(({ rules }) => rules);
  const statusOf = (all: readonly SeenDocument[], words: string) =>
    rulesOf(all).flatMap(({ match, status, note }) =>
      match.pattern?.some((one) => JSON.stringify(one).includes(words)) ? [[status, note]] : [],
    );

  test('are suspended if later texts do not show them, and fixed texts are not', () => {
    expect(statusOf(documents, 'Gelesen')).toEqual([['suspended', expect.stringMatching(/^not seen since in\/39\.txt, in 24 /u)]]);
    expect(statusOf(documents, 'Plan')).toEqual([[undefined, undefined]]);
    expect(rulesOf(documents).find(({ match }) => match.text?.includes('Hohenwieker Bote'))?.status).toBeUndefined();
  });

  test('are the same in whatever order the documents are read', () => {
    const orders = [documents.toReversed(), documents.toSorted((a, b) => (a.hash.slice(5) < b.hash.slice(5) ? -1 : 1))];
    for (const order of orders) expect(rulesOf(order)).toEqual(rulesOf(documents));
  });

  test('are not suspended if the names have no order', () => {
    const slugs = documents.map((document, i) => ({ ...document, id: `in/${document.hash.replace(/\d/gu, '')}-${i}.txt` }));
    expect(statusOf(slugs, 'Gelesen')).toEqual([[undefined, undefined]]);
  });
});

test('a text without a date is read without one', () => {
  expect(observe(readText('Der Rat der Stadt tagt.', { id: '2031-05-04.txt' })).date).toBeUndefined();
});
