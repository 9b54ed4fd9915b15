// What is fuzzed: how an input of each kind begins, what reads it, and what must hold of what was read.

import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Broken } from './broken.mjs';
import { DICTIONARY } from './dictionary.mjs';
import { load, loadArbitraries, makeBox } from './library.mjs';
import { stringOf, unitsOf } from './mutate.mjs';
import { declared, encoded, heads, observationFiles, SELECTORS } from './seeds.mjs';
import { SELF_TESTS } from './selfTests.mjs';
import { makeStateTargets } from './state.mjs';

/**
 * A target:
 * - `share`: how many of a run's inputs are its own, against the others' shares
 * - `seeds(seed)`: inputs that mutation begins with, strings or bytes
 * - `words`: pieces that mean something in the format, strings or bytes
 * - `run(input)`: reads; throws what breaks a promise; may return a promise
 * - `refuses`: the names of the errors that are an answer
 * - `mild`: whether little damage is done, since much of it is refused at the first check
 * @typedef {{ share: number, seeds: (seed: number) => (string | Uint8Array)[], words: (string | Uint8Array)[],
 *   run: (input: string | Uint8Array) => unknown, refuses: readonly string[], mild?: true }} Target
 */

/** Seeds of a kind at a time: so many differ, and mutation does the rest. */
const POOL = 400;

/** @returns {Promise<Record<string, Target>>} the targets of a build, in the order in which they are run */
export async function makeTargets(dist) {
  const lib = await load(dist, 'index.js');
  const arbitraries = await loadArbitraries(dist);
  const { parsePattern } = await load(dist, 'rules/pattern/pattern.js');
  const { compileSelector } = await load(dist, 'rules/selector/selector.js');
  const { decodeHtml, decodeText } = await load(dist, 'text/bytes/charset.js');
  const everything = lib.compileRules(lib.loadPacks());
  const samples = (arbitrary) => (seed) => fc.sample(arbitrary, { seed, numRuns: POOL });
  const texts = samples(arbitraries.textSource);
  const pages = samples(arbitraries.htmlSource);

  const readsText = (input) => expectWhole(lib.readText(input), input);
  const readsPage = (input) => expectWhole(lib.readHtml(input), input);
  /** Judges what was read, and writes it in every form. */
  const cleans = (read) => (input) => {
    const document = expectWhole(read(input), input);
    const article = lib.clean(document, everything);
    expectNothingLost(lib, document, article);
    for (const form of lib.OUTPUT_FORMATS) lib.write(document, article, form);
  };
  const scores = (read) => async (input) => {
    const document = expectWhole(read(input), input);
    const cleaned = await lib.cleanWith(document, everything, { engine: 'fast', model: 'auto' });
    expectNothingLost(lib, cleaned.document, cleaned.article);
  };
  const votes = (dom) => async (input) => {
    const read = lib.readHtml(input);
    const document = await lib.askReadability(read, everything, { on: dom });
    expectNothingLost(lib, document, lib.clean(document, everything));
    // jsdom gives up on some damaged pages; the light DOM reads any.
    if (dom === 'light' && document.warnings?.length !== read.warnings?.length) throw new Broken(document.warnings.at(-1));
  };
  const fixed = lib.readText('Empfohlen\n\nDer Gemeinderat von Hohenwiek hat am Montag lange beraten.\n\nVon Alma Terhorst\n');
  const fixedPage = lib.readHtml(
    '<nav class="teaser box"><p>Empfohlen</p></nav><div id=main><h2>Streit um das Geld</h2><p>Alma Terhorst</p></div>',
  );

  const observed = (seed) => observationFiles(lib, [...texts(seed).slice(0, 30), ...pages(seed).slice(0, 30)]);

  const targets = {
    text: { share: 12, seeds: texts, words: DICTIONARY.text, run: readsText, refuses: [] },
    'text-bytes': { share: 10, seeds: encoded(texts), words: DICTIONARY.bytes, run: readsText, refuses: ['NotTextError'] },
    html: { share: 18, seeds: pages, words: DICTIONARY.html, run: readsPage, refuses: [] },
    'html-bytes': { share: 10, seeds: encoded(pages), words: DICTIONARY.htmlBytes, run: readsPage, refuses: ['NotTextError'] },
    charset: {
      share: 12,
      seeds: declared,
      words: DICTIONARY.htmlBytes,
      refuses: ['NotTextError'],
      run: (input) => {
        const refused = [];
        for (const decode of [decodeHtml, decodeText]) {
          try {
            const { text, charset } = decode(input);
            if (typeof text !== 'string' || !/^[\w-]+$/u.test(charset)) throw new Broken(`charset ${charset}`);
          } catch (error) {
            if (error.name !== 'NotTextError') throw error;
            refused.push(error);
          }
        }
        if (refused.length === 2) throw refused[0];
      },
    },
    metadata: {
      share: 8,
      seeds: heads,
      words: DICTIONARY.head,
      refuses: [],
      run: (input) => {
        const { meta, articleBody } = expectWhole(lib.readHtml(input), input);
        const { titles = [], ...others } = meta;
        for (const value of [articleBody ?? '', ...titles, ...Object.values(others)]) {
          if (typeof value !== 'string') throw new Broken(`metadata that is no text: ${JSON.stringify(meta)}`);
        }
      },
    },
    pattern: {
      share: 6,
      seeds: samples(arbitraries.pattern),
      words: DICTIONARY.pattern,
      run: (input) => void parsePattern(input),
      refuses: ['PatternError'],
    },
    selector: {
      share: 5,
      seeds: () => SELECTORS,
      words: DICTIONARY.selector,
      run: (input) => void compileSelector(input),
      refuses: ['SelectorError'],
    },
    rules: {
      share: 8,
      mild: true,
      seeds: (seed) =>
        fc
          .sample(arbitraries.anyRules, { seed, numRuns: 60 })
          .map((rules) => lib.dumpRules({ format: lib.RULES_FORMAT, name: 'seed', rules })),
      words: DICTIONARY.yaml,
      refuses: ['RuleFileError'],
      run: (input) => {
        const set = lib.parseRules(input, 'fuzz.yaml');
        // What was read can be written, read again, and applied.
        const again = lib.parseRules(lib.dumpRules(set), 'fuzz.yaml');
        if (JSON.stringify(again.rules) !== JSON.stringify(set.rules)) throw new Broken('rules are not what was written');
        const compiled = lib.compileRules(set);
        for (const document of [fixed, fixedPage]) expectNothingLost(lib, document, lib.clean(document, compiled));
      },
    },
    observations: {
      share: 5,
      mild: true,
      seeds: observed,
      words: DICTIONARY.json,
      refuses: ['ObservationFileError'],
      run: (input) => {
        const observations = lib.parseObservations(input, 'fuzz.obs');
        const written = [...lib.writeObservations(observations)];
        const again = [...lib.writeObservations(lib.parseObservations(written, 'fuzz.obs'))];
        if (again.join('\n') !== written.join('\n')) throw new Broken('observations are not what was written');
      },
    },
    'clean-text': { share: 3, seeds: texts, words: DICTIONARY.text, run: cleans(lib.readText), refuses: [] },
    'clean-html': { share: 3, seeds: pages, words: DICTIONARY.html, run: cleans(lib.readHtml), refuses: [] },
    'score-text': { share: 1, seeds: texts, words: DICTIONARY.text, run: scores(lib.readText), refuses: [] },
    'score-html': { share: 1, seeds: pages, words: DICTIONARY.html, run: scores(lib.readHtml), refuses: [] },
    readability: { share: 0.3, seeds: pages, words: DICTIONARY.html, run: votes('light'), refuses: [] },
    'readability-jsdom': { share: 0.02, seeds: pages, words: DICTIONARY.html, run: votes('jsdom'), refuses: [] },
    ...(await configTarget(dist)),
    ...(await sourceTargets(dist)),
    ...(await makeStateTargets(dist, lib, makeBox(), observed)),
    ...SELF_TESTS,
  };
  return targets;
}

