/** What people do to the lists of a rule file survives learning again, and the file that is written then. */
import { describe, expect, test } from '@jest/globals';
import { dumpRules, parseRules, type Rule, type UpdateOptions, updateRules } from '../../../src/index.js';
import { isPersonal } from '../../../src/learn/evidence/identity.js';
import { mergeRules } from '../../../src/learn/update/mergeRules.js';
import { ruleOfText, type TextPlace } from '../../../src/rules/file/textCount.js';
import { learnedSite, ruleSet } from '../../support/learning.js';

const site = 'bote.example';
const REASON = 'among the paragraphs of articles, and no pack knows it';

const learn = (text: string, seen: number, over: Partial<TextPlace> = {}) =>
  ruleOfText(text, seen, { site, pages: 20, category: 'navigation', ...over });
const doubtful = (text: string, seen: number) => learn(text, seen, { category: 'other', status: 'candidate', note: REASON });
const before = [learn('Politik', 20), learn('Teilen', 18), doubtful('Zutaten', 9)];
/** What the next run learns: the same texts, seen more often. */
const after = [learn('Politik', 19), learn('Teilen', 20), doubtful('Zutaten', 12)];

/** The file after a person has edited it. */
function edited(...changes: readonly [from: string, to: string][]): string {
  const yaml = dumpRules(ruleSet(...before));
  return changes.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, to);
  }, yaml);
}

/** The file after it has been learned again. */
function again(yaml: string, learned: readonly Rule[] = after, options?: UpdateOptions): string {
  return dumpRules(updateRules(parseRules(yaml, 'rules.yaml'), [learnedSite(20, learned)], new Map(), options).rules);
}

const listsOf = (yaml: string) => yaml.slice(yaml.indexOf('    remove:'));
const textOf = (yaml: string, text: string) => parseRules(yaml, 'rules.yaml').rules.filter(({ match }) => match.text?.[0] === text);

describe('learning again', () => {
  test('brings the counts of an unchanged file up to date', () => {
    expect(again(edited())).toBe(dumpRules(ruleSet(...after)));
  });

  test('leaves a text in the category that a person has moved it to, again and again', () => {
    const yaml = edited([', Teilen: 18 } }', ' }, share: { Teilen: 18 } }']);
    const once = again(yaml);
    expect(listsOf(once)).toContain('      share: { Teilen: { seen: 20, learned: navigation } }\n');
    expect(again(once)).toBe(once);
    const [rule, ...others] = textOf(once, 'Teilen');
    expect(others).toEqual([]);
    expect([rule.category, rule.evidence?.documents, isPersonal(rule)]).toEqual(['share', 20, true]);
  });

  test('does not turn what the packs name differently now into a person’s, where nobody has edited the file', () => {
    const renamed = after.map((rule) => (rule.match.text?.[0] === 'Teilen' ? learn('Teilen', 20, { category: 'share' }) : rule));
    expect(again(edited(), renamed, { edited: false })).toBe(dumpRules(ruleSet(...renamed)));
    expect(listsOf(again(edited(), renamed))).toContain('Teilen: { seen: 20, learned: share }');
  });

  test.each(['approved', 'vetoed'] as const)('leaves a candidate %s that a person has moved there, with new counts', (status) => {
    const yaml = edited([`    candidate:\n      ${REASON}: { other: { Zutaten: 9 } }\n`, `    ${status}:\n      other: { Zutaten: 9 }\n`]);
    const once = again(yaml);
    expect(listsOf(once)).toContain(`    ${status}: { other: { Zutaten: 12 } }\n`);
    expect(once).not.toContain('candidate');
    expect(again(once)).toBe(once);
    expect(textOf(once, 'Zutaten').map((rule) => rule.status)).toEqual([status]);
  });

  test('leaves an applied text vetoed, even if its site stops showing it', () => {
    const yaml = edited([', Teilen: 18', ''], ['    candidate:', '    vetoed:\n      navigation: { Teilen: 18 }\n    candidate:']);
    const once = again(yaml, [learn('Politik', 19)]);
    expect(listsOf(once)).toContain('    vetoed: { navigation: { Teilen: 18 } }\n');
    expect(again(once, [learn('Politik', 19)])).toContain('Teilen: 18');
  });

  test('keeps a text that a person has added, as it is', () => {
    const once = again(edited(['Teilen: 18', 'Teilen: 18, Schlagwörter']));
    expect(listsOf(once)).toContain('Schlagwörter }');
    expect(textOf(again(once, []), 'Schlagwörter').map(isPersonal)).toEqual([true]);
  });

  test('suspends a listed text that is gone, with the reason, and then drops it', () => {
    const once = again(edited(), [learn('Politik', 19)]);
    expect(once).toContain(
      '    suspended:\n      not seen in 20 newer articles of its site:\n        navigation: { Teilen: 18 }\n        other: { Zutaten: 9 }\n',
    );
    expect(once).toContain('Suspended: 2 texts.');
    expect(textOf(again(once, [learn('Politik', 19)]), 'Teilen')).toEqual([]);
  });
});

describe('merging', () => {
  test('files of lists, and files of today, takes each text once and a person’s decision first', () => {
    const listed = parseRules(edited(['    remove: {', '    vetoed: {']), 'a.yaml');
    const { rules } = mergeRules([ruleSet(...before), listed], 'c.yaml');
    expect(dumpRules(rules)).toContain('    vetoed: { navigation: { Politik: 20, Teilen: 18 } }\n');
    expect(rules.rules).toHaveLength(3);
  });
});
