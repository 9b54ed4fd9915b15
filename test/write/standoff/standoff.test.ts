/** The stand-off record lists every removal, and restores the original from the output, byte for byte. */
import { createMultibyteEncoder } from '@exodus/bytes/multi-byte.js';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CleanArticle,
  clean,
  type Document,
  keptIn,
  NotTextError,
  type OutputFormat,
  parseStandoff,
  type Recipe,
  RestoreError,
  readHtml,
  readText,
  restoreFrom,
  type Standoff,
  sourceRanges,
  standoffOf,
  write,
} from '../../../src/index.js';
import { anyLayout, anyRules, htmlSource, SENTENCES, textSource } from '../../support/arbitraries.js';
import { bytesOf, encode, encodeUtf16 } from '../../support/encode.js';
import { compiled, compiledRules } from '../../support/rules.js';

const rules = compiled(`
  - { id: ad, category: ad, remove: block, match: { text: Anzeige } }
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }`);

/** A record as it is read back from the line of a file. */
function recordOf(read: Document, article: CleanArticle, to: OutputFormat, content: Uint8Array | string): Standoff {
  return parseStandoff(JSON.stringify(standoffOf(read, article, to, { name: 'a/steg', relative: 'a/steg.txt', content })));
}

/** A text as a file returns it: lone surrogates are lost. */
const throughFile = (text: string) => Buffer.from(text).toString();

const FORMS = ['txt', 'json', 'jsonl', 'html'] as const;

function expectRestored(read: Document, article: CleanArticle, content: Uint8Array | string, forms: readonly OutputFormat[]): void {
  for (const to of forms) {
    const record = recordOf(read, article, to, content);
    const restored = restoreFrom(record, keptIn(throughFile(write(read, article, to)), to));
    if (typeof content === 'string') expect(restored).toBe(content);
    else expect(Buffer.from(restored as Uint8Array).equals(content)).toBe(true);
  }
}

/** Reads, or returns undefined if the bytes are no text: then there is nothing to restore. */
function readOr<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotTextError) return undefined;
    throw error;
  }
}

const multibyte = (charset: string) => (text: string) => createMultibyteEncoder(charset)(text);
const only = (has: RegExp, charset: string) => (text: string) => encode(charset, [...text].filter((char) => has.test(char)).join(''));

/** Charsets of scraped texts, each with words in its languages. */
const CHARSETS: readonly (readonly [label: string, encode: (text: string) => Uint8Array, words: string])[] = [
  ['utf-8', (text) => bytesOf(text), 'Größe łódź 漢字 😀'],
  ['utf-8 with a mark', (text) => bytesOf([0xef, 0xbb, 0xbf], text), 'Größe'],
  ['utf-16le', (text) => encodeUtf16(`\ufeff${text}`, 'le'), 'Größe 漢字 😀'],
  ['utf-16be', (text) => encodeUtf16(`\ufeff${text}`, 'be'), 'Größe 漢字 😀'],
  ['utf-16le without a mark', (text) => encodeUtf16(text, 'le'), 'Größe'],
  ['windows-1252', only(/[\u0000-\u00ff€„“”–]/u, 'windows-1252'), '„Größe“ – 5 €'],
  ['iso-8859-2', only(/[\u0000-\u007fąćęłńóśźżĄŁ]/u, 'iso-8859-2'), 'łódź rybaków, przystań'],
  [
    'windows-1251',
    only(/[\u0000-\u007f\u0410-\u044f]/u, 'windows-1251'),
    'Пароход отошел от берега в полдень и вернулся только на следующее утро, без капитана и без половины груза.',
  ],
  ['koi8-r', only(/[\u0000-\u007f\u0410-\u044f]/u, 'koi8-r'), 'Пароход отошел от берега в полдень'],
  ['shift_jis', (text) => multibyte('shift_jis')(text.replace(/[^\u0000-\u007f\u3040-\u30ff漢字港船]/gu, '')), '船が港をでた。漢字とカナ'],
  ['gb18030', (text) => multibyte('gb18030')(text.replace(/\p{Surrogate}/gu, '')), '船今天早上离开了港口，没有人知道为什么。'],
];

