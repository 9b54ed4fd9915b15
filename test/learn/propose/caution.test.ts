/** Rules of a clustered site need more evidence than those of a known site. */
import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../../src/index.js';
import { observe } from '../../../src/learn/observe/observe.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { observationsOf, textOf } from '../../support/learning.js';

/** What is learned from a line at the head of the first `documents` of a site's pages. */
function ruleOf(site: string, documents: number, of: number): Rule | undefined {
  const all = Array.from({ length: of }, (_, i) =>
    observe(
      textOf(
        site,
        `${i}.txt`,
        'Hohenwieker Bote',
        ...(i < documents ? ['Schrift größer stellen, bitte hier'] : []),
        `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
        `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es hell wurde.`,
      ),
    ),
  );
  return propose(observationsOf(all))[0].rules.find(({ match }) => match.text?.includes('Schrift größer stellen, bitte hier'));
}

const CLUSTER = 'cluster-0badcafe';

describe('a line in some of a site’s documents', () => {
  test('three documents make a rule on a known site, four in a cluster', () => {
    for (const site of ['bote.example', 'cluster-hohenwiek', CLUSTER]) {
      expect(ruleOf(site, 4, 8)).toMatchObject({ evidence: { documents: 4 } });
      expect(ruleOf(site, 4, 8)).not.toHaveProperty('status');
    }
    for (const site of ['bote.example', 'cluster-hohenwiek']) expect(ruleOf(site, 3, 8)).not.toHaveProperty('status');
    expect(ruleOf(CLUSTER, 3, 8)).toMatchObject({ status: 'candidate', note: expect.stringContaining('clustering') });
  });

  test('three documents make a rule in a small cluster if they are most of it', () => {
    expect(ruleOf(CLUSTER, 3, 3)).not.toHaveProperty('status');
    expect(ruleOf(CLUSTER, 3, 5)).not.toHaveProperty('status');
    expect(ruleOf(CLUSTER, 3, 6)).toMatchObject({ status: 'candidate' });
  });
});
