/** Rules that were stored in bytes hit what the same rules hit, whatever else they are compiled with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CompiledRules,
  compileRules,
  type Document,
  loadPacks,
  parseRules,
  type RuleSet,
  readHtml,
  readText,
} from '../../../src/index.js';
import { PACK_NAMES, packFiles } from '../../../src/packs/packs.js';
import { receivedSets, sentSets } from '../../../src/rules/compiled/sharedSets.js';
import { StoredRulesError, storedOf, storedSets, storeRules } from '../../../src/rules/compiled/storedRules.js';
import { parseRuleFiles } from '../../../src/rules/file/load.js';
import { findHits } from '../../../src/rules/match/findHits.js';
import { sharedCopy } from '../../../src/text/bytes/sharedCopy.js';
import { SAMPLES, sampleFiles } from '../../support/samples.js';

const plain = loadPacks();
const bytes = storeRules(plain);
const stored = storedSets(bytes);

/** Rules of everywhere and of sites, of every kind of match, one of them inactive. */
const mine = parseRules(
  `format: klartext-rules/1
rules:
  - { id: a, category: share, remove: block, match: { text: [Teilen, "Artikel merken."] } }
  - { id: b, category: other, remove: block, match: { pattern: "{headline}" } }
  - { id: c, category: other, remove: block, status: candidate, match: { text: Kommentare } }
  - { id: d, category: other, site: bote.example, remove: section, until: { text: Ende }, match: { text: Mehr zum Thema } }
  - { id: e, category: other, site: bote.example, remove: block, match: { selector: ["nav", ".teaser", ":class(read-more)", "[class^=x]"] } }
  - { id: f, category: other, site: kurier.example, remove: block, match: { outside: [article, main] } }
  - { id: g, category: other, remove: inline, match: { pattern: "Foto: {any}", at: anywhere } }
  - { id: h, category: author-bio, remove: block, match: { sequence: ["{name}", "{name} {any}"] } }`,
  'mine',
);
const mineStored = storedSets(storeRules([mine]));

const pages = sampleFiles(SAMPLES, '.html').map((file) => readHtml(readFileSync(path.join(SAMPLES, file)), { site: 'bote.example' }));
const texts = sampleFiles(SAMPLES, '.txt').map((file) => readText(readFileSync(path.join(SAMPLES, file)), { site: 'kurier.example' }));
/** The examples of each pack rule, as a document of their own. */
const examples = PACK_NAMES.flatMap((name) => parseRuleFiles(packFiles(name), name).rules).map((rule) => {
  const shown = (rule.examples ?? []).join('\n\n');
  return rule.match.selector === undefined ? readText(shown) : readHtml(`<main><p>${shown}</p>${shown}</main>`);
});

/** What a document's hits say, without the objects that say it. */
function shownHits(document: Document, rules: CompiledRules): unknown[] {
  return findHits(document, rules).map(({ rule, ...hit }) => [rule, hit]);
}

function expectSame(documents: readonly Document[], one: readonly RuleSet[], other: readonly RuleSet[]): number {
  const [rules, others] = [compileRules(one), compileRules(other)];
  expect(rules.size).toBe(others.size);
  expect([...rules.packs]).toEqual([...others.packs]);
  let hits = 0;
  for (const document of documents) {
    const found = shownHits(document, rules);
    expect(found).toEqual(shownHits(document, others));
    hits += found.length;
  }
  return hits;
}

describe('stored packs', () => {
  test('hit what the packs themselves hit: the examples of every rule', () => {
    expect(stored.every((set) => storedOf(set) !== undefined)).toBe(true);
    expect(expectSame(examples, stored, plain)).toBeGreaterThan(5000);
  });

  test('hit the same with other rules around them, in any subset and order', () => {
    const all = [...plain.map((set, i) => [stored[i], set] as const), [mineStored[0], mine] as const, [mine, mine] as const];
    fc.assert(
      fc.property(fc.shuffledSubarray(all), fc.shuffledSubarray([...pages, ...texts], { maxLength: 3 }), (sets, documents) => {
        expectSame(
          documents,
          sets.map(([one]) => one),
          sets.map(([, other]) => other),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('rules of sites are found in documents of their sites only', () => {
    const count = [...pages, ...texts].map((document) =>
      findHits(document, compileRules(mineStored)).filter(({ rule }) => rule.site !== undefined),
    );
    expect(count.flat().length).toBeGreaterThan(0);
    for (const hits of count) expect(new Set(hits.map(({ rule }) => rule.site)).size).toBeLessThan(2);
    expectSame([...pages, ...texts], mineStored, [mine]);
  });

  test('show the rules that were stored, which nobody can change', () => {
    expect(stored).toEqual(plain);
    expect({ ...stored[0] }).toEqual(plain[0]);
    expect(() => (stored[0].rules as unknown[]).push(1)).toThrow(TypeError);
    expect(() => Object.assign(stored[0].rules[0].match, { text: ['x'] })).toThrow(TypeError);
    expect(() => Object.assign(stored[0], { rules: [] })).toThrow(TypeError);
  });

  test('a changed copy is compiled from what it says', () => {
    const less = { ...stored[0], rules: stored[0].rules.slice(1) };
    expect(compileRules(less).size).toBe(compileRules(stored[0]).size - 1);
    expect(storedOf(less)).toBeUndefined();
  });
});

describe('bytes', () => {
  test.each([
    ['no bytes', new Uint8Array()],
    ['zeroes', new Uint8Array(1000)],
    ['half of them', bytes.slice(0, bytes.length / 2)],
    ['all but the last', bytes.slice(0, -1)],
    ['another form', Uint8Array.from(bytes, (byte, i) => (i === 20 ? byte + 1 : byte))],
  ])('are refused: %s', (_, broken) => {
    expect(() => storedSets(broken)).toThrow(StoredRulesError);
  });

  test('are shared between threads, and sets stored together stay together', () => {
    const shared = sharedCopy(bytes);
    const sets = [mine, ...storedSets(shared).slice(1, 4)];
    const received = receivedSets(structuredClone(sentSets(sets)));
    const [, first, second] = received.map(storedOf);
    expect(first?.rules).toBe(second?.rules);
    const seen = new Uint8Array(first?.rules.bytes.buffer as SharedArrayBuffer);
    seen[bytes.length - 1] = 7;
    expect(shared[bytes.length - 1]).toBe(7);
    seen[bytes.length - 1] = bytes[bytes.length - 1];
    expect(expectSame(texts, received, sets)).toBeGreaterThan(0);
  });
});