const charset = fc.constantFrom(...CHARSETS);

/** Bytes in some charset, sometimes with invalid ones. */
const bytes = (source: fc.Arbitrary<string>, around: (words: string) => string) =>
  fc
    .tuple(charset, source, fc.array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })), { maxLength: 3 }))
    .map(([[, encoder, words], text, noise]) => {
      let made = Buffer.from(encoder(`${around(words)}${text}${around(words)}`));
      for (const [at, odd] of noise) {
        const place = at % (made.length + 1);
        made = Buffer.concat([made.subarray(0, place), odd, made.subarray(place)]);
      }
      return new Uint8Array(made);
    });

describe('the original is restored from output and record', () => {
  test('of any string, including lone surrogates, with any rules, in every form that allows it', () => {
    fc.assert(
      fc.property(textSource, anyRules, anyLayout, (source, list, layout) => {
        const read = readText(source, { layout });
        expectRestored(read, clean(read, compiledRules(list)), source, FORMS);
      }),
      { numRuns: 500 },
    );
  });

  test('of a wrapped or broken text, including hyphens at line ends and pieces cut out of paragraphs', () => {
    const wrapped = [
      'Am Dienstag hat nach langem Warten auch die Landes-',
      'regierung gesagt, dass sie zufrieden ist, und die\u00ad',
      '   ser Satz geht danach noch eine Weile weiter (kd)',
      '',
      'Anzeige',
      '',
      '> Die Landesregierung aber, so steht es im Brief an',
      '> den Gemeinderat, schweigt weiter.',
    ].join('\r\n');
    const pieces = 'Die Mühle in\nOberquell\n, die alle kennen, wird saniert. (kd)\nAnzeige\nEs freut sich der\nOrt\n.';
    for (const [source, layout] of [
      [wrapped, 'wrapped'],
      [pieces, 'pieces'],
    ] as const) {
      const read = readText(Buffer.from(source), { layout });
      const article = clean(read, rules);
      expect(read.blocks.some(({ start, end }) => source.slice(start, end).trim().includes('\n'))).toBe(true);
      expect(article.body).not.toMatch(/Anzeige|\S\n\S/u);
      expectRestored(read, article, Buffer.from(source), FORMS);
    }
  });

  test('of any page that was a string, written as a page', () => {
    fc.assert(
      fc.property(htmlSource, anyRules, (source, list) => {
        const read = readHtml(source);
        expectRestored(read, clean(read, compiledRules(list)), source, ['html']);
      }),
      { numRuns: 300 },
    );
  });

  test('of a text in any charset, byte for byte, including bytes that do not belong in it', () => {
    fc.assert(
      fc.property(
        bytes(textSource, (words) => `${words}. ${SENTENCES[0]}\r\n`),
        anyRules,
        anyLayout,
        (content, list, layout) => {
          const read = readOr(() => readText(content, { layout }));
          if (read !== undefined) expectRestored(read, clean(read, compiledRules(list)), content, FORMS);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of a page in any charset', () => {
    fc.assert(
      fc.property(
        bytes(htmlSource, (words) => `<p>${words}</p>\n`),
        anyRules,
        (content, list) => {
          const read = readOr(() => readHtml(content));
          if (read !== undefined) expectRestored(read, clean(read, compiledRules(list)), content, ['html']);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of any bytes that are taken for a text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (content) => {
        for (const read of [readOr(() => readText(content)), readOr(() => readHtml(content))]) {
          if (read !== undefined) expectRestored(read, clean(read, rules), content, ['html']);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the stand-off record', () => {
  const source = `\ufeffAnzeige\r\n  ${SENTENCES[0]} \t (kd)  \r\n\r\n \r\nWie\u00a0es  weitergeht`;
  const read = readText(source, { id: 'steg', site: 'hohenwieker-bote.example' });
  const article = clean(read, rules);

  test('describes each removal: what, where, why and how sure', () => {
    const { removals, ...rest } = recordOf(read, article, 'txt', source);
    expect(removals).toEqual([
      {
        start: 0,
        end: 10,
        witness: 'person',
        category: 'ad',
        ruleId: 'ad',
        confidence: 0.95,
        message: 'reads “Anzeige”',
        text: '\ufeffAnzeige\r\n',
      },
      expect.objectContaining({ category: 'byline', ruleId: 'sign', text: ' \t (kd)' }),
    ]);
    for (const { start, end, text } of removals) expect(source.slice(start, end)).toBe(text);
    expect(rest).toMatchObject({
      format: 'klartext-removed/1',
      name: 'a/steg',
      id: 'steg',
      site: 'hohenwieker-bote.example',
      source: 'a/steg.txt',
      documentFormat: 'text',
      to: 'txt',
    });
  });

  test('has the ranges of the document', () => {
    fc.assert(
      fc.property(textSource, anyRules, (text, list) => {
        const one = readText(text);
        const cleaned = clean(one, compiledRules(list));
        const removed = sourceRanges(one, cleaned.verdicts).filter((range) => range.removed !== undefined);
        const places = recordOf(one, cleaned, 'txt', text).removals.map(({ start, end }) => [start, end]);
        expect(places).toEqual(removed.map(({ start, end }) => [start, end]));
      }),
      { numRuns: 50 },
    );
  });

  test('copies kept text, and contains removed text once', () => {
    const { restore } = recordOf(read, article, 'txt', source);
    const ends = ['  \r', 1, '\r', 1, ' \r\n'];
    const folded = [3, '\u00a0', -1, 3, ' ', 'weitergeht'.length];
    expect(restore).toMatchObject({ layout: [0, '  ', SENTENCES[0].length, 0, ...ends, ...folded] });
  });

  test('stays small, whatever the layout is', () => {
    fc.assert(
      fc.property(textSource, anyRules, (text, list) => {
        const one = readText(text);
        const { restore } = recordOf(one, clean(one, compiledRules(list)), 'txt', text);
        const { layout } = restore as Recipe;
        // The layout itself contains only white space, invisible characters and lone surrogates.
        const own = layout.filter((step) => typeof step === 'string').join('');
        expect(own).toMatch(/^[\s\u0085\u200b\u200e\u200f\u2060\ufeff\ud800-\udfff]*$/);
      }),
      { numRuns: 300 },
    );
  });

  test.each(CHARSETS)('of %s names the charset and nothing else', (_label, encoder, words) => {
    const content = new Uint8Array(encoder(`${words}\r\nAnzeige\r\n${words} ${words}`));
    const one = readText(content);
    const { bytes } = recordOf(one, clean(one, rules), 'txt', content).restore as Recipe;
    expect(bytes).toEqual({ charset: one.meta.charset });
  });

  test.each(CHARSETS)('of %s with bytes that do not belong in it has a patch', (_label, encoder, words) => {
    const text = new Uint8Array(encoder(`${words}\r\nAnzeige\r\n`.repeat(40)));
    const content = bytesOf(text, [0xff, 0xff], text);
    const one = readText(content);
    const { bytes } = recordOf(one, clean(one, rules), 'txt', content).restore as Recipe;
    expect(Object.keys(bytes as object)).not.toContain('base64');
    expectRestored(one, clean(one, rules), content, ['txt']);
  });

  test('of a page with a few broken bytes has a patch', () => {
    const content = bytesOf(
      '<meta charset=utf-8>',
      `<p>${SENTENCES.join('</p><p>')}</p>`,
      [0xfc, 0x62, 0x65, 0x72, 0x20],
      SENTENCES[3],
      [0xe4],
    );
    const one = readHtml(content);
    const { restore } = recordOf(one, clean(one, rules), 'html', content);
    expect(restore).toMatchObject({
      bytes: {
        charset: 'utf-8',
        patch: [
          [expect.any(Number), 3, '/A=='],
          [expect.any(Number), 3, '5A=='],
        ],
      },
    });
    expectRestored(one, clean(one, rules), content, ['html']);
  });

  test('contains the bytes as a whole if they cannot be derived from the text', () => {
    const content = Uint8Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0x80 + (i % 128) : 0x41));
    const one = { ...readText(content), source: 'etwas ganz anderes' };
    expect(recordOf({ ...one, blocks: [] }, { ...clean(read, rules), verdicts: [] }, 'html', content).restore).toMatchObject({
      bytes: { base64: Buffer.from(content).toString('base64') },
    });
  });

  test('of a page written as text, and of a text written as Markdown, says what it can be restored from', () => {
    const page = readHtml('<p>Anzeige</p><p>Steg</p>');
    const record = recordOf(page, clean(page, rules), 'txt', page.source);
    expect(record.restore).toBe('a page is restored from --to html');
    expect(record.removals).toHaveLength(1);
    expect(() => restoreFrom(record, 'Steg')).toThrow(new RestoreError('a page is restored from --to html'));
    expect(recordOf(read, article, 'md', source).restore).toBe('a text is restored from --to txt, html, json or jsonl');
  });

  test('of a record contains its fields in their order, and those that cleaning overwrites', () => {
    const record = { url: 'u', text: 1, notes: ['mine'], body: null };
    const made = standoffOf(read, article, 'jsonl', {
      name: 'n#1',
      relative: 'n/1.txt',
      content: source,
      record,
      field: 'raw',
      fieldIndex: 1,
    });
    expect(made.record).toEqual({ field: 'raw', keys: ['url', 'raw', 'text', 'notes', 'body'], replaced: { notes: ['mine'], body: null } });
  });
});

describe('restoring refuses', () => {
  const source = `Anzeige\n${SENTENCES[0]}\n`;
  const read = readText(source);
  const article = clean(read, rules);
  const record = recordOf(read, article, 'txt', source);

  test.each([
    ['a text that was changed', article.body.replace('lange', 'kurz!')],
    ['a text that was changed and is as long', article.body.replace('lange', 'kurze')],
    ['an empty text', ''],
  ])('%s', (_name, kept) => {
    expect(() => restoreFrom(record, kept)).toThrow(/^the cleaned text is not the one that was written/u);
  });

  test.each([[[1_000_000]], [[0, 0, 0]], [['etwas anderes']]])('a record whose layout was changed: %j', (layout) => {
    const { restore } = record;
    expect(() => restoreFrom({ ...record, restore: { ...(restore as Recipe), layout } }, article.body)).toThrow(RestoreError);
  });

  test.each(['', 'nope', '[]', '{"format":"klartext-removed/1"}', '{"format":"klartext-removed/2","name":"a"}', 'null'])(
    'a line that is not a record: %s',
    (line) => {
      expect(() => parseStandoff(line)).toThrow(RestoreError);
    },
  );

  test('a JSON output without a body', () => {
    expect(() => keptIn('{"id":"a"}', 'json')).toThrow(RestoreError);
    expect(() => keptIn('nope', 'json')).toThrow(RestoreError);
    expect(() => keptIn('null', 'json')).toThrow(RestoreError);
  });
});

test('a text of many megabytes is recorded and restored within seconds', () => {
  const source = `${SENTENCES.join(' ')}\r\nAnzeige\r\n\u00a0\tgesagt  \u200bgetan\r\n\r\n`.repeat(6_000);
  const content = encodeUtf16(`\ufeff${source}`, 'le');
  const read = readText(content);
  const article = clean(read, rules);
  const start = performance.now();
  const record = recordOf(read, article, 'txt', content);
  expect(Buffer.from(restoreFrom(record, article.body) as Uint8Array).equals(content)).toBe(true);
  expect(performance.now() - start).toBeLessThan(20_000);
});
