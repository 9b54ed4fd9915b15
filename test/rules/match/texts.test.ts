/** A phrase matches a whole block in any spelling, and never a part of a block. */
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, judge, loadPacks, readHtml, readText } from '../../../src/index.js';
import { compiled, cutOut, removedTexts } from '../../support/rules.js';

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';

const rules = compiled('  - { category: font-size, remove: block, match: { text: ["Textgröße ändern:", "A+ A–", "„Mehr“ zum Thema"] } }');
const hit = (line: string) => removedTexts(readText(`${SENTENCE}\n${line}\n${SENTENCE}`), rules).length === 1;

describe('phrases', () => {
  test.each([
    'Textgröße ändern:',
    'Textgröße ändern',
    'TEXTGRÖSSE ÄNDERN'.replace('SS', 'ß'),
    '  Textgröße\t ändern :',
    '► Textgröße ändern ►',
    '• textgröße ändern.',
    'Textgrö\u00ad\u00dfe ändern',
    'Textgro\u0308ße a\u0308ndern',
    'A+ A-',
    'A+ A—',
    '"Mehr" zum Thema',
    '»Mehr« zum Thema',
    '’Mehr‘ zum Thema!',
  ])('a phrase is found in any spelling: “%s”', (line) => {
    expect(hit(line)).toBe(true);
  });

  test.each([
    'Textgröße ändern oder nicht',
    'Bitte Textgröße ändern:',
    'Textgröße',
    'ändern Textgröße',
    'Man kann die Textgröße ändern: Das klingt nach Arbeit.',
    'Textgröße  (ändern)',
    'Textgrösse ändern',
    'A B',
    'Mehr, zum Thema',
  ])('a phrase is not found in “%s”', (line) => {
    expect(hit(line)).toBe(false);
  });

  test('a phrase is found in pages and in texts', () => {
    expect(removedTexts(readHtml(`<p>${SENTENCE}</p><div><span>Text&shy;größe</span> <b>ändern:</b></div>`), rules)).toEqual([
      'Text\u00adgröße ändern:',
    ]);
  });

  test('a phrase that consists of decoration matches nothing', () => {
    const stars = compiled('  - { category: other, remove: block, match: { text: ["***", ">>"] } }');
    expect(removedTexts(readText(`${SENTENCE}\n***\n>>\n• • •\n${SENTENCE}`), stars)).toEqual([]);
  });

  test.each(['Textgröße ändern …', '… Textgröße ändern', 'Textgröße ändern…'])('a phrase is found with an ellipsis: “%s”', (line) => {
    expect(hit(line)).toBe(true);
  });

  test('a phrase by a person matches with and without a full stop, a learned one only as observed', () => {
    const text = 'Alle Angaben auf dieser Seite sind ohne jede Gewähr';
    const evidence = 'evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.9 }';
    const removed = (phrase: string, line: string, more = '') =>
      removedTexts(
        readText(`${SENTENCE}\n${line}`),
        compiled(`  - { category: legal, remove: block, match: { text: "${phrase}" }${more} }`),
      );
    expect(removed(text, `${text}.`)).toHaveLength(1);
    expect(removed(`${text}.`, text)).toHaveLength(1);
    expect(removed(text, text, `, ${evidence}`)).toHaveLength(1);
    expect(removed(text, `${text}.`, `, ${evidence}`)).toHaveLength(0);
    expect(removed(`${text}.`, text, `, ${evidence}`)).toHaveLength(0);
  });
});

describe('keep rules', () => {
  const removals = `
  - { id: ad, category: ad, remove: block, confidence: 1, match: { text: Anzeige } }
  - { id: rest, category: teaser, remove: section, until: end, match: { text: Empfohlen } }
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }`;
  const source = `Anzeige\n${SENTENCE} (kd)\nEmpfohlen\nNoch ein Steg\nNoch ein Weg`;

  test('blocks stay without a keep rule if no rule removes them', () => {
    expect(removedTexts(readText(source), compiled(removals))).toEqual(['Anzeige', 'Empfohlen', 'Noch ein Steg', 'Noch ein Weg']);
    expect(cutOut(readText(source), compiled(removals))).toEqual([' (kd)']);
  });

  test.each([
    ['a phrase', '{ keep: Anzeige }', 'Anzeige'],
    ['a block by its match', '{ keep: block, match: { text: Anzeige } }', 'Anzeige'],
    ['a block below a marker', '{ keep: Noch ein Steg }', 'Noch ein Steg'],
    ['a marker, but not its section', '{ keep: Empfohlen }', 'Empfohlen'],
    ['a block by its shape', '{ keep: block, match: { pattern: "Noch ein {any}", at: block-start } }', 'Noch ein Weg'],
    ['blocks in a row', '{ keep: block, match: { sequence: ["Noch ein {any}", "Noch ein Weg"] } }', 'Noch ein Steg'],
  ])('a keep rule keeps %s', (_name, keep, kept) => {
    const removed = removedTexts(readText(source), compiled(`${removals}\n  - ${keep}`));
    expect(removed.length).toBeGreaterThan(1);
    expect(removed).not.toContain(kept);
  });

  test('a keep rule overrides any removal, whatever its confidence and order', () => {
    const keep = '  - { id: stay, keep: block, confidence: 0.01, match: { text: Anzeige } }\n';
    for (const order of [keep + removals.trimStart().replace(/^/u, '  '), `${removals}\n${keep}`]) {
      const [verdict] = judge(readText(source), compiled(order));
      expect(verdict).toMatchObject({ block: 0, action: 'keep', reasons: [{ ruleId: 'stay', confidence: 0.01 }] });
      expect(verdict.reasons).toHaveLength(1);
    }
  });

  test('a keep rule keeps a block whole from which a span would be removed', () => {
    const article = clean(readText(`${SENTENCE} (kd)`), compiled(`${removals}\n  - { keep: block, match: { pattern: "{any} (kd)" } }`));
    expect(article.verdicts[0].spans).toBeUndefined();
    expect(article.body).toBe(`${SENTENCE} (kd)`);
  });

  test('a keep rule overrides Readability’s vote', () => {
    const read = readHtml(`<p>Anzeige</p><p>${SENTENCE}</p>`);
    const voted = { ...read, blocks: read.blocks.map((block) => ({ ...block, main: block.text === SENTENCE })) };
    expect(removedTexts(voted, compiled('  - { keep: Nichts }'))).toEqual(['Anzeige']);
    expect(removedTexts(voted, compiled('  - { keep: Anzeige }'))).toEqual([]);
  });

  test('a keep rule of another site has no effect', () => {
    const elsewhere = compiled(`${removals}\n  - { keep: Anzeige, site: elsewhere.example }`);
    expect(removedTexts(readText(source, { site: 'hohenwieker-bote.example' }), elsewhere)).toContain('Anzeige');
  });
});

