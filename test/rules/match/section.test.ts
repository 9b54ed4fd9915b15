/** How far a section reaches below its marker: in doubt not far, and never into an article that continues. */
import { describe, expect, test } from '@jest/globals';
import { readHtml, readText } from '../../../src/index.js';
import { findHits } from '../../../src/rules/match/findHits.js';
import { compiled, removedTexts } from '../../support/rules.js';

const PROSE = [
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.',
  'Am Ende stimmten elf Mitglieder dafür, vier dagegen und zwei enthielten sich der Stimme.',
] as const;

/** The blocks that a section below `Empfohlen` takes from a text. */
function taken(until: string, ...lines: string[]): string[] {
  return removedTexts(
    readText(lines.join('\n')),
    compiled(`  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen } }`),
  );
}

describe('until: end', () => {
  test('a list of headlines is taken to the end of the document', () => {
    expect(taken('end', ...PROSE, 'Empfohlen', 'Ein Steg', 'Zwei Stege', 'Drei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Zwei Stege',
      'Drei Stege',
    ]);
  });

  test('headlines with one paragraph each are taken', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Zwei Stege', PROSE[0], 'Drei Stege')).toHaveLength(6);
  });

  test('a paragraph directly below the marker stays: it may be the article’s', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', PROSE[1], 'Zwei Stege', PROSE[0], 'Drei Stege')).toEqual(['Empfohlen']);
  });

  test('a single headline below the marker stays: it may be a subheading', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('the section ends before the first of two adjacent paragraphs: the article may be continuing', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', ...PROSE, 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('the section ends early even if two adjacent paragraphs are far below', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Zwei Stege', 'Drei Stege', ...PROSE)).toEqual([
      'Empfohlen',
      'Ein Steg',
    ]);
  });

  test('only the marker is taken without prose above it: in a menu the article’s title may follow', () => {
    expect(taken('end', 'Hohenwiek', 'Empfohlen', 'Ein Steg', PROSE[0])).toEqual(['Empfohlen']);
    expect(taken('prose', 'Hohenwiek', 'Empfohlen', 'Ein Steg', PROSE[0])).toEqual(['Empfohlen']);
  });

  test('everything is taken if there is no prose below, even without prose above', () => {
    expect(taken('end', 'Hohenwiek', 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('a marker at the end of the document is taken alone', () => {
    expect(taken('end', ...PROSE, 'Empfohlen')).toEqual(['Empfohlen']);
  });
});

describe('until: start', () => {
  test('the blocks above the marker are taken', () => {
    expect(taken('start', 'Hohenwiek', 'Sport', 'Empfohlen', ...PROSE)).toEqual(['Hohenwiek', 'Sport', 'Empfohlen']);
  });

  test('nothing is taken if two adjacent paragraphs are above the marker', () => {
    expect(taken('start', 'Hohenwiek', ...PROSE, 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen']);
  });
});

describe('sections with evidence', () => {
  const learned = (until: string, ...lines: string[]) =>
    removedTexts(
      readText(lines.join('\n')),
      compiled(
        `  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen }, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.9 } }`,
      ),
    );

  test('the section reaches as far as observed, even across paragraphs', () => {
    const article = [...PROSE, ...PROSE, PROSE[0]];
    expect(learned('end', ...article, 'Empfohlen', ...PROSE, 'Ein Steg')).toEqual(['Empfohlen', ...PROSE, 'Ein Steg']);
    expect(learned('start', ...PROSE, 'Empfohlen', ...article)).toEqual([...PROSE, 'Empfohlen']);
  });

  test('a section above its marker leaves the deck below the heading of the page, however much is between the two', () => {
    const deck = 'Vennemann verspricht eine schnelle Lösung für Hohenwiek und will noch im Sommer beginnen';
    const tools = Array.from({ length: 9 }, (_, i) => `<p>Knopf ${i}</p>`).join('');
    const html = (heading: string) =>
      `<p>Küste</p><${heading}>Streit am Hafen</${heading}><p>${deck}</p>${tools}<p>Empfohlen</p>${[...PROSE, ...PROSE].map((text) => `<p>${text}</p>`).join('')}`;
    const rules = compiled(
      '  - { category: teaser, remove: section, until: start, match: { text: Empfohlen }, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.9 } }',
    );
    expect(removedTexts(readHtml(html('h1')), rules)).toEqual(['Küste', 'Streit am Hafen', 'Empfohlen']);
    expect(removedTexts(readHtml(html('h2')), rules)).toContain(deck);
  });

  test('the section does not reach across most of the document’s prose', () => {
    const article = [...PROSE, ...PROSE, PROSE[0]];
    expect(learned('end', PROSE[0], 'Empfohlen', ...article)).toEqual(['Empfohlen']);
    expect(learned('start', ...article, 'Empfohlen', PROSE[0])).toEqual(['Empfohlen']);
  });
});

describe('until: heading', () => {
  test('the section ends before a headline-like line with prose below it', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', 'Ein Steg', 'Wie es weitergeht', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('headlines without prose are taken', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('prose without a headline is taken', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', PROSE[1], PROSE[0], 'Wie es weitergeht', PROSE[1])).toEqual([
      'Empfohlen',
      PROSE[1],
      PROSE[0],
    ]);
  });

  test('the section ends before the next heading of a page, whatever its shape', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: heading, match: { text: Empfohlen } }');
    const read = readHtml(`<p>${PROSE[0]}</p><h3>Empfohlen</h3><p>Ein Steg</p><p>${PROSE[1]}</p><h4>und weiter.</h4><p>${PROSE[0]}</p>`);
    expect(removedTexts(read, rules)).toEqual(['Empfohlen', 'Ein Steg', PROSE[1]]);
  });

  test('a paragraph of a page is not a heading', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: heading, match: { text: Empfohlen } }');
    const read = readHtml(`<p>${PROSE[0]}</p><p>Empfohlen</p><p>Wie es weitergeht</p><p>${PROSE[1]}</p>`);
    expect(removedTexts(read, rules)).toHaveLength(3);
  });
});

