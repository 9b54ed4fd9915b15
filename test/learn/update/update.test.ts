/** Updating and merging rule files: people's decisions stay, learned rules are refreshed, and obsolete ones age out. */
import { describe, expect, test } from '@jest/globals';
import { dumpRules, parseRules, type Rule } from '../../../src/index.js';
import type { Rate } from '../../../src/learn/evidence/drift.js';
import { isPersonal } from '../../../src/learn/evidence/identity.js';
import { propose } from '../../../src/learn/propose/propose.js';
import { mergeRules } from '../../../src/learn/update/mergeRules.js';
import { rulesSeen } from '../../../src/learn/update/triedRules.js';
import { updateRules } from '../../../src/learn/update/update.js';
import { dumpRule } from '../../../src/rules/file/dump.js';
import { learnedId } from '../../../src/rules/file/ruleId.js';
import { articles, evidenceOf, learnedRule, learnedSite, observationsOf, ruleSet } from '../../support/learning.js';

const site = 'bote.example';
const learned = learnedRule();

/** The rule with newer evidence, as the next run learns it. */
function again(rule: Rule): Rule {
  return learnedRule({ ...rule, confidence: 0.9, evidence: { documents: 30, of: 31, contentHits: 0, confidence: 0.9 } });
}

/** A rule after an edit of a file that has it as a rule of its own. */
function edited(rule: Rule, edit: (yaml: string) => string): Rule {
  const yaml = `format: klartext-rules/1\n${dumpRule(rule)}`;
  const changed = edit(yaml);
  expect(changed).not.toBe(yaml);
  return parseRules(changed, 'rules.yaml').rules[0];
}

const edits: [string, (yaml: string) => string][] = [
  ['approved it', (yaml) => `${yaml}    status: approved\n`],
  ['vetoed it', (yaml) => `${yaml}    status: vetoed\n`],
  ['changed its text', (yaml) => yaml.replace('text: Artikel teilen', 'text: [Artikel teilen, Teilen Sie]')],
  ['changed its category', (yaml) => yaml.replace('category: share', 'category: navigation')],
  ['changed its scope', (yaml) => yaml.replace('remove: block', 'remove: section\n    until: end')],
  ['changed its confidence', (yaml) => yaml.replace('confidence: 0.8', 'confidence: 1')],
  ['tied it to a place', (yaml) => `${yaml}    where: tail\n`],
  ['gave it a counterexample', (yaml) => `${yaml}    counterexamples: [Wir teilen den Artikel nicht.]\n`],
  ['gave it a name', (yaml) => yaml.replace(/id: \S+/u, 'id: mine')],
];

describe('a rule belongs to a person', () => {
  test.each(edits)('who %s', (_, edit) => {
    expect(isPersonal(edited(learned, edit))).toBe(true);
  });

  test('who wrote it: without evidence, or as a keep rule', () => {
    const yaml = `format: klartext-rules/1\nsite: ${site}\nrules:\n  - { category: ad, remove: block, match: { text: Anzeige } }\n  - keep: "Teilen"\n`;
    expect(parseRules(yaml, 'rules.yaml').rules.map(isPersonal)).toEqual([true, true]);
  });

  test('but not to one who only read the file and wrote it again', () => {
    const rules = [
      learned,
      learnedRule({ status: 'candidate', note: 'a short line' }),
      learnedRule({ status: 'suspended' }),
      learnedRule({ match: { at: 'block-start', pattern: ['Lesen Sie auch {any}'] }, where: 'tail' }),
      learnedRule({ scope: 'section', extent: { blocks: 3, before: 'prose' }, match: { text: ['Empfohlen'] } }),
      learnedRule({ match: { sequence: ['{name}', '{name} ist {any}'] } }),
      ...propose(observationsOf(articles(site, 12))).flatMap((one) => one.rules),
    ];
    const unique = [...new Map(rules.map((rule) => [`${rule.id} ${rule.status}`, rule])).values()];
    expect(unique.length).toBeGreaterThan(7);
    for (const rule of unique) expect(parseRules(dumpRules(ruleSet(rule)), 'rules.yaml').rules.map(isPersonal)).toEqual([false]);
  });

  test('but not because merging has numbered its id', () => {
    expect(isPersonal({ ...learned, id: `${learned.id}-2` })).toBe(false);
  });
});

