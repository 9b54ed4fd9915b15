/** Lines that could occur in an article stay under all packs; lines of furniture are removed, at the head or at the tail. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clean, compileRules, loadPacks, readText } from '../src/index.js';

const rules = compileRules(loadPacks());
/** Words of no language, which no pack can contain, in the shape of prose. */
const PROSE = Array.from({ length: 24 }, (_, i) => `Vorel damin ${i} kosta leriba munto, sapera nolit dema ${i} farun gelo tamis und.`);
/** In such a short text every block is in the head and in the tail. */
const SHORT = PROSE.slice(0, 4);

/** The lines of each file in a folder of `support`, by language. `#` begins a comment. */
function linesOf(kind: 'traps' | 'furniture'): (readonly [string, string[]])[] {
  const folder = path.join(import.meta.dirname, 'support', kind);
  return readdirSync(folder)
    .toSorted()
    .map((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n');
      return [path.basename(file, '.txt'), lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))] as const;
    });
}

/** What the rules remove of a line among paragraphs, the whole or spans, and the rules that match it. */
function judged(line: string, above: readonly string[], below: readonly string[]): { taken: string; by: string[] } {
  const document = readText([...above, line, ...below].join('\n\n'));
  const index = document.blocks.findIndex((block) => block.text === line.trim());
  if (index < 0) throw new Error(`“${line}” is no block of its own`);
  const { action, reasons, overruled = [], spans = [] } = clean(document, rules).verdicts[index];
  return {
    taken: action === 'remove' ? line : spans.map((span) => document.source.slice(span.start, span.end).trim()).join(' '),
    by: [...reasons, ...overruled, ...spans.map((span) => span.reason)].flatMap(({ ruleId }) => ruleId ?? []),
  };
}

/** The lines that were changed, with the rules against them. `⟦…⟧` marks what was removed. */
function harm(marked: string): string[] {
  const [line, cut] = [marked.replace(/[⟦⟧]/gu, ''), /⟦(.*)⟧/u.exec(marked)?.[1] ?? ''];
  const places = {
    'between two': [SHORT.slice(0, 2), SHORT.slice(2)],
    'below four': [SHORT, []],
    'in the midst': [PROSE.slice(0, 12), PROSE.slice(12)],
    'at the end': [PROSE, []],
  };
  return Object.entries(places).flatMap(([place, [above, below]]) => {
    const { taken, by } = judged(line, above, below);
    return taken === cut && (cut !== '' || by.length === 0) ? [] : [`${place}: ${line} [${by.join(' ')}]`];
  });
}

describe.each(linesOf('traps'))('traps %s', (_language, lines) => {
  test('traps are left whole', () => expect(lines.flatMap((line) => harm(line))).toEqual([]));
});

describe.each(linesOf('furniture'))('furniture %s', (_language, lines) => {
  test('furniture is removed at the head or at the tail', () => {
    const goes = (line: string) => judged(line, [], SHORT).taken === line || judged(line, SHORT, []).taken === line;
    expect(lines.filter((line) => !goes(line))).toEqual([]);
  });
});
