/** What each slot of a pattern matches, how a pattern is anchored in a block, and that matching is linear. */
import { describe, expect, jest, test } from '@jest/globals';
import { compileRules, type Document, judge, loadPacks, readText } from '../../../src/index.js';
import { matchPattern, parsePattern } from '../../../src/rules/pattern/pattern.js';
import { PatternError } from '../../../src/rules/pattern/patternItems.js';
import { States } from '../../../src/rules/pattern/states.js';
import { titleOf, tokenizeText } from '../../../src/rules/pattern/tokenizedBlock.js';
import { Tokens } from '../../../src/text/tokens.js';
import { compiled, compiledRules, titled } from '../../support/rules.js';

const TITLE = 'Ein Steg für Hohenwiek';

/** Whether a rule with only this pattern matches a line. */
function hits(pattern: string, line: string, at?: 'whole' | 'block-start' | 'block-end' | 'anywhere'): boolean {
  const rules = compiledRules([
    {
      id: 'p',
      effect: 'remove',
      category: 'other',
      scope: 'block',
      match: { pattern: [pattern], ...(at === undefined ? {} : { at }) },
      confidence: 1,
    },
  ]);
  const read: Document = titled(readText(line), TITLE, 'Steg');
  expect(read.blocks).toHaveLength(1);
  return judge(read, rules)[0].action === 'remove';
}

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const words = (count: number, word = 'wort') => Array.from({ length: count }, () => word).join(' ');