describe('until: prose', () => {
  test('the section ends before the next prose', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege', PROSE[1], 'Drei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Zwei Stege',
    ]);
  });

  test('everything is taken if no prose follows', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toHaveLength(3);
  });

  test('the section ends before prose whose last sentence is incomplete', () => {
    const broken =
      'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten und am Ende stimmten elf Mitglieder dafür';
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', broken)).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('a subheading between a bulleted list and prose stays', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', '• Ein Steg', '• Zwei Stege', 'Wie es weitergeht', PROSE[1])).toEqual([
      'Empfohlen',
      '• Ein Steg',
      '• Zwei Stege',
    ]);
  });

  test('only the marker is taken if prose is directly below it', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', PROSE[1])).toEqual(['Empfohlen']);
  });
});

describe('until: { text }', () => {
  test('the section ends before the text in any spelling, even across prose', () => {
    expect(taken('{ text: "Ende der Liste:" }', PROSE[0], 'Empfohlen', 'Ein Steg', ...PROSE, '► ENDE der Liste', PROSE[1])).toEqual([
      'Empfohlen',
      'Ein Steg',
      ...PROSE,
    ]);
  });

  test('only the marker is taken if the text never occurs', () => {
    expect(taken('{ text: Ende }', PROSE[0], 'Empfohlen', 'Ein Steg', 'Am Ende')).toEqual(['Empfohlen']);
  });

  test('the text above the marker is ignored', () => {
    expect(taken('{ text: Ende }', PROSE[0], 'Ende', 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen']);
  });
});

describe('until: { blocks }', () => {
  test('the given number of blocks is taken, not counting blank lines', () => {
    expect(taken('{ blocks: 2 }', PROSE[0], 'Empfohlen', '', 'Ein Steg', '', '', PROSE[1], 'Zwei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      PROSE[1],
    ]);
  });

  test('all blocks are taken if there are fewer', () => {
    expect(taken('{ blocks: 9 }', PROSE[0], 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen', 'Ein Steg']);
  });
});

describe('until: { blocks, before: prose }', () => {
  test('the section ends at its number of blocks or at prose, whichever comes first', () => {
    const until = '{ blocks: 2, before: prose }';
    expect(taken(until, PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege', 'Drei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
    expect(taken(until, PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Drei Stege')).toEqual(['Empfohlen', 'Ein Steg']);
  });
});

describe('markers', () => {
  test('a text inside a sentence is not a marker', () => {
    expect(taken('end', PROSE[0], 'Empfohlen wird eine Impfung vor allem den Menschen, die älter als sechzig sind.', 'Ein Steg')).toEqual(
      [],
    );
  });

  test('a marker that occurs twice has two sections', () => {
    expect(taken('{ blocks: 1 }', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Empfohlen', 'Zwei Stege', PROSE[0])).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Empfohlen',
      'Zwei Stege',
    ]);
  });

  test('a marker may be found by a pattern or a selector', () => {
    const pattern = compiled('  - { category: teaser, remove: section, until: prose, match: { pattern: "Mehr zu {any}:" } }');
    expect(removedTexts(readText(`${PROSE[0]}\nMehr zu Hohenwiek:\nEin Steg`), pattern)).toEqual(['Mehr zu Hohenwiek:', 'Ein Steg']);
    const selector = compiled('  - { category: teaser, remove: section, until: prose, match: { selector: .mehr } }');
    const read = readHtml(`<p>${PROSE[0]}</p><h2 class="mehr">Lesen</h2><p>Ein Steg</p><p>${PROSE[1]}</p>`);
    expect(removedTexts(read, selector)).toEqual(['Lesen', 'Ein Steg']);
  });

  test('a kept marker stays, but not the blocks below it', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: end, match: { text: Empfohlen } }\n  - { keep: Empfohlen }');
    expect(removedTexts(readText(`${PROSE[0]}\nEmpfohlen\nEin Steg`), rules)).toEqual(['Ein Steg']);
  });

  test('a marker for the tail is ignored in the head', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: { blocks: 1 }, where: tail, match: { text: Empfohlen } }');
    const many = Array.from({ length: 30 }, (_, i) => PROSE[i % 2]);
    expect(removedTexts(readText(['Empfohlen', 'Ein Steg', ...many, 'Empfohlen', 'Zwei Stege'].join('\n')), rules)).toEqual([
      'Empfohlen',
      'Zwei Stege',
    ]);
  });
});

describe('sections of pages', () => {
  const taken = (html: string, until = 'end') =>
    removedTexts(readHtml(html), compiled(`  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen } }`));
  const [first, second] = PROSE;

  test('the section ends with the element that contains its marker and its list', () => {
    const box = '<div class="box"><h3>Empfohlen</h3><ul><li>Ein Steg</li><li>Zwei Stege</li></ul></div>';
    const html = `<article><p>${first}</p>${box}<h2>Was ist geplant?</h2><p>${second}</p><h2>Wie geht es weiter?</h2><p>${first}</p></article>`;
    expect(taken(html)).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('the section ends with its list if the marker is among the paragraphs', () => {
    const list = '<h3>Empfohlen</h3><ul><li>Ein Steg</li><li>Zwei Stege</li></ul>';
    const html = `<article><p>${first}</p>${list}<h2>Was ist geplant?</h2><p>${second}</p><h2>Wie geht es weiter?</h2><p>${first}</p></article>`;
    expect(taken(html)).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('linked text does not end the section, however long: it leads elsewhere', () => {
    const link = `<p><a href="/steg">${second}</a></p>`;
    expect(taken(`<article><p>${first}</p><p>Empfohlen</p>${link}<p>Ein Steg</p><p>${first}</p></article>`, 'prose')).toEqual([
      'Empfohlen',
      second,
      'Ein Steg',
    ]);
  });
});

describe('short sentences below a list', () => {
  test('a short sentence ends the list, whose entries do not end with a full stop', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Mehr sagt Terhorst nicht.', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
    expect(taken('{ blocks: 4, before: prose }', PROSE[0], 'Empfohlen', 'Ein Steg', 'Auch aus Holland.', PROSE[1])).toEqual([
      'Empfohlen',
      'Ein Steg',
    ]);
  });
});

describe('repeated markers', () => {
  const rules = compiled('  - { category: teaser, remove: section, until: end, match: { text: [Empfohlen, Ein Steg] } }');

  test('each block is claimed once: a marker inside a section of its own kind adds nothing', () => {
    const read = readText([PROSE[0], ...Array.from({ length: 50 }, () => ['Empfohlen', 'Ein Steg', 'Zwei Stege']).flat()].join('\n'));
    const hits = findHits(read, rules);
    expect(hits.filter(({ marker }) => marker === undefined)).toHaveLength(100);
    expect(hits.filter(({ marker }) => marker !== undefined)).toHaveLength(149);
    expect(removedTexts(read, rules)).toHaveLength(150);
  });

  test('the work for many markers is linear in the document', () => {
    const markers = (count: number) => readText([PROSE[0], ...Array.from({ length: count }, () => 'Empfohlen')].join('\n'));
    const claims = (count: number) => findHits(markers(count), rules).length;
    expect(claims(4000)).toBeLessThanOrEqual(claims(2000) * 3);
    expect(claims(4000)).toBeLessThanOrEqual(8000);
  });

  test('a block belongs to the nearest marker above it', () => {
    const read = readText([PROSE[0], 'Empfohlen', 'Zwei Stege', 'Ein Steg', 'Drei Stege'].join('\n'));
    const byBlock = findHits(read, rules).filter(({ marker }) => marker !== undefined);
    expect(byBlock.map(({ block, marker }) => [block, marker])).toEqual([
      [2, 1],
      [3, 1],
      [4, 3],
    ]);
  });
});
