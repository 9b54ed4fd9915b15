/** Wrong calls of the public functions: each says what is wrong with it, in words that name the argument. */
import { describe, expect, test } from '@jest/globals';
import * as klartext from '../src/index.js';

const {
  addSeen,
  ArgumentError,
  clean,
  cleanWith,
  compileRules,
  keptIn,
  loadPacks,
  mergeObservations,
  parseRules,
  propose,
  readHtml,
  readText,
  score,
  write,
} = klartext;

type AnyFunction = (...values: unknown[]) => unknown;

const EXPORTS = Object.entries(klartext) as [string, unknown][];
const isClass = (value: unknown) => String(value).startsWith('class ');
const CALLS = EXPORTS.filter((entry): entry is [string, AnyFunction] => typeof entry[1] === 'function' && !isClass(entry[1]));
/** Whatever its first argument is, it loads all packs where there is none: the law asks the others. */
const ASKED = CALLS.filter(([name]) => name !== 'loadPacks');
const ERRORS = EXPORTS.flatMap(([, value]) => (typeof value === 'function' && value.prototype instanceof Error ? [value] : []));

const text = readText('Der Rat der Stadt tagt.\n\nTeilen');
const rules = compileRules([]);
const article = clean(text, rules);
/** Whatever the types say, a caller in JavaScript may give anything. */
const wrong = (value: unknown) => value as never;

/** Calls a function to its end: what it returns is awaited, or taken from it one by one. */
async function callToEnd(call: AnyFunction, values: readonly unknown[]): Promise<unknown> {
  const result = await call(...values);
  const isGenerator = Object.prototype.toString.call(result) === '[object Generator]';
  return isGenerator ? [...(result as Iterable<unknown>)] : result;
}

describe('a wrong call', () => {
  const VALUES = [
    undefined,
    null,
    5,
    'rules',
    true,
    [],
    {},
    [{}],
    [undefined],
    { rules: [{}] },
    () => 5,
    Promise.resolve(text),
    new Map([['', {}]]),
    text,
    rules,
    article,
  ];

  test.each(ASKED)('of %s, with whatever in whatever place, works or throws one of the errors that are exported', async (_, call) => {
    const calls = VALUES.flatMap((first) => VALUES.flatMap((second) => [undefined, 5, null].map((third) => [first, second, third])));
    for (const values of calls) {
      await callToEnd(call, values).catch((error: unknown) => {
        if (!ERRORS.some((type) => error instanceof type)) throw error;
      });
    }
  });

  test.each<[string, () => unknown, string]>([
    [
      'without a document',
      () => cleanWith(wrong(undefined), rules),
      'document: expected a document, as readText and readHtml return it, got undefined',
    ],
    [
      'with a page for a document',
      () => cleanWith(wrong('<p>…'), rules),
      'document: expected a document, as readText and readHtml return it, got the string “<p>…”',
    ],
    [
      'with a promise',
      () => score(wrong(Promise.resolve(text))),
      'document: expected a document, as readText and readHtml return it, got a promise: await it first',
    ],
    [
      'with the word rules',
      () => cleanWith(text, wrong('rules')),
      'rules: expected compiled rules, as compileRules returns them, got the string “rules”',
    ],
    [
      'with rules that are not compiled',
      () => clean(text, wrong(loadPacks(['common']))),
      'rules: expected compiled rules, as compileRules returns them, got a list',
    ],
    [
      'with an engine that there is not',
      () => cleanWith(text, rules, { engine: wrong('turbo') }),
      'engine: expected one of “auto”, “fast”, “readability”, got the string “turbo”',
    ],
    [
      'with something else to do with captions',
      () => cleanWith(text, rules, { captions: wrong('some') }),
      'captions: expected one of “drop”, “keep”, got the string “some”',
    ],
    ['with options that are none', () => cleanWith(text, rules, wrong('fast')), 'options: expected an object, got the string “fast”'],
    ['with a number for a page', () => readHtml(wrong(5)), 'input: expected a string or a Uint8Array, got 5'],
    ['without a text', () => readText(wrong(undefined)), 'input: expected a string or a Uint8Array, got undefined'],
    [
      'with a layout that there is not',
      () => readText('', { layout: wrong('columns') }),
      'layout: expected one of “auto”, “lines”, “wrapped”, “pieces”, got the string “columns”',
    ],
    [
      'with a form that there is not',
      () => write(text, article, wrong('pdf')),
      'format: expected one of “txt”, “md”, “json”, “jsonl”, “html”, got the string “pdf”',
    ],
    [
      'with a body for an article',
      () => write(text, wrong(article.body), 'txt'),
      'article: expected an article, as clean and cleanWith give it, got the string',
    ],
    [
      'without rule sets',
      () => compileRules(wrong(undefined)),
      'sets: expected a rule set, as parseRules and loadPacks give it, got undefined',
    ],
    ['with the name of one pack', () => loadPacks(wrong('de')), 'choice: expected “all”, “none” or a list of packs, got the string “de”'],
    ['without a file’s name', () => parseRules('', wrong(undefined)), 'name: expected a string, got undefined'],
    [
      'with a document that was not observed',
      () => addSeen(new Map(), wrong(text)),
      'document: expected what observe returns, got an object with id, ',
    ],
    [
      'with observations of somebody else',
      () => propose(new Map([['a', wrong({ seen: 5 })]])),
      'observations: expected what addSeen or parseObservations have put there, got an object with seen',
    ],
    [
      'with observations from JSON',
      () => mergeObservations(new Map(), wrong({})),
      'observations: expected a Map that addSeen fills, or what parseObservations returns, got an object with no fields',
    ],
    [
      'with an output of no form',
      () => keptIn('', wrong('docx')),
      'to: expected one of “txt”, “md”, “json”, “jsonl”, “html”, got the string “docx”',
    ],
  ])('%s says so', async (_, call, message) => {
    const error = await Promise.resolve()
      .then(call)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    expect(error).toBeInstanceOf(ArgumentError);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message.slice(0, message.length)).toBe(message);
  });

  test('is told from a right one of another realm: a Buffer, a subclass, bytes', () => {
    expect(readText(Buffer.from('Rat')).source).toBe('Rat');
    expect(readHtml(new (class extends Uint8Array {})([0x52])).source).toBe('R');
  });
});

test('every option may be left out', async () => {
  const page = readHtml('<p>Der Rat der Stadt tagt.</p>');
  expect((await cleanWith(page, rules)).article).toEqual((await cleanWith(page, rules, { engine: 'auto', model: 'auto' })).article);
  const open = { engine: undefined, model: undefined, favor: undefined, captions: undefined, body: undefined };
  expect((await cleanWith(page, rules, open)).article).toEqual((await cleanWith(page, rules)).article);
});
