// What is fuzzed: how an input of each kind begins, what reads it, and what must hold of what was read.

import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { CleanArticle, Document, DomName } from '#dist/index.js';
import type { DecodedText } from '#dist/text/bytes/charset.js';
import { Broken } from './broken.js';
import { DICTIONARY } from './dictionary.js';
import { type Library, load, loadArbitraries, makeBox } from './library.js';
import { declared, encoded, heads, observationFiles, SELECTORS } from './seeds.js';
import { SELF_TESTS } from './selfTests.js';
import { makeStateTargets } from './state.js';
import type { Input, Target, Targets } from './target.js';

/** Seeds of a kind at a time: so many differ, and mutation does the rest. */
const POOL = 400;

/** @returns the targets of a build, in the order in which they are run */
export async function makeTargets(dist: string): Promise<Targets> {
  const lib = await load(dist, 'index.js');
  const arbitraries = await loadArbitraries(dist);
  const { parsePattern } = await load(dist, 'rules/pattern/pattern.js');
  const { compileSelector } = await load(dist, 'rules/selector/selector.js');
  const { decodeHtml, decodeText } = await load(dist, 'text/bytes/charset.js');
  const everything = lib.compileRules(lib.loadPacks());
  const samples =
    (arbitrary: fc.Arbitrary<string>) =>
    (seed: number): string[] =>
      fc.sample(arbitrary, { seed, numRuns: POOL });
  const texts = samples(arbitraries.textSource);
  const pages = samples(arbitraries.htmlSource);

  const readsText = (input: Input): Document => expectWhole(lib.readText(input), input);
  const readsPage = (input: Input): Document => expectWhole(lib.readHtml(input), input);
  /** Judges what was read, and writes it in every form. */
  const cleans =
    (read: Read) =>
    (input: Input): void => {
      const document = expectWhole(read(input), input);
      const article = lib.clean(document, everything);
      expectNothingLost(lib, document, article);
      for (const form of lib.OUTPUT_FORMATS) lib.write(document, article, form);
    };
  const scores =
    (read: Read) =>
    async (input: Input): Promise<void> => {
      const document = expectWhole(read(input), input);
      const cleaned = await lib.cleanWith(document, everything, { engine: 'fast', model: 'auto' });
      expectNothingLost(lib, cleaned.document, cleaned.article);
    };
  const votes =
    (dom: DomName) =>
    async (input: Input): Promise<void> => {
      const read = lib.readHtml(input);
      const document = await lib.askReadability(read, everything, { on: dom });
      expectNothingLost(lib, document, lib.clean(document, everything));
      // jsdom gives up on some damaged pages; the light DOM reads any.
      if (dom === 'light' && document.warnings?.length !== read.warnings?.length) throw new Broken(document.warnings?.at(-1));
    };
  const fixed = lib.readText('Empfohlen\n\nDer Gemeinderat von Hohenwiek hat am Montag lange beraten.\n\nVon Alma Terhorst\n');
  const fixedPage = lib.readHtml(
    '<nav class="teaser box"><p>Empfohlen</p></nav><div id=main><h2>Streit um das Geld</h2><p>Alma Terhorst</p></div>',
  );

  const observed = (seed: number): string[] => observationFiles(lib, [...texts(seed).slice(0, 30), ...pages(seed).slice(0, 30)]);

  return {
    text: { share: 12, seeds: texts, words: DICTIONARY.text, run: readsText, refuses: [] },
    'text-bytes': { share: 10, seeds: encoded(texts), words: DICTIONARY.bytes, run: readsText, refuses: ['NotTextError'] },
    html: { share: 18, seeds: pages, words: DICTIONARY.html, run: readsPage, refuses: [] },
    'html-bytes': { share: 10, seeds: encoded(pages), words: DICTIONARY.htmlBytes, run: readsPage, refuses: ['NotTextError'] },
    charset: {
      share: 12,
      seeds: declared,
      words: DICTIONARY.htmlBytes,
      refuses: ['NotTextError'],
      run: decodes(decodeHtml, decodeText),
    },
    metadata: {
      share: 8,
      seeds: heads,
      words: DICTIONARY.head,
      refuses: [],
      run: (input: string) => {
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
      run: (input: string) => void parsePattern(input),
      refuses: ['PatternError'],
    },
    selector: {
      share: 5,
      seeds: () => SELECTORS,
      words: DICTIONARY.selector,
      run: (input: string) => void compileSelector(input),
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
      run: (input: string) => {
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
      run: (input: string) => {
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
}

type Read = (input: Input) => Document;

type Decode = (bytes: Uint8Array) => DecodedText;

/** Decodes bytes in every way; they are refused where every way refuses them. */
function decodes(...ways: readonly Decode[]): (input: Uint8Array) => void {
  return (input) => {
    const refused = ways.flatMap((decode) => refusalOf(decode, input) ?? []);
    if (refused.length === ways.length) throw refused[0];
  };
}

function refusalOf(decode: Decode, input: Uint8Array): Error | undefined {
  try {
    const { text, charset } = decode(input);
    if (typeof text !== 'string' || !/^[\w-]+$/u.test(charset)) throw new Broken(`charset ${charset}`);
    return undefined;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotTextError') return error;
    throw error;
  }
}

/** Blocks cover the source, in order, without gap and without an empty one; of a string the source is the string itself. */
function expectWhole(document: Document, input: Input): Document {
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
function expectNothingLost(lib: Library, document: Document, { verdicts }: CleanArticle): void {
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
async function configTarget(dist: string): Promise<{ readonly config: Target<string> }> {
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
      run: (input: string) => void parseConfig(input, 'klartext.config.yaml', 'clean', commands),
      refuses: ['ConfigError'],
    },
  };
}

/** Files of records and archives, whole and damaged, where the build can read them. */
async function sourceTargets(dist: string): Promise<Targets> {
  if (!existsSync(path.join(dist, 'files/sources/readItems.js'))) return {};
  const { makeSourceTargets } = await import('./sources.js');
  return makeSourceTargets(dist);
}
