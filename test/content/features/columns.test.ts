/** The columns of features for invented documents. */
import { describe, expect, test } from '@jest/globals';
import { Columns } from '../../../src/content/features/columns.js';
import { addDecisions } from '../../../src/content/features/decisionColumns.js';
import { featuresOf, type Tables } from '../../../src/content/features/featuresOf.js';
import { wordTable } from '../../../src/content/features/linear.js';
import { readRows } from '../../../src/content/features/rows.js';
import type { Document } from '../../../src/model/document.js';
import { readHtml } from '../../../src/read/readHtml.js';
import { readText } from '../../../src/read/readText.js';
import { parseRules } from '../../../src/rules/file/load.js';
import { compileRules } from '../../../src/rules/match/compile.js';
import { findHits } from '../../../src/rules/match/findHits.js';

const empty = (bits: number) => ({ weights: new Int8Array(1 << bits), scale: 1 });
const TABLES: Tables = { words: wordTable(empty(10), empty(10), empty(10)), names: empty(10) };

/** The columns of a document as plain lists, with empty tables. */
function columnsOf(document: Document, rules = '', tables = TABLES): (name: string) => number[] {
  const hits = rules === '' ? [] : findHits(document, compileRules(parseRules(`format: klartext-rules/1\nrules:\n${rules}`, 'probe')));
  const columns = featuresOf(document, readRows(document), hits, tables);
  return (name) => {
    expect(columns.names).toContain(name);
    return Array.from(columns.values[columns.names.indexOf(name)], (value) => Math.round(value * 1000) / 1000);
  };
}

const PROSE = 'Die Feuerwehr rückte am Abend mit zwölf Leuten aus, weil im Moor ein Schuppen brannte.';
const MORE = 'Der Schuppen im Moor stand leer, sagte die Feuerwehr, und niemand wurde verletzt.';

describe('columns of a row itself', () => {
  test('contain its counts and its stop words', () => {
    const column = columnsOf(readText(`Start\n${PROSE}\nIMPRESSUM 2031`));
    expect(column('words')).toEqual([1, 15, 2]);
    expect(column('prose')).toEqual([0, 15, 0]);
    expect(column('commas')).toEqual([0, 1, 0]);
    expect(column('shouted')).toEqual([0, 0, 1]);
    expect(column('digit-share')[2]).toBeCloseTo(4 / 14, 3);
    // die, am, mit, aus, weil, im, ein
    expect(column('stop-count')).toEqual([0, 7, 0]);
  });

  test('contain its repetitions, ignoring case', () => {
    const column = columnsOf(readText('Teilen\nAntworten\nteilen\nTEILEN'));
    expect(column('repeats')).toEqual([3, 1, 3, 3]);
    expect(column('repeats-before')).toEqual([0, 0, 1, 2]);
  });

  test('contain the share of its words in other prose, itself excluded', () => {
    const column = columnsOf(readText(`${PROSE}\nSchuppen Feuerwehr\nKochrezepte\n${MORE}`));
    expect(column('topic-share')[1]).toBe(1);
    expect(column('topic-share')[2]).toBe(0);
    expect(columnsOf(readText(PROSE))('topic-share')).toEqual([0]);
  });

  test('contain the number of near rows with its shape', () => {
    const column = columnsOf(readText('Sport\nKultur\nReise\nWetter und Verkehr am Wochenende im ganzen Land\nPolitik'));
    expect(column('alike-near')).toEqual([3, 3, 3, 0, 3]);
  });

  test('contain the scores of learned words', () => {
    const known = { weights: new Int8Array(1 << 10).fill(4), scale: 0.5 };
    const column = columnsOf(readText('Mehr Themen'), '', { ...TABLES, words: wordTable(known, empty(10), empty(10)) });
    // Six keys of 4 × 0.5 each, divided by the root of six.
    expect(column('word-score')[0]).toBeCloseTo(12 / Math.sqrt(6), 2);
    expect(column('known-words')).toEqual([1]);
    expect(column('below-score')).toEqual([0]);
  });
});

describe('columns of position', () => {
  const column = columnsOf(
    readText(['Menü', 'Suche', PROSE, 'Zwischenruf', MORE, 'Impressum', 'Datenschutz', 'Kontakt', PROSE].join('\n')),
  );

  test('contain the prose around and the distance to it', () => {
    expect(column('since-prose')).toEqual([999, 999, 999, 1, 2, 1, 2, 3, 4]);
    expect(column('until-prose')).toEqual([2, 1, 2, 1, 4, 3, 2, 1, 999]);
    expect(column('prose-above').at(-1)).toBe(28);
    expect(column('prose-below')[0]).toBe(43);
  });

  test('contain the run of prose and the best stretch', () => {
    const share = column('run-share');
    expect(share[2]).toBe(1);
    expect(share[8]).toBeLessThan(1);
    expect(column('stretch-start')[2]).toBe(0);
  });
});