const SLOTS: Record<string, { yes: string[]; no: string[] }> = {
  '{title}': {
    yes: [TITLE, 'EIN STEG FÜR HOHENWIEK', '► Ein Steg für Hohenwiek:'],
    no: ['„Ein Steg für Hohenwiek“', 'Ein Steg', `${TITLE} kommt`, `Nun ${TITLE}`, 'Steg', 'Ein Weg für Hohenwiek'],
  },
  '{name}': {
    yes: [
      'Alma Terhorst',
      'Alma',
      'M. Brandt',
      'Anna-Lena von der Heide',
      'Seán O’Neil',
      'Karl-Heinz Müller-Brede',
      'Ludwig van Beethoven',
      'Łucja Żak',
      '山田太郎',
      'Alma Terhorst:',
    ],
    no: ['alma terhorst', 'Alma geht', '12', 'von der Heide', words(10, 'Alma'), 'Alma 3', 'Alma, Jon'],
  },
  '{initials}': {
    yes: ['fd', 'dpa/kd', 'M. B.', 'kd, mwe', 'AFP', 'dpa-kd', 'a b c d', 'kd+mwe'],
    no: ['Redaktion', '12', 'a b c d e', 'kd (mwe', 'dpa 3'],
  },
  '{signature}': {
    yes: ['kd', 'fd', 'säd', 'mwe/dpa', 'dpa/lno', 'AFP', 'kna', 'KD/dpa', 'kd, mwe', 'hgrd', 'lisab/dpa', 'isa+kd', 'M. B.', 'cKo', 'SID'],
    no: [
      'SPD',
      'SPD/CDU',
      'USA',
      'sic',
      'lacht',
      'v. l.',
      'a. D.',
      'm/w/d',
      'km/h',
      'und/oder',
      'rechts',
      'laut',
      'Frauen',
      'Kd',
      '40',
      'i. V.',
      'z. B.',
      'e. V.',
      'kd (mwe',
    ],
  },
  '{agency}': {
    yes: ['dpa', 'DPA', 'reuters', 'sda/Reuters', 'AP und AFP', 'EFE y Reuters', 'PAP i AFP', 'dpa-AFX', 'red mit dpa', 'dpa, AFP, TT'],
    no: ['Sid', 'Ansa', 'kd', 'SPD', 'red', 'dpa kd', 'dpa oder AFP', 'dpa und Anke'],
  },
  '{credit}': {
    yes: [
      'Anke Wessels',
      'dpa',
      'Malte Voss / DER RUNDBLICK',
      'picture alliance/dpa | Jan Moser',
      'Imago/Blaulicht-Bild.de',
      'privat',
      'Anke Wessels und Jan Moser',
      'Jan Moser (Archiv)',
      '© Jan Moser, 2023',
    ],
    no: ['Anke Wessels zeigt es', 'das Bild', '12', 'Anke Wessels. Der Rat', 'Anke „Wessels“'],
  },
  '{few}': {
    yes: ['einen', 'auf dieser Seite', '12 Ad-Blocker', 'a b c d e f g h'],
    no: ['auf dieser, Seite', 'aber: nein', 'a b c d e f g h i', 'Ad - Blocker', 'Nein. Ja'],
  },
  '{any:3}': { yes: ['a', 'a, b', 'a b c'], no: ['a b c d'] },
  '{line}': {
    yes: ['Letzte Fahrt: ein Bus im Depot', 'Dr. Lindner am 17. Mai in St. Veit', '„Da“, sagt er'],
    no: ['Er kam. Er ging', 'Wer war das? Er', words(41, 'a')],
  },
  '{num}': { yes: ['3', '3.500', '1,5', '12:30', '½', '٣'], no: ['drei', '3 4', '3a', '3 %', 'Nr. 3'] },
  '{date}': {
    yes: [
      '12.03.2024',
      '12.3.24',
      '12.03.',
      '2024-03',
      '2024-03-12',
      '12-03-2024',
      '3/12/24',
      '12/3/2024',
      '12. März 2024',
      '12. März',
      'Montag, 12. März 2024',
      'Montag, den 3. Mai 2024',
      'Montag, 12.03.2024',
      'March 12, 2024',
      'Tuesday, March 12th, 2024',
      '12 de marzo de 2024',
      'le 3 mai 2024'.slice(3),
      '12 marca 2024',
      '12 марта 2024 года',
      '12 Μαρτίου 2024',
      '12. mars 2024',
      'segunda-feira, 12 de março de 2024',
      '2024年3月12日',
      '2024年3月',
    ],
    no: [
      '32.03.2024',
      '12.13.2024',
      'März',
      'Montag',
      '2024',
      '12',
      'März 2024 bis Mai 2025',
      '12.03.2024 war es',
      'Am 12.03.2024',
      '1.2.3.4',
      '3,50',
      'Mai Brede',
      '2024年13月1日',
      '3月',
      '2024年人口',
    ],
  },
  '{time}': {
    yes: ['17:42', '17:42 Uhr', '17.42 Uhr', '5 pm', '5 p.m.', '8 Uhr', '17:42:10'],
    no: ['17.42', '17', '5 Äpfel', 'Uhr', '17:42 bis', '1742 Uhr', '17:4'],
  },
  '{url}': {
    yes: [
      'https://hohenwiek.example/steg?a=1&b=2#c',
      'http://hohenwiek.example',
      'www.hohenwiek.example',
      'hohenwiek.example/steg',
      'bote.hohenwiek.example',
      'https://hohenwiek.example/.',
    ],
    no: [
      'hohenwiek',
      'hohenwiek. example',
      'https:// hohenwiek.example',
      'siehe www.hohenwiek.example',
      'alma@hohenwiek.example',
      'https://',
    ],
  },
  '{email}': {
    yes: ['alma@hohenwiek.example', 'alma.terhorst+steg@post.hohenwiek.example', 'a_b-c@d-e.example.'],
    no: ['alma@hohenwiek', '@hohenwiek.example', 'alma @hohenwiek.example', 'hohenwiek.example'],
  },
  '{handle}': { yes: ['@alma', '@alma_t', '@alma.t-3'], no: ['alma', '@ alma', '@alma @jon', 'a@alma', '@'] },
  '{any}': { yes: ['ein Wort', SENTENCE, words(60), '3', '(a)'], no: [words(61), '', '   '] },
  '{headline}': {
    yes: [
      TITLE,
      'Was der Kapitän sah',
      '20 Jahre Warten – die Folgen',
      '„Wir bauen das“',
      'Wer hat den Steg gebaut?',
      'Steg, Weg und Brücke',
      words(24, 'Steg'),
    ],
    no: ['ein Steg für Hohenwiek', SENTENCE, 'Steg, Weg und Brücke,', words(25, 'Steg'), 'Ab', 'Der Steg ist fertig.'],
  },
  '{phrase}': {
    yes: ['ein Steg für alle', TITLE, 'mehr dazu hier', words(24)],
    no: [SENTENCE, 'Der Steg ist fertig.', 'Wer war das?', words(25)],
  },
  '{prose}': {
    yes: [SENTENCE, `${SENTENCE} ${SENTENCE}`, `${words(29)}, und so weiter`],
    no: [TITLE, 'Der Steg ist fertig.', words(12), words(40)],
  },
};

