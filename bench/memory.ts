#!/usr/bin/env node
// Cleans 1,000 pages one after the other in one process, Readability's vote included, and prints its memory on the way.
//   npm run bench:memory -- [--pages 1000] [--dom light|jsdom|none]
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askReadability, clean, compileRules, loadPacks, readHtml } from '#dist/index.js';
import { oneOf } from '../scripts/options.js';
import { readRows, unpackSets } from './sets.js';
import { sourceFile } from './sources.js';

const { values: opt } = parseArgs({
  options: { pages: { type: 'string', default: '1000' }, dom: { type: 'string', default: 'light' } },
});
const sets = ['fundus-dev', 'trafilatura-dev', 'daniel-dev'];
const folder = unpackSets(sets);
const files = sets.flatMap((set) => readRows(path.join(folder, set)).map((row) => sourceFile(folder, set, 'html', row)));
const rules = compileRules(loadPacks());
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const dom = oneOf('dom', opt.dom, ['light', 'jsdom', 'none']);
let peak = 0;
let empty = 0;
let words = 0;
console.log('pages   peak RSS   RSS now   heap after a collection');
for (let i = 0; i < +opt.pages; i++) {
  const document = readHtml(readFileSync(files[i % files.length]));
  const article = clean(dom === 'none' ? document : await askReadability(document, rules, { on: dom }), rules);
  words += article.body.length;
  if (article.body === '' && document.blocks.some((block) => block.text !== '')) empty++;
  peak = Math.max(peak, process.memoryUsage.rss());
  if ((i + 1) % 200 === 0) {
    globalThis.gc?.();
    console.log(
      `${String(i + 1).padStart(5)}${mb(peak).padStart(11)}${mb(process.memoryUsage.rss()).padStart(10)}${mb(process.memoryUsage().heapUsed).padStart(12)}`,
    );
  }
}
console.log(`${empty} pages with text came out empty; ${words} characters kept`);
