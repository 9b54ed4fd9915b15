/** Lists of texts in rule files: what they stand for, how they are written, and what is wrong with them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dumpRules, parseRules, RULES_FORMAT, type Rule, RuleFileError } from '../../../src/index.js';
import { isActive } from '../../../src/model/rule.js';
import { flowText } from '../../../src/rules/file/flowYaml.js';
import { learnedId } from '../../../src/rules/file/ruleId.js';
import { ruleLines } from '../../../src/rules/file/ruleLines.js';
import { ruleOfText, textOfRule } from '../../../src/rules/file/textCount.js';
import { listedText } from '../../support/arbitraries.js';

const FILE = `format: klartext-rules/1
sites:
  # Written for people.
  bote.example:
    pages: 48
    remove:
      navigation: { Politik: 48, Sport: { seen: 30, of: 40, contentHits: 2, words: 300, risk: 7, since: 2024-01-02 },
        "Zum Thema:": 12 }
      share: { Teilen }
    approved:
      ad: { Anzeige: 20 }
    candidate:
      among the paragraphs of articles, and no pack knows it:
        other: { Zutaten: 12 }
    suspended:
      not seen in 12 newer articles of its site: { legal: { Impressum: 9 } }
    vetoed: { other: { Tor: { seen: 9, learned: teaser } } }
    rules:
      - { id: teaser-0123456789ab, remove: section, until: end, match: { text: Mehr }, evidence: 40 }
      - { id: mine, category: ad, remove: block, match: { pattern: "{date}" }, evidence: { documents: 9, contentHits: 1 } }
rules:
  - { category: share, remove: block, match: { text: Drucken } }
`;

const parse = (yaml: string) => parseRules(yaml, 'rules.yaml').rules;
const ruleSet = (rules: readonly Rule[]) => ({ format: RULES_FORMAT, name: 'rules.yaml', rules }) as const;
const of = (text: string) => parse(FILE).find(({ match }) => match.text?.[0] === text) as Rule;
/** A file of one site. */
const site = (fields: string) => `format: klartext-rules/1\nsites:\n  bote.example:\n    pages: 48\n${fields}`;

function refusal(yaml: string): string {
  try {
    parse(yaml);
  } catch (error) {
    if (error instanceof RuleFileError) return `${error.line}: ${error.reason}`;
    throw error;
  }
  throw new Error('the file is accepted');
}

describe('a listed text', () => {
  test('with a number is a learned rule, with the confidence that the learner has after so many pages', () => {
    expect(of('Zum Thema:')).toEqual({
      id: learnedId({ category: 'navigation', scope: 'block', match: { text: ['Zum Thema:'] }, site: 'bote.example' }),
      effect: 'remove',
      category: 'navigation',
      scope: 'block',
      match: { text: ['Zum Thema:'] },
      site: 'bote.example',
      confidence: 0.803,
      evidence: { documents: 12, of: 48, contentHits: 0, confidence: 0.803, examples: ['Zum Thema:'] },
    });
  });

  test('may have more evidence than a number', () => {
    const { evidence, confidence } = of('Sport');
    const fields = { documents: 30, of: 40, contentHits: 2, words: 300, risk: 7, since: '2024-01-02', examples: ['Sport'] };
    expect(evidence).toEqual({ ...fields, confidence });
    expect(confidence).toBeLessThan(parse(site('    remove: { ad: { Sport: 30 } }'))[0].confidence);
  });

  test('without a count is a person’s rule', () => {
    const [plain] = parse(
      'format: klartext-rules/1\nsite: bote.example\nrules: [{ category: share, remove: block, match: { text: Teilen } }]',
    );
    expect(of('Teilen')).toEqual(plain);
  });

  test('has the status of its list, and the reason as its note', () => {
    expect(['Politik', 'Anzeige', 'Zutaten', 'Impressum', 'Tor'].map((text) => of(text).status)).toEqual([
      undefined,
      'approved',
      'candidate',
      'suspended',
      'vetoed',
    ]);
    expect(of('Zutaten').note).toBe('among the paragraphs of articles, and no pack knows it');
    expect(of('Impressum').note).toBe('not seen in 12 newer articles of its site');
    expect(parse(FILE).filter(isActive)).toHaveLength(8);
  });

  test('that a person has moved keeps the id of the category that it was learned with', () => {
    expect(of('Tor').id).toBe(learnedId({ ...of('Tor'), category: 'teaser' }));
  });

  test('may have any name', () => {
    const names = ['constructor', '__proto__', 'toString', '24', '007', 'null', 'true', '1.0'];
    const rules = parse(site(`    remove: { other: { ${names.map((name) => `${name}: 3`).join(', ')} } }`));
    expect(rules.map(({ match }) => match.text?.[0]).sort()).toEqual(names.toSorted());
  });
});