describe('an update', () => {
  test.each(edits)('keeps the rule of a person who %s, once, with new evidence', (_, edit) => {
    const mine = edited(learned, edit);
    const next = again(learned);
    const { rules, sites } = updateRules(ruleSet(mine), [learnedSite(31, [next])]);
    const confidence = mine.confidence === 1 ? 1 : next.confidence;
    expect(rules.rules).toEqual([{ ...mine, confidence, evidence: { ...next.evidence } }]);
    expect(sites.get(site)).toMatchObject({ kept: [{ id: mine.id }], refreshed: [], added: [], suspended: [], dropped: [] });
  });

  test('keeps hand-written rules as they are; one for every site covers each of them', () => {
    const mine = parseRules(
      `format: klartext-rules/1\nrules:\n  - { category: share, remove: block, match: { text: Artikel teilen } }\n  - keep: "Empfohlen"\n`,
      'rules.yaml',
    ).rules;
    const other = learnedRule({ match: { text: ['Anzeige'] } });
    const { rules, sites } = updateRules(ruleSet(...mine), [learnedSite(31, [again(learned), other])]);
    expect(rules.rules).toEqual([...mine, other]);
    expect(sites.get('')?.kept).toEqual(mine);
    expect(sites.get(site)?.added).toEqual([other]);
  });

  test('refreshes learned rules and keeps their first date', () => {
    const evidence = { documents: 18, of: 20, contentHits: 0, confidence: 0.8, since: '2023-01-02', until: '2024-01-02' };
    const old = learnedRule({ evidence });
    const next = learnedRule({ confidence: 0.9, evidence: { ...evidence, confidence: 0.9, since: '2024-05-01', until: '2024-06-01' } });
    const { rules, sites } = updateRules(ruleSet(old), [learnedSite(20, [next])]);
    expect(rules.rules).toEqual([{ ...next, evidence: { ...next.evidence, since: '2023-01-02', until: '2024-06-01' } }]);
    expect(sites.get(site)?.refreshed).toHaveLength(1);
  });

  test('takes over a new extent of the same section', () => {
    const section = { scope: 'section' as const, match: { text: ['Empfohlen'] } };
    const old = learnedRule({ ...section, extent: 'end' });
    const next = learnedRule({ ...section, extent: { blocks: 3 } });
    const { rules, sites } = updateRules(ruleSet(old), [learnedSite(20, [next])]);
    expect(rules.rules).toEqual([next]);
    expect(sites.get(site)).toMatchObject({ refreshed: [{ id: next.id }], added: [] });
  });

  test('keeps two rules apart that look for the same', () => {
    const [head, tail] = (['head', 'tail'] as const).map((where) => learnedRule({ where }));
    const { rules, sites } = updateRules(ruleSet(head, tail), [learnedSite(20, [tail, head])]);
    expect(rules.rules).toEqual([head, tail]);
    expect(sites.get(site)?.refreshed).toHaveLength(2);
  });

  test('suspends a rule that enough new articles do not show, with a note, and drops it the next time', () => {
    const first = updateRules(ruleSet(learned), [learnedSite(12, [])]);
    expect(first.rules.rules).toEqual([{ ...learned, status: 'suspended', note: 'not seen in 12 newer articles of its site' }]);
    expect(first.sites.get(site)?.suspended).toHaveLength(1);
    const second = updateRules(parseRules(dumpRules(first.rules), 'rules.yaml'), [learnedSite(12, [])]);
    expect(second.rules.rules).toEqual([]);
    expect(second.sites.get(site)).toMatchObject({ dropped: [{ id: learned.id }], suspended: [], kept: [] });
  });

  test('reactivates a suspended rule that is seen again', () => {
    const suspended: Rule = { ...learned, status: 'suspended', note: 'not seen' };
    expect(updateRules(ruleSet(suspended), [learnedSite(12, [again(learned)])]).rules.rules).toEqual([again(learned)]);
  });

  test.each([
    ['few articles', 9, learned, new Map<string, Rate>()],
    [
      'too few for how rare the rule is',
      12,
      learnedRule({ evidence: { documents: 3, of: 200, contentHits: 0, confidence: 0.8 } }),
      new Map<string, Rate>(),
    ],
    ['articles that still show it', 50, learned, new Map([[learned.id, { documents: 20, of: 50 }]])],
  ] as const)('suspends nothing after %s', (_, count, rule, seen) => {
    const { rules, sites } = updateRules(ruleSet(rule), [learnedSite(count, [])], seen);
    expect(rules.rules).toEqual([rule]);
    expect(sites.get(site)?.kept).toEqual([rule]);
  });

  test('keeps a rule that many articles have shown, although it would now be a candidate', () => {
    const doubted = learnedRule({ status: 'candidate', note: 'in two documents alone', evidence: evidenceOf(2, 2) });
    expect(updateRules(ruleSet(learned), [learnedSite(2, [doubted])]).rules.rules).toEqual([learned]);
    expect(updateRules(ruleSet(learned), [learnedSite(12, [doubted])]).rules.rules).toEqual([doubted]);
    const still = { ...doubted, evidence: evidenceOf(2, 3) };
    expect(updateRules(ruleSet(doubted), [learnedSite(3, [still])]).rules.rules).toEqual([still]);
  });

  test('does not change the rules of sites without new documents', () => {
    const elsewhere = learnedRule({ site: 'elsewhere.example' });
    const { rules } = updateRules(ruleSet(elsewhere), [learnedSite(50, [learned])]);
    expect(rules.rules).toEqual([learned, elsewhere]);
  });

  test('changes nothing if the same is learned again', () => {
    const [found] = propose(observationsOf(articles(site, 20)));
    const once = updateRules(ruleSet(), [found]).rules;
    expect(once.rules.length).toBeGreaterThan(1);
    expect(updateRules(once, [found]).rules).toEqual(once);
  });
});

