/** Columns of what rules say of a row. */
import { CATEGORIES } from '../../model/category.js';
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Adds how sure the rules are that a row is furniture, of which category, and how. */
export function addHits(columns: Columns, document: Document, rows: Rows, hits: readonly Hit[]): void {
  const sure = columns.add('hit');
  const category = columns.add('hit-category');
  const section = columns.add('hit-section');
  const selector = columns.add('hit-selector');
  const span = columns.add('hit-span');
  const top = columns.add('hit-top');
  const kept = columns.add('hit-keep');
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows.count; row++) rowOf.set(rows.blocks[row], row);
  for (const hit of hits) {
    const row = rowOf.get(hit.block);
    if (row === undefined) continue;
    const { rule } = hit;
    if (rule.effect === 'keep') kept[row] = 1;
    else if (rule.where === 'top') top[row] = Math.max(top[row], rule.confidence);
    else if (hit.span !== undefined) span[row] += (hit.span[1] - hit.span[0]) / document.blocks[hit.block].text.length;
    else {
      if (hit.marker !== undefined) section[row] = Math.max(section[row], rule.confidence);
      else if (rule.match.selector !== undefined) selector[row] = Math.max(selector[row], rule.confidence);
      if (rule.confidence > sure[row]) {
        sure[row] = rule.confidence;
        category[row] = CATEGORIES.indexOf(rule.category) + 1;
      }
    }
  }
}
