/** Where the rules of a file stand. */
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';

/** The line of each rule, counted from 1, in the rules' order; for a file that `parseRules` accepts. */
export function ruleLines(yaml: string): number[] {
  const lines = new LineCounter();
  const rules = parseDocument(yaml, { lineCounter: lines }).get('rules');
  if (!isSeq(rules)) return [];
  return rules.items.map((item) => (isMap(item) && item.range ? lines.linePos(item.range[0]).line : 1));
}