describe('rules that are still seen', () => {
  test('are those that hit an observed document of their site, whatever their status', () => {
    const observations = observationsOf([...articles(site, 5), ...articles('elsewhere.example', 5)]);
    const here = learnedRule({ match: { text: ['Textgröße ändern'] }, status: 'suspended' });
    const shape = learnedRule({ match: { pattern: ['Am {num}. Tag kamen'], at: 'block-start' } });
    const rules = [here, shape, learned, learnedRule({ match: here.match, site: 'third.example' })];
    const rate = { documents: 5, of: 5 };
    expect(rulesSeen(rules, observations)).toEqual(new Map([here, shape].map(({ id }) => [id, rate])));
  });
});

describe('merged rule files', () => {
  const worse = learnedRule({ evidence: { documents: 4, of: 20, contentHits: 0, confidence: 0.8 } });
  const approved: Rule = { ...worse, status: 'approved' };

  test.each([
    ['the one with more evidence', [worse, learned], learned],
    ['a person’s, though it has less evidence', [learned, approved], approved],
    ['a decision rather than an edit', [{ ...learned, confidence: 1 }, approved], approved],
    [
      'the first of equals',
      [
        { ...learned, note: 'one' },
        { ...learned, note: 'two' },
      ],
      { ...learned, note: 'one' },
    ],
  ] as const)('keep, of the same rule, %s', (_, [a, b], kept) => {
    expect(mergeRules([ruleSet(a), ruleSet(b)], 'c.yaml').rules.rules).toEqual([kept]);
    if (a.note === undefined) expect(mergeRules([ruleSet(b), ruleSet(a)], 'c.yaml').rules.rules).toEqual([kept]);
  });

  test('list contradicting decisions and different extents', () => {
    const vetoed: Rule = { ...learned, status: 'vetoed' };
    const section = { scope: 'section' as const, match: { text: ['Empfohlen'] } };
    const [end, three] = [learnedRule({ ...section, extent: 'end' }), learnedRule({ ...section, extent: { blocks: 3 } })];
    const { rules, conflicts } = mergeRules([ruleSet(approved, end), ruleSet(vetoed, three)], 'c.yaml');
    expect(rules.rules).toEqual([vetoed, end]);
    expect(conflicts.map(({ reason }) => reason)).toEqual([
      'one file approves it, the other vetoes it: the veto counts',
      'the files differ in how far the section reaches',
    ]);
  });

  test('have unique ids, so that the file can be read again', () => {
    const [a, b] = ['Hier', 'Dort'].map((text): Rule => ({ ...learned, match: { text: [text] } }));
    const { rules } = mergeRules([ruleSet(a), ruleSet(b)], 'c.yaml');
    expect(rules.rules.map(({ id }) => id)).toEqual([learned.id, `${learned.id}-2`]);
    expect(parseRules(dumpRules(rules), 'c.yaml').rules).toEqual(rules.rules);
  });

  test('do not turn learned rules into a person’s', () => {
    expect(learnedId(learned)).toBe(learned.id);
    expect(mergeRules([ruleSet(learned), ruleSet(worse)], 'c.yaml').rules.rules.map(isPersonal)).toEqual([false]);
  });
});
