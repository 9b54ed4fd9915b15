// What runs leave behind as inputs: names of outputs, journals, records of what was removed, files of observations.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { OutputSettings } from '#dist/batch/output/output.js';
import type { CleanSettings } from '#dist/batch/run/cleanSettings.js';
import type { RunSettings } from '#dist/batch/run/spread.js';
import type { Report } from '#dist/cli/report/report.js';
import type { OutputFormat, RuleSet } from '#dist/index.js';
import { Broken } from './broken.js';
import { DICTIONARY } from './dictionary.js';
import { type Library, load } from './library.js';
import type { Target, Targets } from './target.js';

/** File systems take no longer name, in bytes, and no longer path. */
const NAME = 255;
const PATH = 4096;

/**
 * @param box a folder of this worker's own
 * @param seeds of observations, as text
 */
export async function makeStateTargets(
  dist: string,
  lib: Library,
  box: string,
  observations: (seed: number) => readonly string[],
): Promise<Targets> {
  return {
    names: await namesTarget(dist),
    journal: await journalTarget(dist, lib, mkdtempSync(path.join(box, 'journal-'))),
    standoff: standoffTarget(lib),
    'observation-file': await observationFileTarget(dist, path.join(box, 'x.obs'), observations),
  };
}

/** Ids, a line each, that become the names of output files: below the folder, each once, and none a folder for another. */
async function namesTarget(dist: string): Promise<Target<string>> {
  const { relativeOf } = await load(dist, 'files/sources/formats/collection.js');
  const { OutputNames } = await load(dist, 'files/sinks/outputNames.js');
  const container = { name: 'in/x.jsonl', stem: 'x', maxBytes: 1 << 20 };
  return {
    share: 6,
    seeds: () => [IDS.join('\n'), ...IDS.flatMap((one) => IDS.map((other) => `${one}\n${other}`))],
    words: [...DICTIONARY.text, ...IDS, '/', '..', '\\', '.txt', '\u0000', ' ', 'x'.repeat(300), '\n', 'https://'],
    refuses: [],
    run(input) {
      const places = input.split('\n').map((id, i) => relativeOf(container, id, i + 1, i % 2 === 0 ? 'text' : 'html'));
      for (const ending of ['txt', 'md.gz']) {
        const names = new OutputNames(
          places.map((relative) => ({ file: relative, relative })),
          ending,
        );
        const given = places.map((relative) => names.next(relative));
        for (const name of given) expectName(name);
        if (new Set(given).size < given.length) throw new Broken('two outputs of one name');
        const folders = new Set(given.flatMap((name) => foldersOf(name)));
        const both = given.find((name) => folders.has(name));
        if (both !== undefined) throw new Broken(`an output that is a folder for another: ${JSON.stringify(both)}`);
      }
    },
  };
}

function expectName(name: string): void {
  const parts = name.split('/');
  const isSound = parts.every((part) => part !== '' && part !== '.' && part !== '..' && Buffer.byteLength(part) <= NAME);
  if (!isSound || Buffer.byteLength(name) > PATH || /[\u0000-\u001f\\]|\p{Surrogate}/u.test(name)) {
    throw new Broken(`the name ${JSON.stringify(name)}`);
  }
}

function foldersOf(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, i) => parts.slice(0, i + 1).join('/'));
}

const IDS = [
  'a',
  'a.txt',
  'a.txt/b',
  'A',
  'a/b',
  'a/b.html',
  '../../etc/passwd',
  '/a',
  'C:\\b',
  'https://bote.example/a/b?c=d&e=%2e%2e%2f',
  'https://bote.example/',
  'con',
  'nul.txt',
  '.versteckt',
  ' a ',
  'a.',
  'ä',
  'a\u0308',
  '日本語'.repeat(60),
  'x'.repeat(256),
  'a.txt-2',
  'a-2',
];

