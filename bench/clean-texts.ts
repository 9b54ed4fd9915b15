#!/usr/bin/env node
// Cleans texts that are clean already and says what was lost: the gold bodies of fundus-dev, and of wcxb-dev's
// articles from their first prose paragraph on.   npm run bench:clean -- [--show N] [--packs LIST] [--model auto|none]
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, MODELS, readText } from '#dist/index.js';
import { oneOf } from '../scripts/options.js';
import { packsNamed } from './rules.js';
import { type Row, readRows, unpackSets } from './sets.js';

const { values: opt } = parseArgs({
  options: {
    show: { type: 'string', default: '0' },
    packs: { type: 'string', default: 'all' },
    model: { type: 'string', default: 'auto' },
  },
});
const folder = unpackSets(['fundus-dev', 'wcxb-dev']);
const rules = compileRules(packsNamed(opt.packs));
const model = oneOf('model', opt.model, MODELS);
const words = (text: string): number => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu)?.length ?? 0;
const isProse = (line: string): boolean => line.split(/\s+/).length >= 8 && /[.!?…。！？]["'”’)»]*$/u.test(line.trim());

/** What a rule took, or marked. */
interface Taken {
  words: number;
  readonly hits: string[];
}

for (const set of ['fundus-dev', 'wcxb-dev']) {
  let total = 0;
  let lost = 0;
  const byRule = new Map<string, Taken>();
  for (const row of readRows(path.join(folder, set))) {
    const text = cleanText(set, row);
    if (text === undefined) continue;
    const document = readText(text, { id: row.id });
    const { article } = await cleanWith(document, rules, { engine: 'fast', model });
    total += words(text);
    lost += words(text) - words(article.body);
    for (const verdict of article.verdicts) {
      for (const reason of verdict.action === 'remove' ? verdict.reasons.slice(0, 1) : verdict.reasons) {
        const name = reason.ruleId ?? 'model';
        const entry: Taken = byRule.get(name) ?? { words: 0, hits: [] };
        entry.words += words(document.blocks[verdict.block].text);
        entry.hits.push(`${row.id}: ${document.blocks[verdict.block].text.slice(-160)}`);
        byRule.set(name, entry);
      }
    }
  }
  console.log(`${set}: ${lost} of ${total} words lost: ${((100 * lost) / total).toFixed(3)} % (bound 0.3 %)`);
  if (+opt.show === 0) continue;
  for (const [rule, { words: n, hits }] of [...byRule].sort((a, b) => b[1].words - a[1].words)) {
    const shown = hits.slice(0, +opt.show).map((hit) => `\n      ${hit}`);
    console.log(`  ${rule}: ${n} words in ${hits.length} blocks${shown.join('')}`);
  }
}

/** A page's gold text, from where it is certainly the article's. */
function cleanText(set: string, { gold, type }: Row): string | undefined {
  if (typeof gold !== 'string') return undefined;
  if (set !== 'wcxb-dev') return gold;
  const paragraphs = gold.split('\n');
  return type === 'article' ? paragraphs.slice(Math.max(0, paragraphs.findIndex(isProse))).join('\n') : undefined;
}
