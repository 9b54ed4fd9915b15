/** Whatever a site shows, each learned rule matches its own examples and passes the check. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRules, type Document, dumpRules, loadPacks, parseRules, readHtml, readText } from '../../src/index.js';
import { observe } from '../../src/learn/observe/observe.js';
import { propose } from '../../src/learn/propose/propose.js';
import { checkRules } from '../../src/review/checkRules.js';
import { testRules } from '../../src/review/ruleTests.js';
import { observationsOf, ruleSet } from '../support/learning.js';
import { SAMPLES, sampleFiles } from '../support/samples.js';

/** Learns from documents, by way of a file, and applies tests and check to the rules. */
function faultsOf(documents: readonly Document[], packs = compileRules([])) {
  const rules = propose(observationsOf(documents.map((document) => observe(document))), packs).flatMap((site) => site.rules);
  const set = parseRules(dumpRules(ruleSet(...rules)), 'rules.yaml');
  const { failures, untested } = testRules(set);
  const name = (rule: (typeof rules)[number]) => `${rule.id} ${JSON.stringify(rule.match)}`;
  return {
    rules: rules.length,
    faults: [
      ...failures.map(({ rule, kind, text }) => `fails: ${name(rule)}: ${kind} “${text}”`),
      // Examples of element rules contain no markup.
      ...untested
        .filter(({ match }) => match.selector === undefined && match.outside === undefined)
        .map((rule) => `has nothing to try: ${name(rule)}`),
      ...checkRules(set).map(({ rule, message }) => `${message}: ${name(rule)}`),
    ],
  };
}

test.each(['.txt', '.html'])('the rules of the samples, learned from %s, match their own examples and pass the check', (ending) => {
  const documents = sampleFiles(SAMPLES, ending).map((file) => {
    const read = ending === '.html' ? readHtml : readText;
    return read(readFileSync(path.join(SAMPLES, file)), { id: file, site: path.dirname(file) });
  });
  const { rules, faults } = faultsOf(documents, compileRules(loadPacks()));
  expect(rules).toBeGreaterThan(40);
  expect(faults).toEqual([]);
});

const DOCUMENTS = 6;

const word = fc.constantFrom(
  ...'Foto Bild Hafen Rathaus dpa Schlagwörter Autor Lesezeit Kommentare Uhr am von Quelle O’Neil 新闻 §5 l’été'.split(' '),
);
const mark = fc.constantFrom(...'*•–-—/|:»«"“„().…,!?™©▸>【】#°{}&<\u00ad\u200b\u0085\u2028');
const value = fc.oneof(
  fc.constantFrom('Alma Terhorst', 'Mara van Dyk', 'J. Brix', 'Jean-Luc d’Or', 'kd/mwe', 'ab'),
  fc.nat({ max: 3000 }).map(String),
  fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 12 })).map(([day, month]) => `${day}.${month}.2024`),
  fc.tuple(fc.integer({ min: 10, max: 23 }), fc.integer({ min: 10, max: 59 })).map(([hour, minute]) => `${hour}:${minute}`),
  fc.nat({ max: 99 }).map((n) => `www.hafen${n}.example`),
  fc.nat({ max: 1e6 }).map((n) => `boot${n.toString(36)}`),
);
/** The form of a piece of a line in each of the documents: always the same, or always different. */
const piece = fc.oneof(
  { weight: 4, arbitrary: fc.oneof(word, mark).map((text) => Array<string>(DOCUMENTS).fill(text)) },
  { weight: 2, arbitrary: fc.array(value, { minLength: DOCUMENTS, maxLength: DOCUMENTS }) },
);
/** A line in each of the documents. */
const line = fc
  .array(fc.tuple(piece, fc.constantFrom(' ', ' ', '')), { minLength: 1, maxLength: 6 })
  .map((pieces) => Array.from({ length: DOCUMENTS }, (_, d) => pieces.map(([texts, glue]) => texts[d] + glue).join('')));

const prose = (d: number) =>
  Array.from({ length: 3 }, (_, n) => `Boot${d}x${n} legte gegen Abend am Kai${d} an, und die Wirtin${d} trug ${n} Teller Suppe hinaus.`);

test('the rules of sites whose lines are made of odd pieces match their own examples and pass the check', () => {
  let learned = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), fc.array(line, { maxLength: 5 }), fc.boolean(), (above, below, isPage) => {
      const documents = Array.from({ length: DOCUMENTS }, (_, d) => {
        const lines = [`Der ${d}. Titel`, ...above.map((texts) => texts[d]), ...prose(d), ...below.map((texts) => texts[d])];
        const options = { id: `${d}`, site: 'bote.example' };
        const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
        return isPage ? readHtml(lines.map((text) => `<p>${escaped(text)}</p>`).join(''), options) : readText(lines.join('\n'), options);
      });
      const { rules, faults } = faultsOf(documents);
      learned += rules;
      expect(faults).toEqual([]);
    }),
    { numRuns: 100 },
  );
  expect(learned).toBeGreaterThan(100);
});