describe('a list', () => {
  test('may be empty, as people leave it', () => {
    const yaml = site(
      '    remove:\n      ad:\n      share: {}\n    vetoed:\n    candidate:\n      in doubt:\n    rules:\n  leer.example:\n',
    );
    expect(parse(yaml)).toEqual([]);
  });
});

describe('a rule of a site', () => {
  test('leaves out what its id, its site and its evidence say', () => {
    const [section, mine] = parse(FILE).filter(({ match, extent }) => extent !== undefined || match.pattern !== undefined);
    expect(section).toMatchObject({ category: 'teaser', site: 'bote.example', confidence: section.evidence?.confidence });
    expect(section.evidence).toMatchObject({ documents: 40, of: 48, contentHits: 0, examples: ['Mehr'] });
    expect(mine.evidence).toEqual({ documents: 9, of: 48, contentHits: 1, confidence: mine.confidence });
  });

  test('may have a category of its own', () => {
    const [rule] = parse(site('    rules: [{ id: teaser-0123456789ab, category: ad, remove: block, match: { text: Mehr } }]'));
    expect(rule.category).toBe('ad');
  });
});

describe('the lines of rules', () => {
  test('are those of the texts', () => {
    const lines = FILE.split('\n');
    const rules = parse(FILE);
    expect(ruleLines(FILE)).toHaveLength(rules.length);
    ruleLines(FILE).forEach((line, i) => {
      const { match } = rules[i];
      expect(lines[line - 1]).toContain(match.text?.[0] ?? match.pattern?.[0]);
    });
  });
});