describe('the status of a rule', () => {
  test.each([
    ['candidate', []],
    ['vetoed', []],
    ['suspended', []],
    ['approved', ['Anzeige']],
  ])('a rule is applied according to its status: %s', (status, removed) => {
    const rule = compiled(`  - { category: ad, remove: block, status: ${status}, match: { text: Anzeige } }`);
    expect(removedTexts(readText(`${SENTENCE}\nAnzeige`), rule)).toEqual(removed);
  });

  test('a keep rule that is a candidate has no effect', () => {
    const both = compiled('  - { category: ad, remove: block, match: { text: Anzeige } }\n  - { keep: Anzeige, status: candidate }');
    expect(removedTexts(readText(`${SENTENCE}\nAnzeige`), both)).toEqual(['Anzeige']);
  });
});

describe('reasons', () => {
  const several = compiled(`
  - { id: weak, category: ad, remove: block, confidence: 0.5, match: { text: Anzeige } }
  - { id: strong, category: other, remove: block, confidence: 0.9, match: { pattern: "{headline}" } }
  - { id: equal, category: kicker, remove: block, confidence: 0.9, match: { pattern: "{name}" } }`);

  test('all reasons for a removal are listed, the strongest first, then in the order of the rules', () => {
    const [verdict] = judge(readText('Anzeige'), several);
    expect(verdict.reasons.map((reason) => [reason.ruleId, reason.category, reason.confidence])).toEqual([
      ['strong', 'other', 0.9],
      ['equal', 'kicker', 0.9],
      ['weak', 'ad', 0.5],
    ]);
  });

  test.each([
    ['text: Anzeige', 'reads “Anzeige”'],
    ['text: [Anzeige, Werbung]', 'is a known phrase, word for word'],
    ['pattern: "{name}"', 'has the shape “{name}”'],
    ['pattern: ["{name}", "{num}"]', 'has the shape “{name}”'],
    ['pattern: Anzeige, at: block-start', 'begins with “Anzeige”'],
    ['pattern: Anzeige, at: block-end', 'ends with “Anzeige”'],
    ['pattern: Anzeige, at: anywhere', 'contains “Anzeige”'],
    ['sequence: [Anzeige, "{prose}"]', 'is one of the blocks “Anzeige”, “{prose}”'],
  ])('a reason says in a sentence what was found: %s', (match, message) => {
    const [verdict] = judge(readText(`Anzeige\n${SENTENCE}`), compiled(`  - { category: ad, remove: block, match: { ${match} } }`));
    expect(verdict.reasons.map((reason) => reason.message)).toEqual([message]);
  });

  test('a reason names the block and its marker', () => {
    const read = readText(`${SENTENCE}\nEmpfohlen\nNoch ein Steg`);
    const placed = compiled('  - { category: teaser, remove: section, until: end, where: tail, match: { text: Empfohlen } }');
    expect(judge(read, placed).flatMap((verdict) => verdict.reasons.map((reason) => reason.message))).toEqual([
      'reads “Empfohlen”, in the tail of the document',
      'belongs to the section under “Empfohlen”',
    ]);
  });

  test('a reason names the selector that matched', () => {
    const rule = compiled('  - { category: ad, remove: block, match: { selector: [".werbung", "#w"] } }');
    const verdicts = judge(readHtml(`<p>${SENTENCE}</p><p class="werbung">Kaufen</p>`), rule);
    expect(verdicts.flatMap((verdict) => verdict.reasons.map((reason) => reason.message))).toEqual(['is inside .werbung']);
  });
});

test('a single word with a full stop is an answer, which no phrase of the packs takes', () => {
  const packs = compileRules(loadPacks(['de']));
  const talk = (answer: string) => readText(`${SENTENCE}\nUnd was taten Sie dann?\n${answer}\nWie bitte?\n${SENTENCE}`);
  expect(removedTexts(talk('Weiterlesen'), packs)).toEqual(['Weiterlesen']);
  expect(removedTexts(talk('Weiterlesen.'), packs)).toEqual([]);
});

test('a single word with a full stop is taken by a rule that says so', () => {
  const rulesFor = (text: string) => compiled(`  - { category: ad, remove: block, match: { text: ["${text}"] } }`);
  const page = readText(`${SENTENCE}\nWeiterlesen.\n${SENTENCE}`);
  expect(removedTexts(page, rulesFor('Weiterlesen.'))).toEqual(['Weiterlesen.']);
});