describe.each(Object.entries(SLOTS))('the slot %s', (slot, { yes, no }) => {
  test.each(yes)('matches “%s”', (line) => {
    expect(hits(slot, line)).toBe(true);
  });

  test.each(no.filter((line) => line.trim() !== ''))('does not match “%s”', (line) => {
    expect(hits(slot, line)).toBe(false);
  });

  test('matches the same inside a longer pattern', () => {
    for (const value of yes.filter((one) => !/[:.]$|^[►„]/u.test(one)))
      expect(`${value}: ${hits(`Vermerk: ${slot}`, `Vermerk: ${value}`)}`).toBe(`${value}: true`);
    // A shape is that of the whole rest, and free text matches whatever is left.
    if (['{any}', '{headline}', '{phrase}', '{prose}'].includes(slot)) return;
    for (const value of no.filter((one) => one.trim() !== ''))
      expect(`${value}: ${hits(`Vermerk: ${slot} |`, `Vermerk: ${value} |`)}`).toBe(`${value}: false`);
  });

  test('does not match a block that ends before it', () => {
    expect(hits(`Vermerk ${slot}`, 'Vermerk')).toBe(false);
    expect(hits(`Vermerk ${slot.replace('}', '?}')}`, 'Vermerk')).toBe(true);
  });
});

describe('the slot {title}', () => {
  test('any form of the document’s title matches', () => {
    const rules = compiled('  - { category: title, remove: block, match: { pattern: "{title}" } }');
    const read = titled(readText(`Der neue Steg\n${TITLE}\nDer alte Steg`), TITLE, 'Der neue Steg');
    expect(judge(read, rules).map((verdict) => verdict.action)).toEqual(['remove', 'remove', 'keep']);
  });

  test('a title of a few letters never matches, as it would occur everywhere', () => {
    const rules = compiled('  - { category: title, remove: block, match: { pattern: "{title}" } }');
    expect(judge(titled(readText('Sport'), 'Sport'), rules)[0].action).toBe('keep');
    expect(judge(titled(readText('Sportler'), 'Sportler'), rules)[0].action).toBe('remove');
  });

  test('nothing matches in a document without a title', () => {
    expect(judge(readText(TITLE), compiled('  - { category: title, remove: block, match: { pattern: "{title}" } }'))[0].action).toBe(
      'keep',
    );
  });
});

describe('literals', () => {
  test.each([
    ['Lesedauer: {num} Min.', 'LESEDAUER: 3 Min'],
    ['Foto: {name}', 'Foto:  Alma   Terhorst'],
    ['Mehr zum Thema „Steg“', 'Mehr zum Thema "Steg"'],
    ['Stand – {date}', 'Stand — 12.03.2024'],
    ['Straße {num}', 'STRASSE 3'.replace('SS', 'ß')],
    ['Artikel teilen', '► Artikel teilen ◄'],
    ['ﬁnden', 'finden'],
    ['Artikel teilen', 'Arti\u00adkel teilen'],
  ])('the pattern “%s” matches “%s”', (pattern, line) => {
    expect(hits(pattern, line)).toBe(true);
  });

  test.each([
    ['Artikel teilen', 'Artikel jetzt teilen'],
    ['Artikel teilen', 'Artikel'],
    ['Artikel teilen', 'Artikelteilen'],
    ['Lesedauer: {num} Min.', 'Lesedauer 3 Min.'],
    ['a.b', 'a b'],
    ['Artikel .* teilen', 'Artikel jetzt teilen'],
    ['Artikel (teilen)?', 'Artikel'],
  ])('the pattern “%s” does not match “%s”', (pattern, line) => {
    expect(hits(pattern, line)).toBe(false);
  });

  test('decoration at either end of a pattern is optional', () => {
    expect(hits('► Mehr:', 'Mehr')).toBe(true);
    expect(hits('Mehr', '+++ Mehr +++')).toBe(true);
  });

  test('a mark next to a slot is required', () => {
    expect(hits('({initials})', '(kd)')).toBe(true);
    expect(hits('({initials})', 'kd')).toBe(false);
    expect(hits('{name}:', 'Alma Terhorst')).toBe(false);
    expect(hits('{name}:', 'Alma Terhorst:')).toBe(true);
    expect(hits('- {name}', 'Alma Terhorst')).toBe(false);
  });
});

describe('dashes between spaces', () => {
  test.each(['Bote - Ein Steg', 'Bote – Ein Steg', 'Bote — Ein Steg'])('such a dash matches a dash between spaces: %s', (line) => {
    expect(hits('{name} - {headline}', line)).toBe(true);
  });

  test.each(['Bote-Ein Steg', 'Bote- Ein Steg', 'Bote -Ein Steg'])('such a dash does not match a hyphen: %s', (line) => {
    expect(hits('Bote - Ein Steg', line)).toBe(false);
  });

  test('a dash without spaces matches a dash of any kind', () => {
    expect(hits('Nord-Süd', 'Nord-Süd')).toBe(true);
    expect(hits('Nord-Süd', 'Nord - Süd')).toBe(true);
  });
});

