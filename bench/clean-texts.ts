#!/usr/bin/env node
// Cleans texts that are clean already and says what was lost: the gold bodies of fundus-dev, and of wcxb-dev's
// articles from their first prose paragraph on.   node bench/clean-texts.mjs [--show N] [--packs LIST] [--model auto|none]
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cleanWith, compileRules, loadPacks, readText } from '../dist/index.js';
import { readRows, unpackSets } from './sets.mjs';

const { values: opt } = parseArgs({
  options: {
    show: { type: 'string', default: '0' },
    packs: { type: 'string', default: 'all' },
    model: { type: 'string', default: 'auto' },
  },
});
const folder = unpackSets(['fundus-dev', 'wcxb-dev']);
const rules = compileRules(loadPacks(['all', 'none'].includes(opt.packs) ? opt.packs : opt.packs.split(',')));
const words = (text) => text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu)?.length ?? 0;
const isProse = (line) => line.split(/\s+/).length >= 8 && /[.!?…。！？]["'”’)»]*$/u.test(line.trim());

for (const set of ['fundus-dev', 'wcxb-dev']) {
  let total = 0;
  let lost = 0;
  const byRule = new Map();
  for (const row of readRows(path.join(folder, set))) {
    if (typeof row.gold !== 'string' || (set === 'wcxb-dev' && row.type !== 'article')) continue;
    const paragraphs = row.gold.split('\n');
    const text = set === 'wcxb-dev' ? paragraphs.slice(Math.max(0, paragraphs.findIndex(isProse))).join('\n') : row.gold;
    const document = readText(text, { id: row.id });
    const { article } = await cleanWith(document, rules, { engine: 'fast', model: opt.model });
    total += words(text);
    lost += words(text) - words(article.body);
    for (const verdict of article.verdicts) {
      for (const reason of verdict.action === 'remove' ? verdict.reasons.slice(0, 1) : verdict.reasons) {
        const entry = byRule.get(reason.ruleId) ?? { words: 0, hits: [] };
        entry.words += words(document.blocks[verdict.block].text);
        entry.hits.push(`${row.id}: ${document.blocks[verdict.block].text.slice(-160)}`);
        byRule.set(reason.ruleId, entry);
      }
    }
  }
  console.log(`${set}: ${lost} of ${total} words lost: ${((100 * lost) / total).toFixed(3)} % (bound 0.3 %)`);
  for (const [rule, { words: n, hits }] of [...byRule].sort((a, b) => b[1].words - a[1].words)) {
    if (+opt.show > 0)
      console.log(
        `  ${rule}: ${n} words in ${hits.length} blocks\n${hits
          .slice(0, +opt.show)
          .map((hit) => `      ${hit}`)
          .join('\n')}`,
      );
  }
}
