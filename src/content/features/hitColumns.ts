/** Columns from the hits of rules. */
import { CATEGORIES } from '../../model/category.js';
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Adds how confident the rules are that a row is furniture, of which category, and how they found it. */
export function addHits(columns: Columns, document: Document, rows: Rows, hits: readonly Hit[]): void {
  const target: HitColumns = {
    sure: columns.addZeros('hit'),
    category: columns.addZeros('hit-category'),
    section: columns.addZeros('hit-section'),
    selector: columns.addZeros('hit-selector'),
    span: columns.addZeros('hit-span'),
    top: columns.addZeros('hit-top'),
    kept: columns.addZeros('hit-keep'),
  };
  if (hits.length === 0) return;
  const rowOf = new Int32Array(document.blocks.length).fill(-1);
  for (let row = 0; row < rows.count; row++) rowOf[rows.blocks[row]] = row;
  for (const hit of hits) {
    const row = rowOf[hit.block];
    if (row >= 0) addHit(target, row, hit, document.blocks[hit.block].text.length);
  }
}

type HitColumns = Readonly<Record<'sure' | 'category' | 'section' | 'selector' | 'span' | 'top' | 'kept', Float32Array>>;

function addHit(target: HitColumns, row: number, { rule, span, marker }: Hit, length: number): void {
  const { sure, category, section, selector, top, kept } = target;
  if (rule.effect === 'keep') kept[row] = 1;
  else if (rule.where === 'top') top[row] = Math.max(top[row], rule.confidence);
  else if (span !== undefined) target.span[row] = Math.max(target.span[row], (span[1] - span[0]) / length);
  else {
    if (marker !== undefined) section[row] = Math.max(section[row], rule.confidence);
    else if (rule.match.selector !== undefined) selector[row] = Math.max(selector[row], rule.confidence);
    if (rule.confidence > sure[row]) {
      sure[row] = rule.confidence;
      category[row] = CATEGORIES.indexOf(rule.category) + 1;
    }
  }
}
