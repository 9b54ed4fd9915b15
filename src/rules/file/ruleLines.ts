/** The lines on which the rules of a file begin. */
import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';

/** The line of each rule, counted from 1, in order. The file must be one that `parseRules` accepts. */
export function ruleLines(yaml: string): number[] {
  const lines = new LineCounter();
  const rules = parseDocument(yaml, { lineCounter: lines }).get('rules');
  if (!isSeq(rules)) return [];
  return rules.items.map((item) => (isMap(item) && item.range ? lines.linePos(item.range[0]).line : 1));
}