/** Blocks cover the source, in order, without gap and without an empty one; of a string the source is the string itself. */
function expectWhole(document, input) {
  if (typeof input === 'string' && document.source !== input) throw new Broken('the source is not what was read');
  let at = 0;
  for (const { start, end } of document.blocks) {
    if (start !== at || end <= start) throw new Broken(`a block from ${start} to ${end} where ${at} was reached`);
    at = end;
  }
  if (at !== document.source.length) throw new Broken(`blocks end at ${at} of ${document.source.length}`);
  return document;
}

/** What is kept and what is removed, put together in order, is the source. */
function expectNothingLost(lib, document, { verdicts }) {
  if (verdicts.length !== document.blocks.length) throw new Broken(`${verdicts.length} verdicts for ${document.blocks.length} blocks`);
  let at = 0;
  let kept = '';
  for (const { start, end, removed } of lib.sourceRanges(document, verdicts)) {
    if (start !== at || end <= start) throw new Broken(`a range from ${start} to ${end} where ${at} was reached`);
    if (removed === undefined) kept += document.source.slice(start, end);
    at = end;
  }
  if (at !== document.source.length) throw new Broken(`ranges end at ${at} of ${document.source.length}`);
  if (kept !== lib.keptSource(document, verdicts)) throw new Broken('what is kept is not the kept ranges');
}

/** The configuration file's reader. */
async function configTarget(dist) {
  const { parseConfig } = await load(dist, 'cli/config/configFile.js');
  const { definitionsOf } = await load(dist, 'cli/config/definitions.js');
  const { initialConfig } = await load(dist, 'cli/commands/init.js');
  const { cleanOptions } = await load(dist, 'cli/commands/clean.js');
  const { learnOptions } = await load(dist, 'cli/commands/learn.js');
  const commands = { clean: definitionsOf(cleanOptions), learn: definitionsOf(learnOptions) };
  const set = initialConfig(commands).replaceAll(/^( *)# (?=[a-z-]+: )/gmu, '$1');
  const seeds = [
    set,
    'packs: de\nrules: [a.yaml, b.yaml]\nclean:\n  to: md\n',
    '{"site": "path", "learn": {"out": "r.yaml"}}',
    initialConfig(commands),
  ];
  return {
    config: {
      share: 2,
      mild: true,
      seeds: () => seeds,
      words: [...DICTIONARY.yaml, 'packs', 'rules:', 'clean:', '"to": "md"'],
      run: (input) => void parseConfig(input, 'klartext.config.yaml', 'clean', commands),
      refuses: ['ConfigError'],
    },
  };
}

/** Files of records and archives, whole and damaged, where the build can read them. */
async function sourceTargets(dist) {
  if (!existsSync(path.join(dist, 'files/sources/readItems.js'))) return {};
  const { makeSourceTargets } = await import('./sources.mjs');
  return makeSourceTargets(dist);
}

/** An input as mutation sees it, and back. */
export const asUnits = (input) => (typeof input === 'string' ? unitsOf(input) : new Uint8Array(input));
export const asInput = (units) => (units instanceof Uint16Array ? stringOf(units) : units);