test('columns of lines contain indents, bullets and blank lines', () => {
  const column = columnsOf(readText('Titel\n\n\n  * Punkt eins\n  * Punkt zwei\nText'));
  expect(column('indent')).toEqual([0, 2, 2, 0]);
  expect(column('bullet')).toEqual([0, 1, 1, 0]);
  expect(column('blank-above')).toEqual([0, 2, 0, 0]);
  expect(column('blank-below')).toEqual([2, 0, 0, 0]);
});

test('a paragraph of several lines has the indent of the first, and line ends are no gaps', () => {
  const source = `  Der  Steg am Moor\r\n   ist ${'lange '.repeat(9)}schon\r\n> alt.\n\nTitel`;
  const [lines, wrapped] = (['lines', 'wrapped'] as const).map((layout) => columnsOf(readText(source, { layout })));
  expect(lines('inner-gap')).toEqual([5, 5, 1, 0]);
  expect(wrapped('indent')[0]).toBe(2);
  const whole: Document = {
    ...readText(source, { layout: 'wrapped' }),
    blocks: [
      {
        start: 0,
        end: source.length - 6,
        kind: 'line',
        text: source
          .slice(0, -6)
          .replace(/[\s>]+/gu, ' ')
          .trim(),
      },
    ],
  };
  // Two spaces at the beginning, one inside, and the line end of the paragraph.
  expect(columnsOf(whole)('inner-gap')).toEqual([4]);
});

test('columns of hits contain confidence, category and kind of the rules', () => {
  const rules = [
    '  - {category: share, remove: block, match: {text: Teilen}, confidence: 0.9}',
    '  - {category: teaser, remove: section, match: {text: Empfohlen}, until: end, confidence: 0.8}',
    '  - {keep: Wichtig}',
  ].join('\n');
  const column = columnsOf(readText('Teilen\nWichtig\nEmpfohlen\nBrücke wird teurer'), rules);
  expect(column('hit')).toEqual([0.9, 0, 0.8, 0.8]);
  expect(column('hit-section')).toEqual([0, 0, 0, 0.8]);
  expect(column('hit-keep')).toEqual([0, 1, 0, 0]);
  expect(new Set(column('hit-category')).size).toBe(3);
});

describe('columns of a page', () => {
  const page = `<html><head><title>Feuer im Moor</title><meta name="description" content="Im Moor brannte ein Schuppen aus.">
    <script type="application/ld+json">{"@type":"NewsArticle","headline":"Feuer im Moor","articleBody":"<p>${PROSE}</p> ${MORE}"}</script></head>
    <body><nav><a href="/">Start</a></nav><main><h1>Feuer im Moor</h1><div class="story"><p>${PROSE}</p><p>${MORE}</p></div>
    <aside><p><a href="/x">Brücke wird teurer</a></p></aside></main></body></html>`;
  const document = readHtml(page);
  const column = columnsOf(document);

  test('contain links, tags and headings', () => {
    expect(column('links')).toEqual([1, 0, 0, 0, 1]);
    expect(column('level')).toEqual([0, 1, 0, 0, 0]);
    expect(column('in-main')).toEqual([-1, 1, 2, 2, 2]);
    expect(column('in-aside')).toEqual([-1, -1, -1, -1, 1]);
    expect(column('since-heading')).toEqual([-1, -1, 1, 2, 3]);
  });

  test('contain the agreement with the title, the description and the declared body', () => {
    expect(column('title-share')[1]).toBe(1);
    expect(column('behind-title')).toEqual([-1, 0, 1, 2, 3]);
    expect(document.articleBody).toBe(`${PROSE} ${MORE}`);
    expect(column('declared')).toEqual([0, 0, 1, 1, 0]);
    expect(column('described')[4]).toBe(0);
    expect(columnsOf(readHtml('<p>Ohne alles</p>'))('declared')).toEqual([-1]);
  });

  test('contain the position relative to the container of the prose', () => {
    // The run of paragraphs counts as an element, two steps below `main`.
    expect(column('c85-up')).toEqual([3, 2, 0, 0, 2]);
    expect(column('c85-start')).toEqual([-2, -1, 0, 1, 2]);
    expect(column('group-rows')).toEqual([1, 1, 2, 2, 1]);
    expect(column('up1-mass')[2]).toBe(1);
  });
});

