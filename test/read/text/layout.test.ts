/** The layout of a text is detected, and its lines become the paragraphs that a reader sees. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import wrapAnsi from 'wrap-ansi';
import { clean, compileRules, readText } from '../../../src/index.js';
import { anyLayout, textSource } from '../../support/arbitraries.js';
import { texts } from '../../support/rules.js';

/** Wraps paragraphs at a width, as mail programs and terminals do. */
function fill(paragraphs: readonly string[], width: number, between = '\n\n'): string {
  return paragraphs.map((paragraph) => wrapAnsi(paragraph, width, { hard: false })).join(between);
}

const PROSE = [
  'Der Gemeinderat von Oberquell hat am Dienstagabend nach langer Debatte beschlossen, die alte Mühle am Bach nicht abzureißen, sondern mit Mitteln der Stiftung zu sanieren und danach als Haus für Vereine zu öffnen.',
  'Bürgermeisterin Hedda Kornfeld sprach von einem guten Tag für den Ort. „Wir haben lange genug gewartet“, sagte sie nach der Sitzung, „und wir haben am Ende alle überzeugt.“ Die Arbeiten sollen im Frühjahr beginnen und zwei Jahre dauern.',
  'Gegen den Plan stimmten drei Mitglieder, die das Geld lieber in die Schule gesteckt hätten. Ihr Sprecher Arndt Veitlinger kündigte an, die Ausgaben genau zu prüfen.',
];

const layoutOf = (source: string) => readText(source).layout;

describe('wrapped text', () => {
  test.each([40, 60, 66, 72, 78, 100])('text wrapped at %i columns becomes its paragraphs', (width) => {
    const read = readText(fill(PROSE, width));
    expect(read.layout).toBe('wrapped');
    expect(texts(read)).toEqual(PROSE);
  });

  test('without blank lines, a clearly shorter line ends a paragraph', () => {
    const read = readText(fill(PROSE, 66, '\n'));
    expect(read.layout).toBe('wrapped');
    expect(texts(read)).toEqual(PROSE);
  });

  test('menus, headings and lists around wrapped text stay lines', () => {
    const menu = ['Start', 'Politik', 'Wirtschaft', 'Kultur am Bach', 'Kontakt'];
    const source = `${menu.join('\n')}\n\n# Mühle bleibt stehen\n${fill(PROSE, 72)}\n\n  * Erster Punkt der Liste, die unter dem Text steht\n  * Zweiter Punkt der Liste\n`;
    expect(texts(readText(source))).toEqual([
      ...menu,
      '# Mühle bleibt stehen',
      ...PROSE,
      '* Erster Punkt der Liste, die unter dem Text steht',
      '* Zweiter Punkt der Liste',
    ]);
  });

  test('indented lines continue a list item', () => {
    const item = '* Der Verein stellt den Raum, das Licht und zwei Helferinnen, die schon am Morgen da sind und abends die Stühle räumen';
    const source = `${fill(PROSE, 60)}\n\n${wrapAnsi(item, 60).split('\n').join('\n  ')}\n* Kurzer Punkt\n`;
    expect(texts(readText(source)).slice(3)).toEqual([item, '* Kurzer Punkt']);
  });

  test('an indented line begins a paragraph, as in books', () => {
    const book = PROSE.map((paragraph) => wrapAnsi(`    ${paragraph}`, 60, { trim: false })).join('\n');
    expect(texts(readText(book))).toEqual(PROSE);
  });

  test('quoted mail is joined without its quote marks', () => {
    const quoted = wrapAnsi(PROSE[0], 64).replaceAll(/^/gmu, '> ');
    const read = readText(`${fill(PROSE.slice(1), 66)}\n\n${quoted}\n> > Ganz kurz.\n`);
    expect(texts(read).slice(2)).toEqual([`> ${PROSE[0]}`, '> > Ganz kurz.']);
  });

  test('a line that ends in two spaces is not joined', () => {
    const address = 'Verein der Freunde der Mühle am Bach in Oberquell an der Leite e.V.  \nMühlgasse 4';
    const read = readText(`${fill(PROSE, 72)}\n\n${address}\n`);
    expect(texts(read).slice(3)).toEqual(['Verein der Freunde der Mühle am Bach in Oberquell an der Leite e.V.', 'Mühlgasse 4']);
  });

  test('dashes and numbers of days at a line’s beginning stay in their sentence', () => {
    const paragraph =
      'Die Leute vom Bach haben mehr als ein Jahr lang Geld gesammelt – und es hat gereicht, sagt Pia Ruhland, die das Fest am 12. Mai um drei Uhr eröffnet, und dann gleich am 13. Mai schon wieder aufräumt - mit allen, die noch können.';
    for (let width = 36; width < 90; width++) expect(texts(readText(fill([paragraph, PROSE[0]], width)))).toEqual([paragraph, PROSE[0]]);
  });

  test('wrapped Chinese is recognised by its many equal lines, and joined without spaces', () => {
    const paragraphs = [
      '村里的老磨坊已经有三百年的历史，去年冬天差一点被拆掉，后来大家一起出钱把屋顶修好了，现在每个星期六都有孩子来这里听故事，有的还会带来自己画的水车和小桥。',
      '磨坊的主人说，他小时候每天早上都会听到水轮转动的声音，那时候河水比现在高得多，春天常常漫过小路，邻居们只好划着小船来取面粉，他觉得那是一生中最快乐的日子。',
    ];
    const wrapped = paragraphs.map((paragraph) => (paragraph.match(/.{1,16}/gu) ?? []).join('\n')).join('\n\n');
    expect(layoutOf(wrapped)).toBe('lines');
    const wide = paragraphs.map((paragraph) => (paragraph.repeat(2).match(/.{1,34}/gu) ?? []).join('\n')).join('\n\n');
    const read = readText(wide);
    expect(read.layout).toBe('wrapped');
    expect(texts(read)).toEqual(paragraphs.map((paragraph) => paragraph.repeat(2)));
  });

  test('the layout may be given if the text is too short to detect it', () => {
    const [first] = PROSE;
    const source = wrapAnsi(first, 120);
    expect(layoutOf(source)).toBe('lines');
    expect(texts(readText(source, { layout: 'wrapped' }))).toEqual([first]);
  });
});

