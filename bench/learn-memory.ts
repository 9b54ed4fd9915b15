#!/usr/bin/env node
// Learns from invented texts, many more than a sample holds, and prints the memory of the process on the way.
//   npm run bench:learn-memory -- [--documents 100000] [--sites 300]
// The texts are as long as daniel-dev's of sites with five pages and more (155 lines and 7,400 characters, 25 of the
// lines a page's own): a site's furniture around a title, a date, an author, paragraphs, and other pages' titles.
import { parseArgs } from 'node:util';
import { compileRules, loadPacks, type Observations, readText } from '#dist/index.js';
import { SAMPLE } from '#dist/learn/observe/bottomK.js';
import { addSeen } from '#dist/learn/observe/observations.js';
import { observe } from '#dist/learn/observe/observe.js';
import { propose } from '#dist/learn/propose/propose.js';
import { setRunFlags } from '#dist/start/v8Flags.js';

const { values: opt } = parseArgs({
  options: { documents: { type: 'string', default: '100000' }, sites: { type: 'string', default: '300' } },
});
const documents = +opt.documents;
const sites = +opt.sites;

type Random = () => number;

/** Numbers below one, always the same for the same seed (Marsaglia, Xorshift RNGs, 2003). */
function randomFrom(seed: number): Random {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = 'ba del fi gor hu jam ke lor mi nus pa rel so tam vu wen xi zor grä stü schön ber un ge ter lich'.split(' ');
const whole = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)];
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const words = times(30_000, (i) => {
  const random = randomFrom(i + 1);
  return times(whole(random, 1, 4), () => pick(random, SYLLABLES)).join('');
});
// Few words are said often, most of them rarely.
const word = (random: Random): string => words[Math.floor(words.length * random() ** 4)];
const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);
const phrase = (random: Random, from: number, to: number): string => capital(times(whole(random, from, to), () => word(random)).join(' '));
const sentence = (random: Random): string => (random() < 0.2 ? `„${phrase(random, 8, 16)}“, sagte sie.` : `${phrase(random, 8, 20)}.`);

interface Furniture {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

function furniture(site: number): Furniture {
  const random = randomFrom(site + 1_000_003);
  const lines = (from: number, to: number): string[] =>
    times(whole(random, from, to), () => (random() < 0.1 ? sentence(random) : phrase(random, 1, 5)));
  return { above: lines(30, 60), below: lines(60, 100) };
}

const furnitureOf = times(sites, furniture);
const titleOf = (number: number): string => phrase(randomFrom(number + 2_000_003), 5, 10);

/** The text of a page; pages of the sites come in turns. */
function textOf(number: number): string {
  const random = randomFrom(number + 3_000_017);
  const { above, below } = furnitureOf[number % sites];
  const others = times(6, () => titleOf((number % sites) + sites * Math.floor(random() * Math.max(1, documents / sites))));
  const date = `${whole(random, 1, 28)}.${whole(random, 1, 12)}.20${whole(random, 10, 24)}`;
  return [
    ...above,
    titleOf(number),
    `Stand: ${date}, ${whole(random, 10, 23)}:${whole(random, 10, 59)} Uhr`,
    `Von ${phrase(random, 1, 1)} ${phrase(random, 1, 1)}`,
    ...times(whole(random, 10, 18), () => times(whole(random, 1, 3), () => sentence(random)).join(' ')),
    ...others,
    ...below,
  ].join('\n');
}

const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
function report(what: string): void {
  const peak = process.resourceUsage().maxRSS * 1024;
  const now = process.memoryUsage.rss();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  console.log(`${what.padEnd(28)}${mb(peak).padStart(9)}${mb(now).padStart(10)}${mb(heapUsed + external).padStart(10)}`);
}

// As the command does before it observes and learns.
setRunFlags();
const observations: Observations = new Map();
let lines = 0;
let characters = 0;
console.log('                             peak RSS   RSS now   held after a collection');
report('before');
for (let i = 0; i < documents; i++) {
  const text = textOf(i);
  lines += text.split('\n').length;
  characters += text.length;
  addSeen(observations, observe(readText(text, { id: `${i}.txt`, site: `site-${i % sites}.example` })));
  for (const percent of [10, 50, 100]) if (i + 1 === Math.ceil((documents * percent) / 100)) report(`${percent} % observed`);
}
const learned = propose(observations, compileRules(loadPacks()));
report('proposed');
const rules = learned.reduce((sum, site) => sum + site.rules.length, 0);
console.log(
  `${documents} documents of ${Math.round(lines / documents)} lines and ${Math.round(characters / documents)} characters from ${sites} sites, at most ${SAMPLE} kept of each: ${sites * SAMPLE}; ${rules} rules`,
);
