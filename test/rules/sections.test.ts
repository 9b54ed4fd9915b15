/** How far a section reaches below its marker; in doubt not far, and never over an article that goes on. */
import { describe, expect, test } from '@jest/globals';
import { readHtml, readText } from '../../src/index.js';
import { findHits } from '../../src/rules/match/findHits.js';
import { compiled, removedTexts } from '../support/rules.js';

const PROSE = [
  'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.',
  'Am Ende stimmten elf Mitglieder dafür, vier dagegen und zwei enthielten sich der Stimme.',
] as const;

/** What a section under `Empfohlen` takes of a text. */
function taken(until: string, ...lines: string[]): string[] {
  return removedTexts(
    readText(lines.join('\n')),
    compiled(`  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen } }`),
  );
}

describe('a section until the end', () => {
  test('takes a list of headlines to the end of the document', () => {
    expect(taken('end', ...PROSE, 'Empfohlen', 'Ein Steg', 'Zwei Stege', 'Drei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Zwei Stege',
      'Drei Stege',
    ]);
  });

  test('takes headlines with one paragraph each', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Zwei Stege', PROSE[0], 'Drei Stege')).toHaveLength(6);
  });

  test('does not take a paragraph right below the marker: it may be the article’s', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', PROSE[1], 'Zwei Stege', PROSE[0], 'Drei Stege')).toEqual(['Empfohlen']);
  });

  test('is not believed for one headline alone: that may be a subheading', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('ends before the first prose where two paragraphs follow each other: an article may be going on', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', ...PROSE, 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('is not believed anywhere where two paragraphs follow each other, be it far below', () => {
    expect(taken('end', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Zwei Stege', 'Drei Stege', ...PROSE)).toEqual([
      'Empfohlen',
      'Ein Steg',
    ]);
  });

  test('is the marker alone where no prose stands above: then it stands in a menu, and the article’s title may follow', () => {
    expect(taken('end', 'Hohenwiek', 'Empfohlen', 'Ein Steg', PROSE[0])).toEqual(['Empfohlen']);
    expect(taken('prose', 'Hohenwiek', 'Empfohlen', 'Ein Steg', PROSE[0])).toEqual(['Empfohlen']);
  });

  test('takes all where there is no prose below, even with none above', () => {
    expect(taken('end', 'Hohenwiek', 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('at the end of the document is its marker alone', () => {
    expect(taken('end', ...PROSE, 'Empfohlen')).toEqual(['Empfohlen']);
  });
});

describe('a section from the start', () => {
  test('takes what stands above the marker', () => {
    expect(taken('start', 'Hohenwiek', 'Sport', 'Empfohlen', ...PROSE)).toEqual(['Hohenwiek', 'Sport', 'Empfohlen']);
  });

  test('takes nothing above it where two paragraphs follow each other there', () => {
    expect(taken('start', 'Hohenwiek', ...PROSE, 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen']);
  });
});

describe('a section with evidence', () => {
  const learned = (until: string, ...lines: string[]) =>
    removedTexts(
      readText(lines.join('\n')),
      compiled(
        `  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen }, evidence: { documents: 9, of: 9, contentHits: 0, confidence: 0.9 } }`,
      ),
    );

  test('reaches as far as it has been seen to reach, over paragraphs too', () => {
    const article = [...PROSE, ...PROSE, PROSE[0]];
    expect(learned('end', ...article, 'Empfohlen', ...PROSE, 'Ein Steg')).toEqual(['Empfohlen', ...PROSE, 'Ein Steg']);
    expect(learned('start', ...PROSE, 'Empfohlen', ...article)).toEqual([...PROSE, 'Empfohlen']);
  });

  test('does not reach over most of the document’s prose', () => {
    const article = [...PROSE, ...PROSE, PROSE[0]];
    expect(learned('end', PROSE[0], 'Empfohlen', ...article)).toEqual(['Empfohlen']);
    expect(learned('start', ...article, 'Empfohlen', PROSE[0])).toEqual(['Empfohlen']);
  });
});

describe('a section until a heading', () => {
  test('ends before a line of a headline’s shape with prose below it', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', 'Ein Steg', 'Wie es weitergeht', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('takes headlines that have no prose of their own', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('takes prose that has no headline', () => {
    expect(taken('heading', PROSE[0], 'Empfohlen', PROSE[1], PROSE[0], 'Wie es weitergeht', PROSE[1])).toEqual([
      'Empfohlen',
      PROSE[1],
      PROSE[0],
    ]);
  });

  test('ends before the next heading of a page, whatever its shape', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: heading, match: { text: Empfohlen } }');
    const read = readHtml(`<p>${PROSE[0]}</p><h3>Empfohlen</h3><p>Ein Steg</p><p>${PROSE[1]}</p><h4>und weiter.</h4><p>${PROSE[0]}</p>`);
    expect(removedTexts(read, rules)).toEqual(['Empfohlen', 'Ein Steg', PROSE[1]]);
  });

  test('does not take a paragraph of a page for a heading', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: heading, match: { text: Empfohlen } }');
    const read = readHtml(`<p>${PROSE[0]}</p><p>Empfohlen</p><p>Wie es weitergeht</p><p>${PROSE[1]}</p>`);
    expect(removedTexts(read, rules)).toHaveLength(3);
  });
});