describe('optional slots', () => {
  test('an optional slot matches a value or nothing', () => {
    expect(hits('Stand: {date} {time?}', 'Stand: 12.03.2024 17:42')).toBe(true);
    expect(hits('Stand: {date} {time?}', 'Stand: 12.03.2024')).toBe(true);
    expect(hits('Stand: {date} {time?}', 'Stand: 12.03.2024 gestern')).toBe(false);
    expect(hits('{name?} Foto', 'Foto')).toBe(true);
    expect(hits('{name?} Foto', 'Alma Foto')).toBe(true);
    expect(hits('{any?} Foto {any?}', 'Foto')).toBe(true);
  });

  test('an optional slot alone does not match other blocks', () => {
    expect(hits('{date?}', 'gestern')).toBe(false);
    expect(hits('{date?}', '12.03.2024')).toBe(true);
  });

  test.each(['block-start', 'anywhere'])('an optional slot alone at %s does not break cleaning', (at) => {
    const rules = compiled(`  - { category: byline, remove: inline, match: { pattern: "{date?}", at: ${at} } }`);
    expect(judge(readText('Der Steg ist fertig.'), rules)[0].action).toBe('keep');
  });
});

describe('anchors', () => {
  const line = 'Foto: Alma Terhorst zeigt den Steg (kd)';

  test.each([
    ['Foto: Alma Terhorst zeigt den Steg (kd)', 'whole', true],
    ['Foto: {name}', 'whole', false],
    ['Foto: {name}', 'block-start', true],
    ['Foto: {name}', 'anywhere', true],
    ['Foto: {name}', 'block-end', false],
    ['({initials})', 'block-end', true],
    ['({initials})', 'anywhere', true],
    ['({initials})', 'block-start', false],
    ['zeigt den {any} (', 'anywhere', true],
    ['zeigt den', 'block-start', false],
    ['zeigt den', 'block-end', false],
    ['zeigt den', 'whole', false],
    ['zeigt einen', 'anywhere', false],
  ] as const)('“%s” at %s matches the line: %s', (pattern, at, expected) => {
    expect(hits(pattern, line, at)).toBe(expected);
  });

  test('decoration at the end of a block does not affect “block-end”', () => {
    expect(hits('den Steg', '► Alma zeigt den Steg ◄', 'block-end')).toBe(true);
    expect(hits('Alma', '► Alma zeigt den Steg', 'block-start')).toBe(true);
  });

  test('only the two ends of an overlong block are matched', () => {
    const long = `Foto: Alma ${words(3000)} mitten ${words(3000)} hier (kd)`;
    expect(long.length).toBeGreaterThan(8000);
    expect(hits('Foto: {name}', long, 'block-start')).toBe(true);
    expect(hits('({initials})', long, 'block-end')).toBe(true);
    expect(hits('mitten', long, 'anywhere')).toBe(true);
    expect(hits('Foto: {any}', long)).toBe(false);
  });
});

describe('invalid patterns', () => {
  test.each([
    ['{nosuch} Foto', 'unknown slot {nosuch}'],
    ['{} Foto', 'unknown slot {}'],
    ['{Name}', 'unknown slot {Name}'],
    ['{name', 'unpaired brace'],
    ['name}', 'unpaired brace'],
    ['{{name}}', 'unpaired brace'],
    ['{na me}', 'unpaired brace'],
    ['Foto {any:61}', 'only {any} takes a number, from 1 to 60'],
    ['Foto {any:0}', 'only {any} takes a number, from 1 to 60'],
    ['Foto {few:3}', 'only {any} takes a number'],
    ['', 'matches nothing'],
    ['   ', 'matches nothing'],
    ['► –', 'matches nothing'],
  ])('“%s” is refused: %s', (pattern, reason) => {
    expect(() => parsePattern(pattern)).toThrow(PatternError);
    expect(() => parsePattern(pattern)).toThrow(reason);
  });
});

