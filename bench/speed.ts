#!/usr/bin/env node
// Times cleaning beside other tools, in CPU time, so that the ratios hold whatever the machine does beside: the same pages,
// in the same run. First a page on its thread, then the whole process with its start and all its threads, then one thread,
// one core and two threads, then whole-page texts, and how time grows with a page's size.
// Each page is cleaned once, as in life: what is remembered of a page would make it faster the second time. The compiler
// is warmed up on pages of another set.
//   npm run bench:speed -- [--pages 1000] [--peers ~/.cache/peers/bin/python] [--only page,process,threads,texts,sizes]
// The peers' interpreter has trafilatura and resiliparse (and lxml_html_clean, which they need): see ../shared/bench/peers.py.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  type Cleaned,
  cleanWith,
  compileRules,
  type EngineOptions,
  type Format,
  loadPacks,
  parseRules,
  readHtml,
  readText,
} from '#dist/index.js';
import { COMMAND } from '../scripts/paths.js';
import { type Cost, costOf, threadCpu } from './cpu.js';
import { learnRules } from './rules.js';
import { readRows, SHARED, unpackSets } from './sets.js';
import { sourceFile } from './sources.js';

const { values: opt } = parseArgs({
  options: {
    pages: { type: 'string', default: '1000' },
    peers: { type: 'string', default: path.join(homedir(), '.cache/peers/bin/python') },
    only: { type: 'string', default: 'page,process,threads,texts,sizes' },
  },
});
/** The pages of a run of the command. */
const MANY = 624;
const NEWS = ['fundus-dev', 'fundus-more-dev', 'fundus-eval-dev'];
const folder = unpackSets([...NEWS, 'trafilatura-dev', 'daniel-dev', 'german-sites-dev']);
const options: EngineOptions = { engine: 'auto', model: 'auto' };
const packs = loadPacks();
const rules = compileRules(packs);
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(7);

interface TimedInput {
  readonly file: string;
  readonly bytes: Buffer;
  readonly site?: string;
}

type Work = (input: TimedInput) => Promise<unknown>;

/** The pages or texts of a set as bytes, with their sites. */
function inputsOf(set: string, mode: Format, limit = Number.POSITIVE_INFINITY): TimedInput[] {
  return readRows(path.join(folder, set))
    .slice(0, limit)
    .map((row) => ({ file: sourceFile(folder, set, mode, row), site: row.site }))
    .map((input) => ({ ...input, bytes: readFileSync(input.file) }));
}

/** CPU milliseconds of this thread an input. */
async function time(inputs: readonly TimedInput[], work: Work): Promise<number> {
  const started = threadCpu();
  for (const input of inputs) await work(input);
  return (threadCpu() - started) / inputs.length;
}

/** Pages or texts that nothing is timed on. */
const warmUp = (mode: Format, work: Work): Promise<number> => time(inputsOf('trafilatura-dev', mode, 300), work);

const sizeOf = (inputs: readonly TimedInput[]): number => inputs.reduce((sum, { bytes }) => sum + bytes.length, 0);

const news = NEWS.flatMap((set) => inputsOf(set, 'html')).slice(0, +opt.pages);
// As many as a start is spread over in life, and more than the news that there are.
const many = [...news, ...inputsOf('trafilatura-dev', 'html')].slice(0, MANY);
/** A folder with links to them, made when it is needed. */
let box: string | undefined;
const PARTS: Readonly<Record<string, () => Promise<void>>> = {
  page: comparePages,
  process: compareProcesses,
  threads: compareThreads,
  texts: timeTexts,
  sizes: timeSizes,
};
for (const part of opt.only.split(',')) await PARTS[part]();

/** A page on its thread, as a library user has it. */
async function comparePages(): Promise<void> {
  const clean = ({ bytes }: TimedInput): Promise<Cleaned> => cleanWith(readHtml(bytes), rules, options);
  await warmUp('html', clean);
  const own = await time(news, clean);
  const results: [tool: string, ms: number | undefined][] = [['klartext', own]];
  for (const tool of ['trafilatura', 'trafilatura-fast', 'resiliparse']) results.push([tool, timePeer(tool, news)]);
  results.push(['jsdom + Readability', await time(news, readabilityAlone)]);
  print(`${NEWS.join(', ')}, CPU on the page's thread`, news, results);
}

/** The command over a folder with one thread for pages, its start and all its threads, beside the peers' loops. */
async function compareProcesses(): Promise<void> {
  const own = (await costOf(cleanCommand(1))).cpu / many.length;
  const results: [tool: string, ms: number | undefined][] = [['klartext --jobs 1', own]];
  for (const tool of ['trafilatura', 'resiliparse']) results.push([tool, timePeer(tool, many)]);
  print('the same and others of trafilatura-dev, the whole process: all threads, start included', many, results);
}

function print(title: string, pages: readonly TimedInput[], results: readonly (readonly [tool: string, ms: number | undefined])[]): void {
  const own = results[0][1] as number;
  const size = sizeOf(pages) / pages.length;
  console.log(`\n${title}: ${pages.length} pages of ${(size / 1e3).toFixed(0)} kB`);
  console.log('tool                    ms a page      MB/s   klartext is');
  for (const [tool, ms] of results) {
    if (ms === undefined) console.log(`${tool.padEnd(22)}  not installed (${opt.peers})`);
    else
      console.log(`${tool.padEnd(22)}${ms.toFixed(2).padStart(11)}   ${mb((size / ms) * 1000)}   ${(ms / own).toFixed(2)} times as fast`);
  }
}