describe('hyphens at line ends', () => {
  const joined = (divided: string, elsewhere = '') =>
    texts(readText(`${fill(PROSE, 72)}\n\n${divided}\n\n${elsewhere}`, { layout: 'wrapped' }))[PROSE.length];
  const long = 'Über alles andere muss nun zuerst die zuständige Behörde der ';

  test('a hyphen is dropped if the document contains the undivided word', () => {
    expect(joined(`${long}Landes-\nregierung befinden.`, 'Die Landesregierung schweigt.')).toBe(`${long}Landesregierung befinden.`);
  });

  test('a hyphen stays if the document does not contain the word, or contains it hyphenated', () => {
    expect(joined(`${long}Landes-\nregierung befinden.`)).toBe(`${long}Landes-regierung befinden.`);
    expect(joined(`${long}Nah-\nost befinden.`, 'Nahost und Nah-Ost, beides geht.')).toBe(`${long}Nah-ost befinden.`);
    expect(joined(`${long}Ost-\nWest-Achse befinden.`)).toBe(`${long}Ost-West-Achse befinden.`);
  });

  test('a suspended hyphen before “und” is followed by a space', () => {
    expect(joined(`${long}Vor-\nund Nachteile befinden.`, 'Vorund')).toBe(`${long}Vor- und Nachteile befinden.`);
  });

  test('a soft hyphen leaves no space', () => {
    expect(joined(`${long}Landes\u00ad\nregierung befinden.`)).toBe(`${long}Landes\u00adregierung befinden.`);
    expect(joined(`${long}Landes\u00ad\nregierung befinden.`, 'Die Landesregierung schweigt.')).toBe(`${long}Landesregierung befinden.`);
  });
});