/** Journals that are damaged: the next run has the outputs that it would have had without, and says no more than a note. */
async function journalTarget(dist: string, lib: Library, box: string): Promise<Target<Uint8Array>> {
  const { cleanInto } = await load(dist, 'cli/commands/cleanInto.js');
  const { RunTally } = await load(dist, 'cli/report/runTally.js');
  const { findInputs } = await load(dist, 'files/findInputs.js');
  const { DEFAULT_RUN } = await load(dist, 'batch/run/spread.js');
  const at = (...names: readonly string[]): string => path.join(box, ...names);
  for (const [name, text] of Object.entries(SOURCES)) {
    mkdirSync(path.dirname(at('in', name)), { recursive: true });
    writeFileSync(at('in', name), text);
  }
  const inputs = await findInputs([at('in')]);
  const rules: RuleSet = { format: lib.RULES_FORMAT, name: 'x', rules: [] };
  const work: CleanSettings = {
    ruleSets: [rules],
    site: 'auto',
    engine: 'fast',
    model: 'none',
    to: 'txt',
    verdicts: false,
    removed: false,
  };
  const silent = (): void => undefined;
  const report: Report = { note: silent, error: silent, info: silent, update: silent, end: silent, stop: silent };
  const run: RunSettings = { ...DEFAULT_RUN, jobs: 1 };
  const clean = async (): Promise<void> => {
    process.env.XDG_CACHE_HOME = at('cache');
    const output: OutputSettings = { out: at('out'), resume: true, print: async () => undefined, live: false, withHeading: (text) => text };
    const tally = new RunTally();
    await cleanInto({ inputs, work, run, output }, { tally, report });
    if (tally.failed > 0) throw new Broken(`${tally.failed} documents failed`);
  };
  const journal = (): string => {
    const names = readdirSync(at('cache'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl'));
    if (names.length !== 1) throw new Error(`${names.length} journals in ${at('cache')}`);
    return at('cache', names[0]);
  };
  await clean();
  const file = journal();
  const whole = readFileSync(file);
  const expected = { in: treeOf(at('in')), out: treeOf(at('out')) };
  return {
    share: 1,
    mild: true,
    seeds: () => [
      whole,
      whole.subarray(0, whole.lastIndexOf(10, -2) + 1),
      ...['null\n', '5\n', '[]\n', '{"name":1}\n', '{"begin":null}\n'].map((line) => Buffer.concat([whole, Buffer.from(line)])),
    ],
    words: [
      ...DICTIONARY.jsonBytes,
      ...['\nnull\n', '\n5\n', '\n{"begin":"x"}\n', '\n{"end":{}}\n', '\n[]\n', '../in/a.txt', '"out":"'].map((text) => Buffer.from(text)),
    ],
    refuses: [],
    async run(input) {
      writeFileSync(file, input);
      await clean();
      for (const name of ['in', 'out'] as const) {
        const found = treeOf(at(name));
        if (found === expected[name]) continue;
        rmSync(at('out'), { recursive: true, force: true });
        throw new Broken(`${name} is ${found} and was ${expected[name]}`);
      }
    },
  };
}

const SOURCES = {
  'a.txt': 'Der Gemeinderat von Hohenwiek hat am Montag beraten.\n',
  'b.txt': 'Der Gemeinderat von Hohenwiek hat am Dienstag beraten.\n',
  'c/d.html': '<p>Der Steg wird <b>neu</b> gebaut.</p>',
  'c/e.jsonl': '{"id":"eins","text":"Es schneit."}\n{"id":"zwei","text":"Es taut."}\n',
};

/** The files below a folder with what is in them, as one string. */
function treeOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(path.join(folder, name)).isFile());
  return JSON.stringify(files.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** Stands between a text that was written and its record of removals. */
const BETWEEN = '\u001e';

/** Cleaned texts with their records, either damaged: what is restored is the original, or there is an answer. */
function standoffTarget(lib: Library): Target<string> {
  const rules = lib.compileRules(lib.loadPacks());
  const originals = new Set<string>();
  const forms: readonly (readonly [OutputFormat, readonly (string | Buffer)[]])[] = [
    ['txt', TEXTS],
    ['html', PAGES],
    ['jsonl', TEXTS],
  ];
  const seeds = forms.flatMap(([to, sources]) =>
    sources.map((content) => {
      const document = to === 'html' ? lib.readHtml(content) : lib.readText(content);
      originals.add(asLatin1(content));
      const record = lib.standoffOf(document, lib.clean(document, rules), to, { name: 'in/a.txt', relative: 'a.txt', content });
      const written = lib.write(document, lib.clean(document, rules), to);
      return `${lib.keptIn(written, to === 'jsonl' ? 'json' : to)}${BETWEEN}${JSON.stringify(record)}`;
    }),
  );
  return {
    share: 5,
    mild: true,
    seeds: () => seeds,
    words: [...DICTIONARY.json, '"layout":[', '"bytes":{"charset":"', '"base64":"', '-1,', '1e9,', '"patch":[[0,1,"AA=="]]'],
    refuses: ['RestoreError'],
    run(input) {
      const [kept, ...line] = input.split(BETWEEN);
      const restored = lib.restoreFrom(lib.parseStandoff(line.join(BETWEEN)), kept);
      if (!originals.has(asLatin1(restored))) throw new Broken('what is restored is no original');
    },
  };
}

/** Bytes as a string, to be compared; of a string those of UTF-8. */
function asLatin1(content: string | Uint8Array): string {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return Buffer.from(bytes).toString('latin1');
}

const TEXT = 'Empfohlen\n\nDer Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.\n\nTextgröße ändern:\n';
const TEXTS = [
  TEXT,
  Buffer.from(TEXT),
  Buffer.from(TEXT, 'latin1'),
  Buffer.from(`\ufeff${TEXT}`, 'utf16le'),
  Buffer.from('\ufeffa\r\n\r\nb\u0000'),
];
const PAGE = `<!DOCTYPE html><meta charset=utf-8><p>Textgröße ändern:</p><p>${TEXT}</p>`;
const PAGES = [PAGE, Buffer.from(PAGE), Buffer.from(PAGE, 'latin1')];

/** Files of observations as they lie on a disk: the lines damaged and packed again, or the packed bytes damaged. */
async function observationFileTarget(
  dist: string,
  file: string,
  observations: (seed: number) => readonly string[],
): Promise<Target<Uint8Array>> {
  const { readObservationFile } = await load(dist, 'batch/learn/observationFiles.js');
  return {
    share: 2,
    mild: true,
    seeds: (seed) => observations(seed).flatMap((text) => [Buffer.from(text), gzipSync(text)]),
    words: [...DICTIONARY.jsonBytes, ...DICTIONARY.packedBytes],
    refuses: ['ObservationFileError'],
    async run(input) {
      writeFileSync(file, input[0] === 0x1f ? input : gzipSync(input));
      await readObservationFile(file);
    },
  };
}
