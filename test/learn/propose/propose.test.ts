/** Long texts with the same beginning become one rule; agency copy becomes none. */
import { describe, expect, test } from '@jest/globals';
import { compileRules, type Rule } from '../../../src/index.js';
import { observe, type SeenDocument } from '../../../src/learn/observe/observe.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { AgencyCopy } from '../../../src/learn/survey/agencyCopy.js';
import { observationsOf, textOf } from '../../support/learning.js';

const SITE = 'bote.example';

const sentence = (i: number, k = 0) =>
  `Am ${i}. Tag kamen ${i + 7 + k} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i * 9 + k}.`;

/** An article of a site: a line below three sentences of its own. */
function article(i: number, below: string, site = SITE): SeenDocument {
  return observe(textOf(site, `${site}/${i}.txt`, ...[1, 2, 3].map((k) => sentence(i, k * 100)), below));
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const rulesOf = (documents: readonly SeenDocument[]): readonly Rule[] => propose(observationsOf(documents), compileRules([]))[0].rules;

describe('long texts with the same beginning', () => {
  test('become one rule, with the evidence of the one that more pages show', () => {
    const notice = (end: string) =>
      `${'Alle Rechte an den Texten, Bildern und Karten liegen beim Boten und seinen Fischern '.repeat(6)} ${end}`;
    const rules = rulesOf(times(9, (i) => article(i, notice(i < 5 ? 'seit dem Sommer.' : 'seit dem Winter.'))));
    const found = rules.filter(({ match }) => match.pattern?.[0].startsWith('Alle Rechte an den Texten'));
    expect(found.map(({ evidence }) => evidence?.documents)).toEqual([5]);
  });
});

describe('agency copy', () => {
  const on = (sites: readonly string[], text: string) => {
    const prose = new AgencyCopy();
    for (const site of sites)
      prose.add([observe(textOf(site, 'a.txt', text)), observe(textOf(site, 'b.txt', text, sentence(site.length)))]);
    return prose.test()(observe(textOf('x', 'x.txt', text)).blocks[0].key);
  };

  test('is prose on at least three sites, however often on each', () => {
    expect(on(['a', 'bb', 'ccc'], sentence(1))).toBe(true);
    expect(on(['a', 'bb'], sentence(1))).toBe(false);
    expect(on(['a', 'bb', 'ccc'], 'Artikel teilen')).toBe(false);
  });

  test('is no furniture of any of its sites', () => {
    const copy = 'Der Hafen von Hohenwiek bleibt nach dem Sturm bis zum Ende der Woche für alle Boote gesperrt.';
    const sites = (count: number) => times(count, (s) => times(6, (i) => article(i + 10 * s, copy, `site${s}.example`))).flat();
    const taken = (count: number) =>
      propose(observationsOf(sites(count)), compileRules([])).map(({ rules }) => rules.some(({ match }) => match.text?.includes(copy)));
    expect(taken(2)).toEqual([true, true]);
    expect(taken(3)).toEqual([false, false, false]);
  });
});