describe('text in pieces', () => {
  const pieces = [
    'Mühle bleibt stehen',
    'Von',
    'Tilda Morgenroth',
    'Am Dienstagabend sagte die Bürgermeisterin der',
    'Oberquellener Rundschau',
    ', dass alles gut sei und die Arbeiten im',
    'Frühjahr',
    'beginnen.',
    'Gegen den Plan stimmten drei Mitglieder, die das Geld lieber in die',
    'Schule',
    'gesteckt hätten.',
    'Mehr zum Thema',
    'Ein Blick zurück',
    'Vor dreißig Jahren stand hier noch ein Rad (siehe',
    'Bildstrecke',
    '), das sich bei jedem Wetter drehte.',
  ];

  test('pieces are joined to paragraphs, and labels and headlines stay lines', () => {
    const read = readText(pieces.join('\n'));
    expect(read.layout).toBe('pieces');
    expect(texts(read)).toEqual([
      'Mühle bleibt stehen',
      'Von',
      'Tilda Morgenroth',
      'Am Dienstagabend sagte die Bürgermeisterin der Oberquellener Rundschau, dass alles gut sei und die Arbeiten im Frühjahr beginnen.',
      'Gegen den Plan stimmten drei Mitglieder, die das Geld lieber in die Schule gesteckt hätten.',
      'Mehr zum Thema',
      'Ein Blick zurück',
      'Vor dreißig Jahren stand hier noch ein Rad (siehe Bildstrecke), das sich bei jedem Wetter drehte.',
    ]);
  });

  const inPieces = (lines: readonly string[]) => texts(readText([...pieces, ...lines].join('\n'))).slice(8);

  test.each([
    ['a menu in lower case', ['politik', 'sport', 'kultur', 'mein konto']],
    ['tags', ['#mühle', '#oberquell', 'bachfest', 'denkmalschutz']],
    ['names', ['Hedda Kornfeld', 'Arndt Veitlinger', 'Pia Ruhland']],
    ['a headline above a paragraph', ['Mühle wird im Frühjahr saniert', 'Die Arbeiten dauern zwei Jahre, heißt es im Rathaus.']],
    ['a headline that ends in a verb’s part', ['Gemeinde baut ihre alte Mühle aus', 'Das Geld dafür kommt von der Stiftung, heißt es.']],
    ['a caption without a full stop', ['Die Mühle am Bach. Foto: Pia Ruhland', 'Am Abend kamen alle noch einmal zusammen.']],
    ['ingredients', ['200 g Mehl', '1 Prise Salz', 'etwas Butter', 'frische Kräuter nach Geschmack', '2 Eier']],
    ['names that are written small', ['Das neue Telefon im Vergleich mit dem alten', 'iPhone und was sonst noch kommt']],
    ['a list below its announcement', ['Mitzubringen sind an diesem Tag vor allem:', 'feste Schuhe', 'warme Jacken']],
    ['a text without an end above a label', ['Das ist die Frage, die alle stellen. Und wer heute noch zweifelt', 'Anzeige']],
  ])('%s stay lines in a text in pieces', (_what, lines) => {
    expect(inPieces(lines)).toEqual(lines);
  });
});

