/** Rules whose rate has changed since they were learned are suspended with a note, unless a person decided on them. */
import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../../src/index.js';
import { updateRules } from '../../../src/learn/update/update.js';
import { evidenceOf, learnedRule, learnedSite, ruleSet } from '../../support/learning.js';

const site = 'bote.example';
const learned = learnedRule();

describe('a rule whose rate changes', () => {
  const rare = learnedRule({ evidence: evidenceOf(10, 200) });
  const usual = learnedRule({ evidence: evidenceOf(180, 200) });
  const jumped = 'jumped from 5 % of 200 documents to 90 % of 40 documents: it may hit something else now';
  const collapsed = 'collapsed from 90 % of 200 documents to 5 % of 40 documents: the site may have changed';

  test.each([
    ['much more often than before (learned again)', rare, 36, true, jumped],
    ['much more often than before (not learned again)', rare, 36, false, jumped],
    ['much less often than before', usual, 2, false, collapsed],
  ] as const)(
    'a rule that a site shows %s is suspended with its old evidence, and the note names both rates',
    (_, old, documents, again, note) => {
      const next = learnedRule({ evidence: evidenceOf(documents, 40) });
      const seen = new Map(again ? [] : [[old.id, { documents, of: 40 }]]);
      const { rules, sites } = updateRules(ruleSet(old), [learnedSite(40, again ? [next] : [])], seen);
      const suspended: Rule = { ...old, status: 'suspended', note };
      expect(rules.rules).toEqual([suspended]);
      expect(sites.get(site)).toMatchObject({ suspended: [suspended], kept: [], refreshed: [], added: [], dropped: [] });
      // It stays suspended as long as the rate is the new one, and is reactivated at its old rate.
      expect(updateRules(rules, [learnedSite(40, again ? [next] : [])], seen).rules.rules).toEqual([suspended]);
      const back = learnedRule({ evidence: { ...old.evidence, confidence: 0.5 } as Rule['evidence'] });
      expect(updateRules(rules, [learnedSite(40, [back])]).rules.rules).toEqual([back]);
    },
  );

  test.each([
    ['four times as often, in too few documents to tell', learnedRule({ evidence: evidenceOf(1, 5) }), evidenceOf(8, 10), 10],
    ['only a little more often', learnedRule({ evidence: evidenceOf(60, 200) }), evidenceOf(40, 40), 40],
    ['on each of too few articles', rare, evidenceOf(9, 9), 9],
  ] as const)('a rule that a site shows %s is not suspended', (_, old, evidence, count) => {
    const next = learnedRule({ evidence });
    expect(updateRules(ruleSet(old), [learnedSite(count, [next])]).rules.rules).toEqual([next]);
  });

  test('a rule that a person decided on stays active, even if its rate jumps', () => {
    const approved: Rule = { ...rare, status: 'approved' };
    const next = learnedRule({ evidence: evidenceOf(36, 40) });
    expect(updateRules(ruleSet(approved), [learnedSite(40, [next])]).rules.rules).toEqual([{ ...approved, evidence: next.evidence }]);
  });

  test('a rule that lists other documents’ titles stays active, even if its rate jumps', () => {
    const list = { ...rare, note: 'titles and leads of other documents' };
    const seen = new Map([[list.id, { documents: 36, of: 40 }]]);
    expect(updateRules(ruleSet(list), [learnedSite(40, [])], seen).rules.rules).toEqual([list]);
  });

  test('a rule that the newest documents no longer show is suspended when it is learned', () => {
    const vanished = learnedRule({ status: 'suspended', note: 'not seen since 2024-05-12, in 12 newer documents of its site' });
    expect(updateRules(ruleSet(), [learnedSite(24, [vanished])]).sites.get(site)).toMatchObject({ suspended: [vanished], added: [] });
    const known = updateRules(ruleSet(learned), [learnedSite(24, [vanished])]).sites.get(site);
    expect(known).toMatchObject({ suspended: [vanished], refreshed: [] });
  });
});
