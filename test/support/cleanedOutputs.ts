/** What clean writes of a document, made in this process: the output and its line in the removals file. */
import { withOutput } from '../../src/batch/output/removedLine.js';
import { parseJson, stringifyRecord } from '../../src/files/records.js';
import { clean, type OutputFormat, readHtml, readText, standoffOf, write } from '../../src/index.js';
import { compiled } from './rules.js';

const rules = compiled(`
  - { id: ad, category: ad, remove: block, match: { text: Anzeige } }
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }`);

/** The output of a text or a page, and its line in the removals file. */
export function cleaned(relative: string, content: Uint8Array | string, to: OutputFormat, output?: string): { text: string; line: string } {
  const read = /html$/u.test(relative) ? readHtml(content, { id: relative }) : readText(content, { id: relative });
  const article = clean(read, rules);
  const line = JSON.stringify(standoffOf(read, article, to, { name: `in/${relative}`, relative, content }));
  return { text: write(read, article, to), line: output === undefined ? line : withOutput(line, output) };
}

/** The output record of an input record, and its line in the removals file. */
export function cleanedRecord(line: string, field: string, number: number, to: OutputFormat = 'jsonl'): { text: string; line: string } {
  const own = parseJson(line) as Record<string, unknown>;
  const { [field]: content, ...record } = own;
  const read = readText(content as string, { id: String(own.id ?? `in.jsonl#${number}`) });
  const article = clean(read, rules);
  const { verdicts: _, meta: __, ...added } = article;
  const item = { name: `in.jsonl#${number}`, relative: `in/${number}.txt`, content: content as string, record, field };
  const fieldIndex = Object.keys(own).indexOf(field);
  return {
    text: stringifyRecord({ ...record, ...added, ...('id' in record ? { id: record.id } : {}) }),
    line: stringifyRecord({ ...standoffOf(read, article, to, { ...item, fieldIndex }) }),
  };
}
