/** Which examples of a learned rule can be tried, and how. */
import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../src/model/rule.js';
import { testRules } from '../../src/review/ruleTests.js';
import { learnedRule, ruleSet } from '../support/learning.js';

/** A learned rule with one example in its evidence. */
function withExample(example: string, over: Partial<Rule>): Rule {
  return learnedRule({ ...over, evidence: { documents: 18, of: 20, contentHits: 0, confidence: 0.8, examples: [example] } });
}

const long = (beginning: string) => `${`${beginning} ${'Hafen, '.repeat(20)}`.slice(0, 119)}…`;
const section = { scope: 'section', extent: { blocks: 2 } } as const;

describe('examples of a learned rule’s evidence', () => {
  test.each<[string, Rule, number]>([
    [
      'of a phrase with a line end inside, as a page may have it',
      withExample('Mehr\u0085dazu', { match: { text: ['Mehr\u0085dazu'] } }),
      2,
    ],
    ['of a pattern', withExample('Von Alma Terhorst / BOTE', { match: { pattern: ['Von {name} / BOTE'] } }), 1],
    ['that ends with dots of its own', withExample('Seite 3 …', { match: { pattern: ['Seite {num} …'] } }), 1],
    ['that was cut where the pattern takes anything', withExample(long('Mehr zu:'), { match: { pattern: ['Mehr zu: {any}'] } }), 1],
    ['that was cut after the beginning', withExample(long('Mehr zu:'), { match: { pattern: ['Mehr zu'], at: 'block-start' } }), 1],
    ['of a sequence', withExample('Alma Berg ▸ Alma Berg ist da', { match: { sequence: ['{name}', '{name} {any}'] } }), 1],
    ['of a section', withExample('Empfohlen ▸ Ein Steg', { ...section, match: { text: ['Empfohlen'] } }), 2],
    [
      'of a section whose marker has the mark',
      withExample('Start ▸ Orte ▸ Ein Steg', { ...section, match: { text: ['Start ▸ Orte'] } }),
      2,
    ],
    ['of a section that shows such a marker alone', withExample('* ▸ Orte', { ...section, match: { text: ['* ▸ Orte'] } }), 2],
  ])('%s is tried, and passes', (_, rule, tried) => {
    expect(testRules(ruleSet(rule))).toEqual({ tried, failures: [], untested: [] });
  });

  test.each<[string, Rule]>([
    ['that was cut where the pattern looks for more', withExample(long('Mehr'), { match: { pattern: ['Mehr {any} im Hafen'] } })],
    ['of a sequence that shows one block', withExample('Alma Berg', { match: { sequence: ['{name}', '{name} {any}'] } })],
    ['of a selector', withExample('Teilen', { match: { selector: ['.share'] } })],
  ])('%s is not tried', (_, rule) => {
    expect(testRules(ruleSet(rule))).toEqual({ tried: 0, failures: [], untested: [rule] });
  });

  test.each<[string, Rule]>([
    ['of another shape', withExample('Von Alma Terhorst (BOTE)', { match: { pattern: ['Von {name} / BOTE'] } })],
    ['whose cut beginning is another', withExample(long('Alles zu:'), { match: { pattern: ['Mehr zu'], at: 'block-start' } })],
    ['of two owners', withExample('Alma Berg ▸ Jonte Brix ist da', { match: { sequence: ['{name}', '{name} {any}'] } })],
  ])('%s fails', (_, rule) => {
    const { failures } = testRules(ruleSet(rule));
    expect(failures).toMatchObject([{ kind: 'evidence', message: 'the rule does not match it' }]);
  });
});