describe('texts of lines', () => {
  const poem = [
    'Am Wehr, da liegt ein altes Boot',
    'und träumt vom großen Meer,',
    'sein Segel war einst feuerrot,',
    'heut hat es keines mehr.',
    '',
    'Der Müller geht den Weg entlang',
    'und pfeift ein kleines Lied,',
    'das geht den ganzen Bach entlang,',
    'so weit das Wasser zieht.',
  ];
  test.each([
    ['paragraphs', PROSE],
    ['a poem', poem],
    ['a song with its refrain', [...poem, '', 'und wieder dreht das Rad sich um,', 'und wieder steht es still', '', ...poem]],
    [
      'a recipe',
      [
        'Zutaten',
        '200 g Mehl',
        'etwas Salz',
        'frische Kräuter',
        'Den Teig rühren, bis er glatt ist, dann ruhen lassen.',
        'Alles in eine Form geben und backen.',
      ],
    ],
    ['a line-up', ['Oberquell: Hanke', 'Veit, Morgenroth, Ruhland', 'Kornfeld (61. Lenz)', 'Unterbach: Sauer', 'Pohl, Dietz, Arnim']],
    [
      'an interview',
      [
        'Frau Kornfeld, was wird aus der Mühle?',
        'ein Haus für alle, wenn es nach mir geht.',
        'Und das Geld?',
        'kommt von der Stiftung.',
        'Wann geht es los?',
        'im Frühjahr, hoffe ich.',
      ],
    ],
    ['an address', ['Verein der Freunde der Mühle', 'c/o Pia Ruhland', 'Mühlgasse 4', '99999 Oberquell']],
    [
      'a table of results',
      Array.from({ length: 12 }, (_, i) => `${i + 1}.  SV Oberquell ${String(i).padStart(2)}   22   14   5   3   48:21   47 Punkte`),
    ],
    [
      'code',
      [
        'function mill(wheel) {',
        '  const turns = wheel.turns ?? 0;',
        '  return turns > 3',
        '    ? wheel.rest()',
        '    : wheel.go(turns, { slow: true });',
        '}',
        ');',
        'mill(wheel).then((done) =>',
        '  done.all(),',
        ');',
      ],
    ],
    ['bullets', ['* Start', '  o Politik', '  o Kultur', '+ Sport', '  - Fußball', '  - Handball']],
    [
      'comments below names',
      [
        'Pia',
        'das sehe ich ganz genauso, und zwar schon seit vielen Jahren.',
        'Arndt',
        'na ja, wer das glaubt, der glaubt auch an den Müller!',
      ],
    ],
    [
      'letters',
      ['Liebe Tilda,', 'vielen Dank für Deinen langen Brief, der gestern endlich hier angekommen ist.', 'Liebe Grüße', 'deine Pia'],
    ],
    [
      'one caption below each picture',
      [PROSE[0], ...Array.from({ length: 9 }, () => 'Pia Ruhland: Die Mühle am Bach'), 'Mehr dazu:', 'muehle.example', PROSE[1]],
    ],
    [
      'a label between the paragraphs, with a list of stories below',
      [PROSE[0], 'Mehr zu diesem Thema', 'Warum niemand mehr selbst mahlt und was das für die Höfe heißt', PROSE[1], PROSE[2]],
    ],
    ['teasers cut short', PROSE.flatMap((text) => [text.slice(0, 60), 'mehr'])],
    ['Chinese lines', ['老磨坊不拆了。', '村长说，明年春天开工。', '孩子们很高兴，因为星期六又可以听故事了。']],
  ])('lines stay lines: %s', (_what, lines) => {
    const read = readText(lines.join('\n'));
    expect(read.layout).toBe('lines');
    expect(texts(read)).toEqual(lines.filter((line) => line !== '').map((line) => line.trim().replaceAll(/\s+/gu, ' ')));
  });
});

describe('properties of any text', () => {
  test('blocks partition the source in any layout', () => {
    fc.assert(
      fc.property(textSource, anyLayout, (source, choice) => {
        let at = 0;
        for (const { start, end } of readText(source, { layout: choice }).blocks) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBe(source.length);
      }),
      { numRuns: 300 },
    );
  });

  test('only hyphens, spaces and quote marks of mail are removed from the text', () => {
    const bare = (all: readonly string[]) => all.join('').replaceAll(/[\s>\u00ad‐‑–—-]/gu, '');
    fc.assert(
      fc.property(textSource, anyLayout, (source, choice) => {
        expect(bare(texts(readText(source, { layout: choice })))).toBe(bare(texts(readText(source, { layout: 'lines' }))));
      }),
      { numRuns: 300 },
    );
  });

  // Invariant 13: the same article keeps the same paragraphs, whatever its layout.
  const word = fc.constantFrom(...PROSE.join(' ').split(' ')).filter((one) => !/^[–-]$/u.test(one));
  const paragraph = fc.array(word, { minLength: 8, maxLength: 80 }).map((all) => `Im ${all.join(' ')} Ort.`);

  test('prose that is wrapped at any width gets its paragraphs back', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), fc.integer({ min: 40, max: 120 }), (paragraphs, width) => {
        expect(texts(readText(fill(paragraphs, width), { layout: 'wrapped' }))).toEqual(paragraphs);
      }),
      { numRuns: 300 },
    );
  });

  test('a text that is kept whole is written one paragraph per line', () => {
    const article = clean(readText(fill(PROSE, 72)), compileRules([]));
    expect(article.body).toBe(PROSE.join('\n\n'));
  });
});
