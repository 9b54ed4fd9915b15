/** An invalid rule file is refused with its file name, the line, and a reason that says what to change; ids are stable. */
import { describe, expect, jest, test } from '@jest/globals';
import { dumpRules, loadPacks, parseRules, RULES_FORMAT, RuleFileError } from '../../../src/index.js';
import { rulesOf } from '../../support/rules.js';

const HEAD = 'format: klartext-rules/1\nrules:\n';

function refusal(yaml: string): RuleFileError {
  try {
    parseRules(yaml, 'bote.yaml');
  } catch (error) {
    expect(error).toBeInstanceOf(RuleFileError);
    return error as RuleFileError;
  }
  throw new Error(`accepted:\n${yaml}`);
}

/** Each: the fault, the file, the line to be named, and the reason. */
const BROKEN: readonly (readonly [string, string, number, RegExp])[] = [
  ['an empty file', '', 1, /expected fields/u],
  ['a file of text', 'Empfohlen', 1, /expected fields/u],
  ['a list instead of a file', '- a\n- b\n', 1, /missing field "format"/u],
  ['no format', 'rules: []\n', 1, /missing field "format"/u],
  ['another format', 'site: bote.example\nformat: klartext-rules/2\nrules: []\n', 2, /format: expected “klartext-rules\/1”/u],
  ['no rules', 'format: klartext-rules/1\n', 1, /missing field "rules"/u],
  ['rules that are no list', 'format: klartext-rules/1\n\nrules: Empfohlen\n', 3, /expected a list of rules/u],
  ['an unknown field of the file', 'format: klartext-rules/1\nrules: []\nauthor: Alma\n', 3, /author: unknown field "author"/u],
  ['a rule that is text', `${HEAD}  - Empfohlen\n`, 3, /expected fields, found "Empfohlen"/u],
  [
    'an unknown field of a rule',
    `${HEAD}  - category: ad\n    remove: block\n    colour: red\n    match: { text: a }\n`,
    5,
    /colour: unknown field "colour"/u,
  ],
  [
    'an unknown category',
    `${HEAD}  - category: advert\n    remove: block\n    match: { text: a }\n`,
    3,
    /unknown category; known categories are masthead, title/u,
  ],
  [
    'a removal without category',
    `${HEAD}  - { keep: a }\n  - remove: block\n    match: { text: a }\n`,
    4,
    /a removal needs a “category”, in the rule or at the top of the file/u,
  ],
  [
    'an entry without its pattern',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      pattern:\n        - a\n        - { example: a }\n`,
    8,
    /missing field "pattern"/u,
  ],
  [
    'an entry with an empty example',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      selector:\n        - { selector: .a, example: "" }\n`,
    7,
    /example: must not be empty/u,
  ],
  ['a removal without match', `${HEAD}  - category: ad\n    remove: block\n`, 3, /a rule needs a “match”/u],
  ['neither removal nor keep', `${HEAD}  - category: ad\n    match: { text: a }\n`, 3, /either “remove” or “keep”/u],
  ['removal and keep', `${HEAD}  - { category: ad, remove: block, keep: block, match: { text: a } }\n`, 3, /either “remove” or “keep”/u],
  [
    'a text that is kept, and a match',
    `${HEAD}  - { keep: Empfohlen, match: { text: a } }\n`,
    3,
    /“keep: block” with a match, or “keep: <the text>”/u,
  ],
  [
    'an unknown scope',
    `${HEAD}  - category: ad\n    remove: page\n    match: { text: a }\n`,
    4,
    /remove: expected block, section or inline/u,
  ],
  [
    'a section without end',
    `${HEAD}  - { category: ad, remove: section, match: { text: a } }\n`,
    3,
    /“until” is only valid with “remove: section”/u,
  ],
  [
    'an end without section',
    `${HEAD}  - { category: ad, remove: block, until: end, match: { text: a } }\n`,
    3,
    /“until” is only valid with “remove: section”/u,
  ],
  [
    'an unknown end',
    `${HEAD}  - category: ad\n    remove: section\n    until: monday\n    match: { text: a }\n`,
    5,
    /until: expected start, end, heading, prose/u,
  ],
  ['a section of no blocks', `${HEAD}  - category: ad\n    remove: section\n    until: { blocks: 0 }\n    match: { text: a }\n`, 5, /./u],
  [
    'a section that begins with a sequence',
    `${HEAD}  - { category: ad, remove: section, until: end, match: { sequence: [a, b] } }\n`,
    3,
    /a section begins with one block/u,
  ],
  ['a span that is a text', `${HEAD}  - { category: ad, remove: inline, match: { text: a } }\n`, 3, /“remove: inline” needs a pattern/u],
  [
    'a match of nothing',
    `${HEAD}  - category: ad\n    remove: block\n    match: {}\n`,
    5,
    /exactly one of text, pattern, sequence, selector and outside/u,
  ],
  [
    'a match of two kinds',
    `${HEAD}  - category: ad\n    remove: block\n    match: { text: a, pattern: b }\n`,
    5,
    /exactly one of text, pattern, sequence, selector and outside/u,
  ],
  [
    'an unknown kind of match',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      regex: a+\n`,
    6,
    /regex: unknown field "regex"/u,
  ],
  [
    'an anchor without a pattern',
    `${HEAD}  - category: ad\n    remove: block\n    match: { text: a, at: block-end }\n`,
    5,
    /“at” is only valid with a pattern/u,
  ],
  [
    'an unknown anchor',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      pattern: a\n      at: end\n`,
    7,
    /at: expected whole, block-start, block-end, anywhere or sentences/u,
  ],
  ['an empty text', `${HEAD}  - category: ad\n    remove: block\n    match: { text: "" }\n`, 5, /text: must not be empty/u],
  ['a text that is a number', `${HEAD}  - category: ad\n    remove: block\n    match:\n      text: 12\n`, 6, /text/u],
  [
    'a number among texts',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      text:\n        - a\n        - 12\n`,
    8,
    /quote numbers and dates/u,
  ],
  ['no texts', `${HEAD}  - category: ad\n    remove: block\n    match: { text: [] }\n`, 5, /must not be empty/u],
  [
    'an unknown slot',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      pattern:\n        - a\n        - "{nosuch} b"\n`,
    8,
    /unknown slot \{nosuch\}.*known slots are \{title\}/u,
  ],
  [
    'an unknown slot in a single pattern',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      pattern: "{nosuch} b"\n`,
    6,
    /unknown slot \{nosuch\}/u,
  ],
  ['an unpaired brace', `${HEAD}  - category: ad\n    remove: block\n    match: { pattern: "{name b" }\n`, 5, /unpaired brace/u],
  ['a pattern of nothing', `${HEAD}  - category: ad\n    remove: block\n    match: { pattern: "►" }\n`, 5, /matches nothing/u],
  ['a sequence of one', `${HEAD}  - category: ad\n    remove: block\n    match: { sequence: [a] }\n`, 5, /at least two patterns/u],
  [
    'a sequence with an unknown slot',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      sequence:\n        - a\n        - "{nosuch}"\n`,
    8,
    /unknown slot/u,
  ],
  [
    'a selector that cannot be read',
    `${HEAD}  - category: ad\n    remove: block\n    match: { selector: "div[" }\n`,
    5,
    /selector “div\[”/u,
  ],
  [
    'a selector that asks for too much',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      selector: "div:hover"\n`,
    6,
    /asks for something that a block's path does not contain/u,
  ],
  [
    'an unknown slot in a neighbour',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      text: a\n      after: "{nosuch}"\n`,
    7,
    /after: unknown slot/u,
  ],
  [
    'a share of links above one',
    `${HEAD}  - category: ad\n    remove: block\n    match:\n      text: a\n      links: 40\n`,
    7,
    /links: must be at most 1/u,
  ],
  [
    'a negative confidence',
    `${HEAD}  - category: ad\n    remove: block\n    confidence: -0.1\n    match: { text: a }\n`,
    5,
    /confidence: must be at least 0/u,
  ],
  [
    'a confidence in words',
    `${HEAD}  - category: ad\n    remove: block\n    confidence: high\n    match: { text: a }\n`,
    5,
    /confidence: expected a number/u,
  ],
  [
    'an unknown place',
    `${HEAD}  - category: ad\n    remove: block\n    where: middle\n    match: { text: a }\n`,
    5,
    /where: expected head, tail or top/u,
  ],
  [
    'an unknown document format',
    `${HEAD}  - category: ad\n    remove: block\n    format: pdf\n    match: { text: a }\n`,
    5,
    /format: expected text or html/u,
  ],
  [
    'an unknown status',
    `${HEAD}  - category: ad\n    remove: block\n    status: maybe\n    match: { text: a }\n`,
    5,
    /status: expected candidate/u,
  ],
  [
    'an id with a space',
    `${HEAD}  - id: an ad\n    category: ad\n    remove: block\n    match: { text: a }\n`,
    3,
    /id: an id has no spaces/u,
  ],
  [
    'an id that is used twice',
    `${HEAD}  - { id: a, keep: a }\n  - { id: b, keep: b }\n  - { id: a, keep: c }\n`,
    5,
    /id a is used twice, first in line 3/u,
  ],
  ['a repeated rule without an id', `${HEAD}  - keep: a\n  - keep: b\n  - keep: a\n`, 5, /is used twice, first in line 3/u],
  ['evidence without its counts', `${HEAD}  - keep: a\n    evidence:\n      documents: 3\n`, 5, /missing field "of"/u],
  [
    'evidence that counts halves',
    `${HEAD}  - keep: a\n    evidence:\n      documents: 3.5\n      of: 4\n      contentHits: 0\n      confidence: 1\n`,
    5,
    /documents: must be a whole number/u,
  ],
  ['an example that is a number', `${HEAD}  - keep: a\n    examples:\n      - a\n      - 3\n`, 6, /quote numbers and dates/u],
  ['examples that are no list', `${HEAD}  - keep: a\n    examples: a\n`, 4, /examples/u],
  ['a repeated key', `${HEAD}  - keep: a\n    keep: b\n`, 4, /the key “keep” is there twice/u],
  ['a quote that never ends', `${HEAD}  - keep: "a\n`, 4, /quote/iu],
  ['a bracket that never ends', `${HEAD}  - keep: a\n    examples: [a, b\n`, 5, /./u],
  ['a wrong indent', `${HEAD}  - keep: a\n   examples: [a]\n`, 4, /./u],
  ['a tab for an indent', `${HEAD}  - keep: a\n\texamples: [a]\n`, 4, /tab/iu],
  ['two documents in one file', `${HEAD}  - keep: a\n---\nformat: klartext-rules/1\n`, 4, /document/iu],
];

describe('refused rule files', () => {
  test.each(BROKEN)('a rule file is refused for %s', (_what, yaml, line, reason) => {
    const error = refusal(yaml);
    expect(error.reason).toMatch(reason);
    expect(error.file).toBe('bote.yaml');
    expect(error.message).toBe(`bote.yaml:${error.line}: ${error.reason}`);
    expect(`line ${error.line}: ${error.reason}`).toBe(`line ${line}: ${error.reason}`);
  });

  test('lines are counted in the file, including comments and blank lines', () => {
    expect(
      refusal('# Regeln\n\nformat: klartext-rules/1\n\nrules:\n  # zuerst\n  - keep: a\n\n  # dann\n  - keep: b\n    where: oben\n').line,
    ).toBe(11);
  });

  test('lines are counted correctly in a file with CR LF', () => {
    expect(refusal(`${HEAD}  - keep: a\n    where: oben\n`.replaceAll('\n', '\r\n')).line).toBe(4);
  });

  test('a rule file is refused for excessive nesting', () => {
    expect(refusal(`format: klartext-rules/1\nrules: ${'['.repeat(20_000)}`).line).toBeGreaterThanOrEqual(1);
    expect(
      refusal('a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n')
        .reason,
    ).toMatch(/alias/u);
  });

  // The YAML library finds it only while it converts the file to plain data, and then without a position.
  test('an undefined alias is refused with its line', () => {
    const error = refusal(`${HEAD}  - keep: *a\n`);
    expect(error.reason).toMatch(/alias/iu);
    expect(error.line).toBe(3);
  });

  test('a key that is not a string is refused without a warning from Node', () => {
    const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    try {
      expect(refusal('format: klartext-rules/1\n? { a: 1 }\n: b\nrules: []\n').reason).toBe('a key must be text');
      expect(warn).not.toHaveBeenCalled();
    } finally {
      warn.mockRestore();
    }
  });
});

describe('accepted rule files', () => {
  test('one text or a list of texts is accepted', () => {
    expect(
      rulesOf(
        '  - { id: one, category: ad, remove: block, match: { text: a } }\n  - { id: many, category: ad, remove: block, match: { text: [a, b] } }',
      ),
    ).toEqual([
      { id: 'one', effect: 'remove', category: 'ad', scope: 'block', match: { text: ['a'] }, confidence: 0.95 },
      { id: 'many', effect: 'remove', category: 'ad', scope: 'block', match: { text: ['a', 'b'] }, confidence: 0.95 },
    ]);
  });

  test('the short form of a keep rule is accepted', () => {
    expect(rulesOf('  - { id: stay, keep: Empfohlen wird eine Impfung }')).toEqual([
      { id: 'stay', effect: 'keep', category: 'other', scope: 'block', match: { text: ['Empfohlen wird eine Impfung'] }, confidence: 0.95 },
    ]);
  });

  test('a site may be given for the file and overridden in a rule', () => {
    const { rules } = parseRules(
      'format: klartext-rules/1\nsite: bote.example\nrules:\n  - keep: a\n  - { keep: b, site: other.example }\n',
      'x',
    );
    expect(rules.map((rule) => rule.site)).toEqual(['bote.example', 'other.example']);
  });

  test('a category may be given for the file and overridden in a rule', () => {
    const { rules } = parseRules(
      'format: klartext-rules/1\ncategory: ad\nrules:\n  - { remove: block, match: { text: a } }\n  - { category: share, remove: block, match: { text: b } }\n  - keep: c\n',
      'x',
    );
    expect(rules.map((rule) => rule.category)).toEqual(['ad', 'share', 'other']);
  });

  test('patterns and selectors may have examples', () => {
    const [one, two] = rulesOf(
      '  - category: ad\n    remove: block\n    match:\n      pattern:\n        - { pattern: "Seite {num}", example: Seite 3 }\n        - "Blatt {num}"\n    examples: [Blatt 4]\n' +
        '  - { category: ad, remove: block, match: { selector: { selector: .ad, example: [<p class="ad">a</p>, <i class="ad">b</i>] } } }',
    );
    expect(one.match).toEqual({ pattern: ['Seite {num}', 'Blatt {num}'] });
    expect(one.examples).toEqual(['Seite 3', 'Blatt 4']);
    expect(two.match).toEqual({ selector: ['.ad'] });
    expect(two.examples).toEqual(['<p class="ad">a</p>', '<i class="ad">b</i>']);
  });

  test('a file may have no rules', () => {
    expect(parseRules('format: klartext-rules/1\nrules: []\n', 'x')).toEqual({ format: RULES_FORMAT, name: 'x', rules: [] });
  });

  test('the default confidence depends on the match or the evidence', () => {
    const rules = rulesOf(`
  - { category: ad, remove: block, match: { text: a } }
  - { category: ad, remove: block, match: { pattern: a } }
  - { category: ad, remove: block, match: { sequence: [a, b] } }
  - { category: ad, remove: block, match: { selector: a } }
  - { category: ad, remove: block, match: { text: b }, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.7 } }
  - { category: ad, remove: block, match: { text: c }, confidence: 0.2, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.7 } }`);
    expect(rules.map((rule) => rule.confidence)).toEqual([0.95, 0.9, 0.9, 0.9, 0.7, 0.2]);
  });
});

describe('rule ids', () => {
  const idOf = (rule: string, head = HEAD) => parseRules(`${head}  - ${rule}\n`, 'x').rules[0].id;

  test('a default id is the category and a hash, the same in every run', () => {
    expect(idOf('{ category: font-size, remove: block, match: { text: "Textgröße ändern:" } }')).toMatch(/^font-size-[0-9a-f]{12}$/u);
    // People's files and notes refer to these ids, so they must never change.
    expect(idOf('{ category: teaser, remove: section, until: end, match: { text: Empfohlen } }')).toBe('teaser-d6b4b2fa94d3');
    expect(idOf('{ keep: Empfohlen wird eine Impfung }')).toBe('keep-29386d88d343');
  });

  test('a default id does not depend on notes or on notation', () => {
    const plain = idOf('{ category: ad, remove: block, match: { text: Anzeige } }');
    expect(idOf('{ category: ad, remove: block, match: { text: [Anzeige] } }')).toBe(plain);
    expect(idOf('{ match: { text: "Anzeige" }, remove: block, category: ad, note: x, confidence: 0.3, examples: [Anzeige] }')).toBe(plain);
    expect(
      idOf('{ category: ad, remove: block, match: { text: Anzeige }, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 1 } }'),
    ).toBe(plain);
  });

  test('a default id depends on what the rule does', () => {
    const ids = [
      idOf('{ category: ad, remove: block, match: { text: Anzeige } }'),
      idOf('{ category: ad, remove: block, match: { text: Werbung } }'),
      idOf('{ category: ad, remove: block, match: { pattern: Anzeige } }'),
      idOf('{ category: ad, remove: block, where: tail, match: { text: Anzeige } }'),
      idOf('{ category: ad, remove: block, format: html, match: { text: Anzeige } }'),
      idOf('{ category: ad, remove: section, until: end, match: { text: Anzeige } }'),
      idOf('{ category: ad, remove: section, until: prose, match: { text: Anzeige } }'),
      idOf('{ category: ad, remove: block, match: { text: Anzeige } }', 'format: klartext-rules/1\nsite: bote.example\nrules:\n'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('ids survive writing and reading', () => {
    const set = parseRules(`${HEAD}  - { category: ad, remove: block, match: { text: Anzeige } }\n`, 'x');
    const yaml = dumpRules(set);
    expect(parseRules(yaml.replace(/id: \S+\n/u, `id: ${set.rules[0].id}\n`), 'x')).toEqual(set);
    expect(parseRules(yaml.replace(/ *- id: \S+\n {4}/u, '  - '), 'x')).toEqual(set);
  });
});

describe('the shipped packs', () => {
  test('packs are loaded by name in the given order', () => {
    expect(loadPacks(['html', 'common']).map((pack) => pack.name)).toEqual(['html', 'common']);
    expect(loadPacks(['common', 'html']).map((pack) => pack.name)).toEqual(['common', 'html']);
    expect(loadPacks('none')).toEqual([]);
  });

  test('an error about an unknown pack lists the known ones', () => {
    expect(() => loadPacks(['html', 'tlh'])).toThrow(RangeError);
    expect(() => loadPacks(['html', 'tlh'])).toThrow(/unknown pack “tlh”; known packs are html, common, de/u);
  });
});
