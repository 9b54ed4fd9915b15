// Counts the steps of work in a separate process, since counting slows everything down, and prints a line of JSON for
// each piece of work: its name, the steps for n and 2n, and what grows too fast.
//   node steps.js DIST PART/PARTS    cleaning, a part of the documents
//   node steps.js --probes           work that grows in known ways (growing.ts)
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { growthOf } from '../../bench/linear/growth.js';
import {
  allLabels,
  hostileShapes,
  oneOfEachKind,
  packLabels,
  type Repeated,
  repeatedLabel,
  repeatedRules,
} from '../../bench/linear/repeated.js';
import { StepMeter } from '../../bench/linear/steps.js';

/** Repetitions of a label, of a shape, and of what is nested: twice as deep as readers follow it. */
const TIMES = { label: 24, shape: 40, deep: 600 };
const PROBE = 100;
const WARM_UP = 4;
/** Names that are alike; four times as many must fit into a table of 4,096 places. */
const CLUSTERED = 300;

const [, , dist, part = '0/1'] = process.argv;
if (dist === '--probes') await countProbes();
else await countCleaning();

async function report(meter: StepMeter, name: string, n: number, work: (size: number) => unknown): Promise<void> {
  // What is remembered of earlier work would otherwise count for the first size alone.
  await work(Math.min(n, WARM_UP));
  console.log(JSON.stringify({ name, ...(await growthOf(meter, n, work)) }));
}

async function countProbes(): Promise<void> {
  const meter = await StepMeter.start(new URL('.', import.meta.url).href);
  const probes = await import('./growing.js');
  for (const [name, work] of Object.entries(probes)) await report(meter, name, PROBE, work);
}

/** Names and hashes that fall into one place of a table whose hash everybody knows. */
async function countTables(meter: StepMeter, load: <T>(file: string) => Promise<T>): Promise<void> {
  const { KeySet } = await load<typeof import('#dist/text/tables/keySet.js')>('text/tables/keySet.js');
  const { HashSet } = await load<typeof import('#dist/text/tables/hashSet.js')>('text/tables/hashSet.js');
  const { interned } = await load<typeof import('#dist/text/tables/intern.js')>('text/tables/intern.js');
  const { FNV_PRIME, FNV_SEED, hash32 } = await load<typeof import('#dist/text/tables/hash.js')>('text/tables/hash.js');
  const alike = (bits: number, hashOf: (name: string) => number): string[] => {
    const names: string[] = [];
    for (let i = 0; names.length < 4 * CLUSTERED; i++) if ((hashOf(`d${i}`) & ((1 << bits) - 1)) === 0) names.push(`d${i}`);
    return names;
  };
  const ids = alike(12, hash32);
  await report(meter, 'keys that are alike', CLUSTERED, (size) => {
    const set = new KeySet();
    for (const id of ids.slice(0, size)) set.add(id);
  });
  const words = alike(16, (name) => {
    let hash = FNV_SEED;
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), FNV_PRIME);
    return hash ^ (hash >>> 15);
  });
  await report(meter, 'words that are alike', CLUSTERED, (size) => {
    const intern = interned((piece) => piece.length);
    for (const word of words.slice(0, size)) intern(word, 0, word.length);
  });
  await report(meter, 'hashes that are alike', CLUSTERED, (size) => {
    const set = new HashSet();
    for (let i = 0; i < size; i++) set.add(i * 2 ** 16);
  });
}

async function countCleaning(): Promise<void> {
  const [at, parts] = part.split('/').map(Number);
  const meter = await StepMeter.start(pathToFileURL(dist).href);
  const load = <T>(file: string): Promise<T> => import(pathToFileURL(path.join(dist, file)).href) as Promise<T>;
  const lib = await load<typeof import('#dist/index.js')>('index.js');
  const { findHits } = await load<typeof import('#dist/rules/match/findHits.js')>('rules/match/findHits.js');
  const { cleanScored } = await load<typeof import('#dist/judge/engine.js')>('judge/engine.js');
  const packs = lib.loadPacks();
  const rules = lib.compileRules(packs);
  const isMine = (_: unknown, i: number): boolean => i % parts === at;
  const read = ({ format, make }: Repeated, size: number) => (format === 'html' ? lib.readHtml : lib.readText)(make(size));

  if (at === 0) await countTables(meter, load);

  const labels = packLabels();
  for (const shape of hostileShapes().filter(isMine)) {
    await report(meter, shape.name, shape.isDeep ? TIMES.deep : TIMES.shape, async (size) => {
      const document = read(shape, size);
      const { article } = await lib.cleanWith(document, rules, { engine: 'fast' });
      for (const to of lib.OUTPUT_FORMATS) lib.write(document, article, to);
      const original = { name: 'a', relative: 'a', content: document.source };
      const to = shape.format === 'html' ? 'html' : 'txt';
      const standoff = lib.standoffOf(document, article, to, original);
      lib.restoreFrom(standoff, lib.keptIn(lib.write(document, article, to), to));
      lib.observe(document);
    });
  }
  const repeated = [...repeatedRules(), ...oneOfEachKind(labels).flatMap(repeatedLabel)].map((one) => ({ ...one, times: TIMES.label }));
  for (const one of [...allLabels(labels).map((all) => ({ ...all, times: 1 })), ...repeated].filter(isMine)) {
    const compiled = one.rules === undefined ? rules : lib.compileRules([lib.parseRules(one.rules, 'probe'), ...packs]);
    await report(meter, one.name, one.times, async (size) => {
      const document = read(one, size);
      // The forests do the same whatever a block says, and take longer than everything else.
      const scores = Float32Array.from(document.blocks, (_, i) => [0.02, 0.3, 0.95][i % 3]);
      const { article } = await cleanScored(
        document,
        compiled,
        findHits(document, compiled),
        { scores, outside: new Float32Array(scores.length) },
        { engine: 'fast' },
      );
      lib.write(document, article, 'json');
    });
  }
}