/** The command that cleans the pages, given as a folder. */
function cleanCommand(jobs: number): string[] {
  if (box === undefined) {
    box = mkdtempSync(path.join(tmpdir(), 'klartext-speed-'));
    many.forEach(({ file }, i) => {
      symlinkSync(file, path.join(box as string, `${i}.html`));
    });
  }
  return [process.execPath, COMMAND, 'clean', box, '--jobs', String(jobs), '--quiet', '--config', 'none'];
}

/** One thread, the same on one core that V8's own threads must share, and two threads; by the clock and in CPU time by thread. */
async function compareThreads(): Promise<void> {
  const kinds: readonly (readonly [name: string, jobs: number, held: boolean])[] = [
    ['one thread', 1, false],
    ['one thread, one core', 1, true],
    ['two threads', 2, false],
  ];
  const best = new Map<string, Cost>();
  for (let round = 0; round < 3; round++) {
    for (const [name, jobs, held] of kinds) {
      const cost = await costOf(cleanCommand(jobs), held);
      if (cost.wall < (best.get(name)?.wall ?? Number.POSITIVE_INFINITY)) best.set(name, cost);
    }
  }
  const [one, held, two] = kinds.map(([name]) => best.get(name) as Cost);
  console.log('\nthe same pages as a folder, best of three');
  console.log('                         s by the clock   pages/s   CPU s:   main   threads for pages   V8 and system');
  for (const [name, jobs] of kinds) {
    const { wall, cpu, main, others } = best.get(name) as Cost;
    const threads = others.slice(0, jobs).reduce((sum, ms) => sum + ms, 0);
    const shown = (ms: number, width: number): string => (ms / 1000).toFixed(2).padStart(width);
    console.log(
      `${name.padEnd(22)}${shown(wall, 17)}${((many.length / wall) * 1000).toFixed(0).padStart(10)}${shown(cpu, 8)}${shown(main, 7)}${shown(threads, 20)}${shown(cpu - main - threads, 16)}`,
    );
  }
  console.log(
    `two threads do ${(one.wall / two.wall).toFixed(2)} × the pages of one, ${(held.wall / two.wall).toFixed(2)} × those of one core`,
  );
}

/** CPU milliseconds a page inside an extractor that peers.py knows. */
function timePeer(tool: string, pages: readonly TimedInput[]): number | undefined {
  if (!existsSync(opt.peers)) return undefined;
  const script = [
    'import json, sys, time',
    'sys.path.insert(0, sys.argv[1])',
    'import peers',
    'run = peers.extractor(sys.argv[2])',
    'pages = [open(name, "rb").read() for name in json.load(sys.stdin)]',
    'started = time.process_time()',
    'for page in pages:',
    '    try: run(page)',
    '    except Exception: pass',
    'print(1000 * (time.process_time() - started) / len(pages))',
  ].join('\n');
  const printed = execFileSync(opt.peers, ['-W', 'ignore', '-c', script, path.join(SHARED, 'bench'), tool], {
    encoding: 'utf8',
    input: JSON.stringify(pages.map(({ file }) => file)),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return Number(printed);
}

async function readabilityAlone({ bytes }: TimedInput): Promise<void> {
  const [{ JSDOM, VirtualConsole }, { Readability }] = await Promise.all([import('jsdom'), import('@mozilla/readability')]);
  const { window } = new JSDOM(bytes, { virtualConsole: new VirtualConsole() });
  new Readability(window.document).parse();
  window.close();
  await new Promise((resolve) => setImmediate(resolve));
}

/** Whole-page texts with packs, model and the rules learned from them. */
async function timeTexts(): Promise<void> {
  console.log('\nwhole-page text, packs, learned rules and model, one thread');
  console.log('set                  texts   kB a text   ms a text      MB/s');
  for (const set of ['fundus-dev', 'daniel-dev', 'german-sites-dev']) {
    const texts = inputsOf(set, 'text');
    const file = learnRules(path.join(folder, set, 'text'), path.join(mkdtempSync(path.join(tmpdir(), 'klartext-speed-')), 'rules.yaml'));
    const withLearned = compileRules([parseRules(readFileSync(file, 'utf8'), file), ...packs]);
    const clean = ({ bytes, site }: TimedInput): Promise<Cleaned> => cleanWith(readText(bytes, { site }), withLearned, options);
    await warmUp('text', clean);
    const ms = await time(texts, clean);
    const each = sizeOf(texts) / texts.length;
    console.log(
      `${set.padEnd(18)}${String(texts.length).padStart(8)}${(each / 1e3).toFixed(1).padStart(12)}${ms.toFixed(2).padStart(12)}   ${mb((each / ms) * 1000)}`,
    );
  }
}

/** One page made of others' bodies, larger and larger: time a megabyte should stay the same. */
async function timeSizes(): Promise<void> {
  const bodies = inputsOf('fundus-dev', 'html').map(({ bytes }) => {
    const page = bytes.toString('utf8');
    return page.slice(page.search(/<body/i), page.search(/<\/body/i));
  });
  console.log('\none page of growing size');
  console.log('     MB         s   s a MB');
  for (const megabytes of [0.5, 1, 2, 5, 10, 20]) {
    let page = '<!doctype html><title>Probe</title>';
    for (let i = 0; page.length < megabytes * 1e6; i++) page += bodies[i % bodies.length];
    const bytes = Buffer.from(page);
    const ms = await time([{ file: '', bytes }], (input) => cleanWith(readHtml(input.bytes), rules, options));
    console.log(`${mb(bytes.length)}${(ms / 1000).toFixed(2).padStart(10)}${(ms / 1000 / (bytes.length / 1e6)).toFixed(3).padStart(9)}`);
  }
}