describe('a file with lists', () => {
  test('is written as it was read, in order', () => {
    const yaml = dumpRules(ruleSet(parse(FILE)));
    expect(yaml).toBe(`format: klartext-rules/1
sites:
  # 48 pages of 2024-01-02. In doubt: 1 text. Suspended: 1 text.
  bote.example:
    pages: 48
    remove:
      navigation: { Sport: { seen: 30, of: 40, contentHits: 2, words: 300, risk: 7, since: 2024-01-02 }, Politik: 48,
        "Zum Thema:": 12 }
      share: { Teilen }
    approved: { ad: { Anzeige: 20 } }
    candidate:
      among the paragraphs of articles, and no pack knows it: { other: { Zutaten: 12 } }
    suspended:
      not seen in 12 newer articles of its site: { legal: { Impressum: 9 } }
    vetoed: { other: { Tor: { seen: 9, learned: teaser } } }
    rules:
      - { id: teaser-0123456789ab, remove: section, match: { text: Mehr }, until: end, evidence: 40 }
      - { id: mine, category: ad, remove: block, match: { pattern: "{date}" },
          evidence: { documents: 9, contentHits: 1 } }
rules:
  - id: ${of('Drucken').id}
    category: share
    remove: block
    match:
      text: Drucken
    confidence: 0.95
`);
  });

  test('says what its documents show, where that is known', () => {
    const heads = new Map([['bote.example', { words: 2000, removed: 617 }]]);
    const rules = parse(site('    remove: { ad: { Anzeige: 48 } }'));
    expect(dumpRules(ruleSet(rules), { heads })).toContain('  # 48 pages. The rules take 31 % of their words.\n');
    expect(dumpRules(ruleSet(rules), { heads: new Map([['bote.example', { words: 2000, removed: 4 }]]) })).toContain('take 0.2 % of');
    expect(dumpRules(ruleSet(rules))).toContain('  # 48 pages.\n  bote.example:\n');
  });

  test('puts sites in the order of their names, and texts and categories that take most words first', () => {
    const yaml = `format: klartext-rules/1\nsites:
  b.example: { pages: 9, remove: { ad: { Eins: 9 }, share: { b: 3, a: 3, vier Worte für dich: 2, Zwei: 9, drei Worte: { seen: 1, words: 99 } } } }
  a.example: { pages: 9, remove: { ad: { Eins: 9 } } }`;
    const lines = dumpRules(ruleSet(parse(yaml))).split('\n');
    expect(lines.filter((line) => line.endsWith('.example:'))).toEqual(['  a.example:', '  b.example:']);
    expect(lines.slice(-4, -1)).toEqual([
      '    remove:',
      '      share: { drei Worte: { seen: 1, words: 99 }, Zwei: 9, vier Worte für dich: 2, a: 3, b: 3 }',
      '      ad: { Eins: 9 }',
    ]);
  });

  test('has lines of at most 120 columns, unless a text is longer', () => {
    const texts = Array.from({ length: 200 }, (_, i) => `Mehr aus Ort ${i}${i === 9 ? ' und Umgebung'.repeat(20) : ''}`);
    const lines = dumpRules(ruleSet(parse(site(`    remove: { ad: { ${texts.map((text) => `${text}: 9`).join(', ')} } }`)))).split('\n');
    expect(lines.filter((line) => line.length > 120)).toEqual([expect.stringContaining('und Umgebung und Umgebung')]);
    expect(lines.length).toBeLessThan(50);
    expect(Math.max(...lines.filter((line) => line.length <= 120).map((line) => line.length))).toBeGreaterThan(110);
  });

  test('has rules with long lists at its end', () => {
    const text = Array.from({ length: 40 }, (_, i) => `Der Titel eines anderen Artikels, der Nummer ${i}`);
    const long = { ...of('Politik'), id: 'teaser-0123456789ab', match: { text } };
    const yaml = dumpRules(ruleSet([of('Sport'), long]));
    expect(yaml).toContain('At the end of the file: 1 longer rule.');
    expect(yaml.slice(yaml.indexOf('\nrules:'))).toContain('Nummer 39');
    expect(parse(yaml)).toEqual([of('Sport'), long]);
  });

  test('lists a text once; what does the same in another category is a rule of its own', () => {
    const rules = (['ad', 'share'] as const).map((category) => ruleOfText('Teilen', 3, { site: 'bote.example', pages: 9, category }));
    const yaml = dumpRules(ruleSet(rules));
    expect(yaml).toContain('ad: { Teilen: 3 }');
    expect(yaml).toContain(`- { id: ${rules[1].id}, remove: block, match: { text: Teilen }, evidence: 3 }`);
    expect(dumpRules(ruleSet(rules.toReversed()))).toBe(yaml);
  });

  test('quotes only what it has to', () => {
    const plain = [
      'Politik',
      '© Bote',
      '► Zum Thema',
      'Lesedauer 3 Min.',
      '12. März',
      "Ruth's Ecke",
      'http://bote.example/a',
      '2024-01-02',
      '17:42',
      'C#',
      '+ Teilen',
      'a  b',
    ];
    expect(plain.map(flowText)).toEqual(plain);
    const odd = [
      '',
      ' a',
      'a ',
      'a: b',
      'a:',
      'a #b',
      'a, b',
      '{a}',
      '[a]',
      '- a',
      '* a',
      '24',
      '1.5',
      '0x1f',
      '1e3',
      'null',
      'Yes',
      '~',
      '#a',
      '"a"',
      '!a',
      '%a',
      '@a',
      '<<',
    ];
    expect(odd.map(flowText).filter((text) => !/^(["']).*\1$/u.test(text))).toEqual([]);
    expect(flowText('a\u00adb\u{e0041}\u2028')).toBe('"a\\u00adb\\U000e0041\\u2028"');
  });

  test('has every text that a rule is made for', () => {
    fc.assert(
      fc.property(listedText, fc.integer({ min: 0, max: 48 }), (text, seen) => {
        const rule = ruleOfText(text, seen, { site: 'bote.example', pages: 48, category: 'other' });
        const listed = textOfRule(rule, 48);
        // What is too long for a key of YAML is a rule of its own.
        if (listed === undefined) expect(flowText(text).length).toBeGreaterThan(1000);
        else expect(listed).toMatchObject({ text, count: seen });
        expect(parse(dumpRules(ruleSet([rule])))).toEqual([rule]);
      }),
    );
  });
});

describe('a file with lists is refused for', () => {
  test.each([
    [
      'a category that does not exist',
      site('    remove:\n      share: { a: 1 }\n      navigaton: { b: 1 }'),
      /^7: navigaton: unknown category; known/u,
    ],
    ['a field that does not exist', site('    removed: { ad: { a: 1 } }'), '5: removed: unknown field "removed"'],
    ['a count that is no number', site('    remove:\n      ad: { a: 1,\n        b: often }'), '7: b: must be a whole number'],
    ['a count that is no whole number', site('    remove:\n      ad: { a: 1,\n        b: 1.5 }'), '7: b: must be a whole number'],
    ['a negative count', site('    remove: { ad: { a: -1 } }'), '5: a: must be a whole number'],
    ['a count above the pages', site('    remove: { ad: { a: 49 } }'), '5: a: must be at most the 48 pages of its site'],
    ['an object that does not say how many', site('    remove: { ad: { a: { of: 9 } } }'), '5: seen: missing field "seen"'],
    ['an object with an unknown field', site('    remove: { ad: { a: { seen: 9, time: 3 } } }'), '5: time: unknown field "time"'],
    ['a text twice in a list', site('    remove:\n      ad: { a: 1,\n        b: 1, a: 2 }'), '7: the key “a” is there twice'],
    [
      'a text twice in a site',
      site('    remove: { ad: { a: 1 } }\n    candidate:\n      in only two:\n        share: { b: 1,\n          a: 2 }'),
      '9: a: the site has this text twice; it is also in remove → ad',
    ],
    [
      'a text that is also a rule',
      site(
        `    remove: { ad: { a: 1 } }\n    rules:\n      - { id: ${ruleOfText('a', 1, { site: 'bote.example', pages: 48, category: 'ad' }).id}, remove: block, match: { text: b } }`,
      ),
      /^7: id ad-\w+ is used twice, first in line 5$/u,
    ],
    ['an empty text', site('    remove: { ad: { "": 1 } }'), /^5: : a text must not be empty$|^5: a text must not be empty$/u],
    ['an empty reason', site('    candidate: { "": { ad: { a: 1 } } }'), /a reason must not be empty$/u],
    [
      'counts without pages',
      'format: klartext-rules/1\nsites:\n  b: { remove: { ad: { a: 1 } } }',
      '3: a: a count needs the number of “pages” of its site',
    ],
    ['pages that are no number', 'format: klartext-rules/1\nsites:\n  b: { pages: many }', '3: pages: must be a whole number'],
    [
      'a list of texts without counts',
      site('    remove: { ad: [a, b] }'),
      '5: ad: expected texts with the numbers of pages that show them: { Teilen: 48, Drucken: 12 }',
    ],
    ['a site that is a text', 'format: klartext-rules/1\nsites:\n  b: c', '3: b: expected fields'],
    ['sites that are a list', 'format: klartext-rules/1\nsites: [a]', '2: sites: expected fields'],
    ['a site without a name', 'format: klartext-rules/1\nsites: { "": {} }', /a site must have a name$/u],
    [
      'a broken rule',
      site('    rules:\n      - { category: ad, remove: block, match: { pattern: "{nosuch}" } }'),
      /^6: pattern: .*nosuch/u,
    ],
    [
      'a rule without a category',
      site('    rules:\n      - { id: mine, remove: block, match: { text: a } }'),
      /^6: a removal needs a “category”/u,
    ],
    [
      'a rule that names a site',
      site('    rules:\n      - { category: ad, remove: block, site: b, match: { text: a } }'),
      /^6: site: the rules of a site do not name it/u,
    ],
    [
      'evidence without a number',
      site('    rules:\n      - { id: ad-1, remove: block, match: { text: a }, evidence: { of: 9 } }'),
      '6: documents: missing field "documents"',
    ],
    ['neither sites nor rules', 'format: klartext-rules/1\n', '1: missing field "rules"'],
  ])('%s', (_, yaml, reason) => {
    if (typeof reason === 'string') expect(refusal(yaml)).toBe(reason);
    else expect(refusal(yaml)).toMatch(reason);
  });
});