describe('a section until prose', () => {
  test('ends before the next block of prose', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege', PROSE[1], 'Drei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Zwei Stege',
    ]);
  });

  test('takes all where none comes', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege')).toHaveLength(3);
  });

  test('ends before running text whose last sentence is broken off', () => {
    const broken =
      'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten und am Ende stimmten elf Mitglieder dafür';
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', broken)).toEqual(['Empfohlen', 'Ein Steg']);
  });

  test('leaves a subheading that stands between a list of bullets and the prose', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', '• Ein Steg', '• Zwei Stege', 'Wie es weitergeht', PROSE[1])).toEqual([
      'Empfohlen',
      '• Ein Steg',
      '• Zwei Stege',
    ]);
  });

  test('is the marker alone where prose stands right below', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', PROSE[1])).toEqual(['Empfohlen']);
  });
});

describe('a section until a text', () => {
  test('ends before it, however it is spelt, over prose and all', () => {
    expect(taken('{ text: "Ende der Liste:" }', PROSE[0], 'Empfohlen', 'Ein Steg', ...PROSE, '► ENDE der Liste', PROSE[1])).toEqual([
      'Empfohlen',
      'Ein Steg',
      ...PROSE,
    ]);
  });

  test('removes nothing more than the marker where it never comes', () => {
    expect(taken('{ text: Ende }', PROSE[0], 'Empfohlen', 'Ein Steg', 'Am Ende')).toEqual(['Empfohlen']);
  });

  test('does not look above the marker', () => {
    expect(taken('{ text: Ende }', PROSE[0], 'Ende', 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen']);
  });
});

describe('a section of blocks', () => {
  test('takes as many as it says, blank lines not counted', () => {
    expect(taken('{ blocks: 2 }', PROSE[0], 'Empfohlen', '', 'Ein Steg', '', '', PROSE[1], 'Zwei Stege')).toEqual([
      'Empfohlen',
      'Ein Steg',
      PROSE[1],
    ]);
  });

  test('takes what there is where there are fewer', () => {
    expect(taken('{ blocks: 9 }', PROSE[0], 'Empfohlen', 'Ein Steg')).toEqual(['Empfohlen', 'Ein Steg']);
  });
});

describe('a section of blocks before prose', () => {
  test('ends at its number or at prose, whatever comes first', () => {
    const until = '{ blocks: 2, before: prose }';
    expect(taken(until, PROSE[0], 'Empfohlen', 'Ein Steg', 'Zwei Stege', 'Drei Stege')).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
    expect(taken(until, PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Drei Stege')).toEqual(['Empfohlen', 'Ein Steg']);
  });
});

describe('a marker', () => {
  test('that stands inside a sentence is none', () => {
    expect(taken('end', PROSE[0], 'Empfohlen wird eine Impfung vor allem den Menschen, die älter als sechzig sind.', 'Ein Steg')).toEqual(
      [],
    );
  });

  test('that stands twice has a section each time', () => {
    expect(taken('{ blocks: 1 }', PROSE[0], 'Empfohlen', 'Ein Steg', PROSE[1], 'Empfohlen', 'Zwei Stege', PROSE[0])).toEqual([
      'Empfohlen',
      'Ein Steg',
      'Empfohlen',
      'Zwei Stege',
    ]);
  });

  test('may be told by a pattern or a selector', () => {
    const pattern = compiled('  - { category: teaser, remove: section, until: prose, match: { pattern: "Mehr zu {any}:" } }');
    expect(removedTexts(readText(`${PROSE[0]}\nMehr zu Hohenwiek:\nEin Steg`), pattern)).toEqual(['Mehr zu Hohenwiek:', 'Ein Steg']);
    const selector = compiled('  - { category: teaser, remove: section, until: prose, match: { selector: .mehr } }');
    const read = readHtml(`<p>${PROSE[0]}</p><h2 class="mehr">Lesen</h2><p>Ein Steg</p><p>${PROSE[1]}</p>`);
    expect(removedTexts(read, selector)).toEqual(['Lesen', 'Ein Steg']);
  });

  test('that is kept saves itself alone, not what stands below it', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: end, match: { text: Empfohlen } }\n  - { keep: Empfohlen }');
    expect(removedTexts(readText(`${PROSE[0]}\nEmpfohlen\nEin Steg`), rules)).toEqual(['Ein Steg']);
  });

  test('for the tail does not count in the head', () => {
    const rules = compiled('  - { category: teaser, remove: section, until: { blocks: 1 }, where: tail, match: { text: Empfohlen } }');
    const many = Array.from({ length: 30 }, (_, i) => PROSE[i % 2]);
    expect(removedTexts(readText(['Empfohlen', 'Ein Steg', ...many, 'Empfohlen', 'Zwei Stege'].join('\n')), rules)).toEqual([
      'Empfohlen',
      'Zwei Stege',
    ]);
  });
});

describe('a section of a page', () => {
  const taken = (html: string, until = 'end') =>
    removedTexts(readHtml(html), compiled(`  - { category: teaser, remove: section, until: ${until}, match: { text: Empfohlen } }`));
  const [first, second] = PROSE;

  test('ends with the element that holds its marker and its list', () => {
    const box = '<div class="box"><h3>Empfohlen</h3><ul><li>Ein Steg</li><li>Zwei Stege</li></ul></div>';
    const html = `<article><p>${first}</p>${box}<h2>Was ist geplant?</h2><p>${second}</p><h2>Wie geht es weiter?</h2><p>${first}</p></article>`;
    expect(taken(html)).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('ends with the list below a marker that stands among the paragraphs', () => {
    const list = '<h3>Empfohlen</h3><ul><li>Ein Steg</li><li>Zwei Stege</li></ul>';
    const html = `<article><p>${first}</p>${list}<h2>Was ist geplant?</h2><p>${second}</p><h2>Wie geht es weiter?</h2><p>${first}</p></article>`;
    expect(taken(html)).toEqual(['Empfohlen', 'Ein Steg', 'Zwei Stege']);
  });

  test('goes on over linked text, however long: that leads elsewhere', () => {
    const link = `<p><a href="/steg">${second}</a></p>`;
    expect(taken(`<article><p>${first}</p><p>Empfohlen</p>${link}<p>Ein Steg</p><p>${first}</p></article>`, 'prose')).toEqual([
      'Empfohlen',
      second,
      'Ein Steg',
    ]);
  });
});

describe('a short sentence below a list', () => {
  test('is the article’s: entries of a list are not closed by a full stop', () => {
    expect(taken('prose', PROSE[0], 'Empfohlen', 'Ein Steg', 'Mehr sagt Terhorst nicht.', PROSE[1])).toEqual(['Empfohlen', 'Ein Steg']);
    expect(taken('{ blocks: 4, before: prose }', PROSE[0], 'Empfohlen', 'Ein Steg', 'Auch aus Holland.', PROSE[1])).toEqual([
      'Empfohlen',
      'Ein Steg',
    ]);
  });
});

describe('many markers', () => {
  const rules = compiled('  - { category: teaser, remove: section, until: end, match: { text: [Empfohlen, Ein Steg] } }');

  test('claim each block once: a marker inside a section of its own kind adds nothing', () => {
    const read = readText([PROSE[0], ...Array.from({ length: 50 }, () => ['Empfohlen', 'Ein Steg', 'Zwei Stege']).flat()].join('\n'));
    const hits = findHits(read, rules);
    expect(hits.filter(({ marker }) => marker === undefined)).toHaveLength(100);
    expect(hits.filter(({ marker }) => marker !== undefined)).toHaveLength(149);
    expect(removedTexts(read, rules)).toHaveLength(150);
  });

  test('take steps that grow as the document does', () => {
    const markers = (count: number) => readText([PROSE[0], ...Array.from({ length: count }, () => 'Empfohlen')].join('\n'));
    const claims = (count: number) => findHits(markers(count), rules).length;
    expect(claims(4000)).toBeLessThanOrEqual(claims(2000) * 3);
    expect(claims(4000)).toBeLessThanOrEqual(8000);
  });

  test('each belong to the nearest above', () => {
    const read = readText([PROSE[0], 'Empfohlen', 'Zwei Stege', 'Ein Steg', 'Drei Stege'].join('\n'));
    const byBlock = findHits(read, rules).filter(({ marker }) => marker !== undefined);
    expect(byBlock.map(({ block, marker }) => [block, marker])).toEqual([
      [2, 1],
      [3, 1],
      [4, 3],
    ]);
  });
});