describe('the work of matching', () => {
  /** The work for a pattern on a text: the positions of its states, and the tokens that are examined. */
  function work(pattern: string, text: string, at: 'anywhere' | 'block-start' | 'block-end'): number {
    let steps = 0;
    const view = tokenizeText(text, [titleOf('ein steg')]);
    const count = <T extends object>(of: T, name: string) => {
      const original = Reflect.get(of, name) as (...given: unknown[]) => unknown;
      const spy = jest.spyOn(of as { [name: string]: (...given: unknown[]) => unknown }, name);
      return spy.mockImplementation(function (this: unknown, ...given) {
        steps++;
        return original.apply(this, given);
      });
    };
    const counted = [...['kind', 'hash', 'start', 'fold'].map((name) => count(Tokens.prototype, name)), count(States.prototype, 'put')];
    try {
      matchPattern(parsePattern(pattern), view, at);
    } finally {
      for (const spy of counted) spy.mockRestore();
    }
    return steps;
  }

  const adversaries: [string, string][] = [
    ['a {any} a {any} a {any} a {any} b', 'a '],
    ['{any} {any} {any} {any} {any} b', 'a '],
    ['{any?} {any?} {any?} {any?} {any?} {any?} b', 'a '],
    ['{name} {name} {name} {name} {name} b', 'A '],
    ['{name?} {name?} {name?} {name?} b', 'A. '],
    ['{initials} {initials} {initials} b', 'kd/'],
    ['{signature} {signature} {signature} b', 'kd/'],
    ['{credit} {credit} {credit} b', 'A/'],
    ['{few} {few} {line} {line} {few} b', 'a '],
    ['{date} {date} {date} b', '12. März '],
    ['{url} {email} {handle} b', 'a@b.'],
    ['a {title} {any} {title} {any} b', 'a ein steg '],
    ['{headline} b', 'A '],
  ];

  test.each(adversaries)('twice the text takes at most twice the work: %s', (pattern, unit) => {
    for (const at of ['anywhere', 'block-start', 'block-end'] as const) {
      // The text ends as the pattern does: otherwise only the last token would be examined.
      const once = work(pattern, `${unit.repeat(1000)}b`, at);
      const twice = work(pattern, `${unit.repeat(2000)}b`, at);
      if (at === 'anywhere') expect(once).toBeGreaterThan(1000);
      expect(twice).toBeLessThan(once * 2.3 + 1000);
    }
  });

  test('matching a line of a hundred thousand tokens terminates for any rule', () => {
    const rules = compileRules([
      ...loadPacks(['common']),
      {
        format: 'klartext-rules/1',
        name: 'adversaries',
        rules: adversaries.map(([pattern], i) => ({
          id: `adversary-${i}`,
          effect: 'remove' as const,
          category: 'other' as const,
          scope: 'block' as const,
          match: { pattern: [pattern], at: 'anywhere' as const },
          confidence: 1,
        })),
      },
    ]);
    // With the word that all of them end with: without it they would not be matched at all. One pattern needs nothing else.
    const read = readText(`b ${'A '.repeat(100_000)}\n${SENTENCE}\n`);
    expect(judge(read, rules).map((verdict) => verdict.action)).toEqual(['remove', 'keep']);
  });
});

describe('choices between words', () => {
  test.each([
    ['Dieser {Artikel|Beitrag} wurde übersetzt', 'Dieser Beitrag wurde übersetzt.'],
    ['{Den Artikel|Das Video} {jetzt|} teilen', 'Das Video jetzt teilen'],
    ['{Den Artikel|Das Video} {jetzt|} teilen', 'Den Artikel teilen'],
    ['Mehr {dazu|dazu im Heft}', 'Mehr dazu im Heft'],
    ['Stand {|vom} {date}', 'Stand vom 12.03.2024'],
    ['{Text|Bild}: {name}', 'Bild: Alma Terhorst'],
  ])('“%s” matches: %s', (pattern, line) => expect(hits(pattern, line)).toBe(true));

  test.each([
    ['Dieser {Artikel|Beitrag} wurde übersetzt', 'Dieser Brief wurde übersetzt.'],
    ['Dieser {Artikel|Beitrag} wurde übersetzt', 'Dieser wurde übersetzt.'],
    ['{Den Artikel|Das Video} {jetzt|} teilen', 'Den Video teilen'],
    ['Mehr {dazu|dazu im Heft}', 'Mehr dazu im'],
  ])('“%s” does not match: %s', (pattern, line) => expect(hits(pattern, line)).toBe(false));

  test('words of a choice are fixed words, except where there may be none', () => {
    expect(parsePattern('{Dieser|Der} {Artikel|Text} ist {neu|}').words).toBe(3);
    expect(parsePattern('Hier {lesen|hören} {few} {Sie|du}').isOpen).toBe(false);
    expect(parsePattern('Hier {lesen|hören} {few} {Sie|}').isOpen).toBe(true);
  });

  test.each(['{|}', 'Mehr {a|{name}}', '{a|b'])('“%s” is refused', (source) => expect(() => parsePattern(source)).toThrow(PatternError));
});