test('columns of decisions contain the first judgement of the rows around', () => {
  const document = readHtml(
    `<nav><a href="/">Start</a></nav><main><p>${PROSE}</p><p>${MORE}</p></main><footer><p>Impressum</p><p>Kontakt</p></footer>`,
  );
  const rows = readRows(document);
  const columns = new Columns(rows.count);
  addDecisions(columns, document, rows, Float32Array.of(0.1, 0.9, 0.8, 0.2, 0));
  const column = (name: string) => Array.from(columns.values[columns.names.indexOf(name)]);
  expect(column('p-since')).toEqual([999, 999, 1, 1, 2]);
  expect(column('p-until')).toEqual([1, 1, 999, 999, 999]);
  expect(column('p-stretch-start')).toEqual([-1, 0, 1, 2, 3]);
  expect(column('p-stretch-end')).toEqual([2, 1, 0, -1, -2]);
  expect(column('p-peers-0')[1]).toBeCloseTo(0.8, 5);
  expect(column('p-peers-0')[3]).toBeCloseTo(0, 5);
  expect(column('p-peers-0')[0]).toBe(-1);
  expect(column('p80-up')).toEqual([1, 0, 0, 1, 1]);
  // The odds of probability 0 are finite.
  expect(column('p')[4]).toBeCloseTo(Math.log(1e-4 / (1 - 1e-4)), 3);
});

describe('columns of decisions on a text', () => {
  const HEAD = 'Turnerinnen gewinnen Pokal';
  const LEAD = 'Beim Pokal gewannen die Turnerinnen aus Ahlen vor vollen Rängen den ersten Platz.';
  const rows = readRows(readText([HEAD, PROSE, 'Zwischenruf', MORE, HEAD, LEAD, 'Impressum'].join('\n')));
  const columns = new Columns(rows.count);
  const p = Float32Array.of(0.1, 0.9, 0.3, 0.8, 0.2, 0.4, 0);
  addDecisions(columns, readText([HEAD, PROSE, 'Zwischenruf', MORE, HEAD, LEAD, 'Impressum'].join('\n')), rows, p);
  const column = (name: string) => Array.from(columns.values[columns.names.indexOf(name)]);
  const odds = (of: number) => Math.log(of / (1 - of));

  test('contain the share of words in the article, and in furniture only', () => {
    const known = column('p-topic');
    const foreign = column('p-foreign');
    const leaning = column('p-leaning');
    // “Feuerwehr”, “Moor” and “Schuppen” also occur in the other paragraph of the article.
    expect(known[1]).toBeGreaterThan(0.2);
    expect(known[5]).toBeLessThan(known[1]);
    // The lead's words also occur in its headlines, which are furniture.
    expect(foreign[5]).toBeGreaterThan(0.2);
    expect(leaning[1]).toBeGreaterThan(0);
    expect(leaning[5]).toBeLessThan(0);
    expect(known[6]).toBe(0);
  });

  test('contain the share of words in the certain paragraphs above and below', () => {
    expect(column('p-shared-above')[1]).toBe(0);
    expect(column('p-shared-above')[3]).toBeGreaterThan(0.2);
    expect(column('p-shared-below')[1]).toBeGreaterThan(0.2);
    expect(column('p-shared-below')[3]).toBe(0);
    expect(column('p-shared-above')[6]).toBe(0);
  });

  test('contain the odds of the nearest prose and the distance to certain paragraphs', () => {
    expect(column('p-prose-above')[2]).toBeCloseTo(odds(0.9), 3);
    expect(column('p-prose-below')[2]).toBeCloseTo(odds(0.8), 3);
    expect(column('p-prose-above-2')[4]).toBeCloseTo(odds(0.9), 3);
    expect(column('p-prose-below-2')[2]).toBeCloseTo(odds(0.4), 3);
    expect(column('p-prose-below')[6]).toBe(-20);
    expect(column('p-words-since')).toEqual([999, 999, 0, 2, 0, 4, 18]);
    expect(column('p-words-until')).toEqual([0, 2, 0, 999, 999, 999, 999]);
    expect(column('p-first')).toEqual([-1, 0, 1, 2, 3, 4, 5]);
    expect(column('p-last')).toEqual([3, 2, 1, 0, -1, -2, -3]);
  });

  test('contain the mean probability of rows with the same shape', () => {
    expect(column('p-alike')[0]).toBeCloseTo(0.2, 5);
    expect(column('p-alike-below')[0]).toBeCloseTo(0.2, 5);
    expect(column('p-alike-above')[4]).toBeCloseTo(0.1, 5);
    expect(column('p-alike-above')[0]).toBe(-1);
    // There are two labels of one word.
    expect(column('p-alike')[2]).toBeCloseTo(0, 5);
  });
});
