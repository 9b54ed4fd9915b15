#!/usr/bin/env node
// Times cleaning beside other tools: the same pages of fundus-dev, one thread each, one after the other in one run, so
// that the ratios hold whatever the machine does beside; then whole-page texts, and how time grows with a page's size.
// Each page is cleaned once, as in life: what is remembered of a page would make it faster the second time. The compiler
// is warmed up on pages of another set.
//   npm run bench:speed -- [--pages 152] [--peers ~/.cache/peers/bin/python]
// The peers' interpreter has trafilatura (and lxml_html_clean, which it needs): see ../shared/bench/peers.py.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
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
import { learnRules } from './rules.js';
import { readRows, SHARED, unpackSets } from './sets.js';
import { sourceFile } from './sources.js';

const { values: opt } = parseArgs({
  options: {
    pages: { type: 'string', default: '152' },
    peers: { type: 'string', default: path.join(homedir(), '.cache/peers/bin/python') },
  },
});
const folder = unpackSets(['fundus-dev', 'trafilatura-dev', 'daniel-dev', 'german-sites-dev']);
const options: EngineOptions = { engine: 'auto', model: 'auto' };
const packs = loadPacks();
const rules = compileRules(packs);
const mb = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(7);

interface TimedInput {
  readonly bytes: Buffer;
  readonly site?: string;
}

type Work = (input: TimedInput) => Promise<unknown>;

/** The pages or texts of a set as bytes, with their sites. */
function inputsOf(set: string, mode: Format, limit = Number.POSITIVE_INFINITY): TimedInput[] {
  return readRows(path.join(folder, set))
    .slice(0, limit)
    .map((row) => ({ bytes: readFileSync(sourceFile(folder, set, mode, row)), site: row.site }));
}

/** Milliseconds an input. */
async function time(inputs: readonly TimedInput[], work: Work): Promise<number> {
  const started = performance.now();
  for (const input of inputs) await work(input);
  return (performance.now() - started) / inputs.length;
}

/** Pages or texts that nothing is timed on. */
const warmUp = (mode: Format, work: Work): Promise<number> => time(inputsOf('trafilatura-dev', mode, 300), work);

const sizeOf = (inputs: readonly TimedInput[]): number => inputs.reduce((sum, { bytes }) => sum + bytes.length, 0);

await comparePages();
await timeTexts();
await timeSizes();

async function comparePages(): Promise<void> {
  const pages = inputsOf('fundus-dev', 'html', +opt.pages);
  const size = sizeOf(pages);
  const clean = ({ bytes }: TimedInput): Promise<Cleaned> => cleanWith(readHtml(bytes), rules, options);
  await warmUp('html', clean);
  const own = await time(pages, clean);
  const results: [tool: string, ms: number | undefined][] = [['klartext', own]];
  for (const tool of ['trafilatura', 'trafilatura-fast', 'resiliparse']) results.push([tool, timePeer(tool, pages.length)]);
  results.push(['jsdom + Readability', await time(pages, readabilityAlone)]);
  console.log(`\nfundus-dev, ${pages.length} pages of ${(size / pages.length / 1e3).toFixed(0)} kB, one thread`);
  console.log('tool                    ms a page   pages/s      MB/s   klartext is');
  for (const [tool, ms] of results) {
    if (ms === undefined) console.log(`${tool.padEnd(22)}  not installed (${opt.peers})`);
    else
      console.log(
        `${tool.padEnd(22)}${ms.toFixed(1).padStart(11)}${(1000 / ms).toFixed(1).padStart(10)}   ${mb((size / pages.length / ms) * 1000)}   ${(ms / own).toFixed(1)} times as fast`,
      );
  }
}

/** What peers.py prints as the time inside the extractor, in milliseconds a page. */
function timePeer(tool: string, limit: number): number | undefined {
  if (!existsSync(opt.peers)) return undefined;
  const args = ['--tool', tool, '--set', path.join(folder, 'fundus-dev'), '--limit', String(limit)];
  const pred = mkdtempSync(path.join(tmpdir(), 'klartext-peer-'));
  const printed = execFileSync(opt.peers, [path.join(SHARED, 'bench/peers.py'), ...args, '--pred', pred], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(/([\d.]+) ms a page/.exec(printed)?.[1]);
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
    const ms = await time([{ bytes }], (input) => cleanWith(readHtml(input.bytes), rules, options));
    console.log(`${mb(bytes.length)}${(ms / 1000).toFixed(2).padStart(10)}${(ms / 1000 / (bytes.length / 1e6)).toFixed(3).padStart(9)}`);
  }
}
