// Texts whose articles hold lines of data, as match reports, recipes and judgments do: the sets have few of them, and a
// model that has seen none takes them for furniture. The lines are invented, of words that the page itself uses.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Rows } from '#dist/content/features/rows.js';
import { type Document, readText } from '#dist/index.js';
import { ROOT } from '../scripts/paths.js';
import type { Labels } from './align.js';
import { numbersFrom } from './random.js';

/**
 * Templates by language; those of `*` fit all languages that write words with spaces. A line that begins with `+` comes two
 * to five times. `{W}` is a capitalised word of the article, `{w}` any, `{n}` and `{N}` small and large numbers, `{d}` one
 * with a decimal, `{y}` a year.
 */
const TEMPLATES: Readonly<Record<string, readonly (readonly string[])[]>> = JSON.parse(
  readFileSync(path.join(ROOT, 'training/dataLines.json'), 'utf8'),
);
const WORD = /(?<![\p{L}\p{N}])\p{L}{4,}(?![\p{L}\p{N}])/gu;
/** An article with fewer capitalised words to make lines of stays as it is. */
const MIN_NAMES = 12;

/** A text, and the lines that have been put into its article. */
export interface WithData {
  readonly document: Document;
  readonly lines: ReadonlySet<string>;
}

/**
 * Puts lines of data into a text's article, always the same ones: below it, or between two of its later lines.
 * @param language of which templates are taken, beside those that fit all
 */
export function withData(document: Document, rows: Rows, { labels }: Labels, language: string): WithData {
  const content = Array.from(rows.blocks).filter((_, row) => labels[row] >= 0.5);
  const words = content.flatMap((block) => document.blocks[block].text.match(WORD) ?? []);
  const names = words.filter((word) => /^\p{Lu}/u.test(word));
  if (document.layout !== 'lines' || names.length < MIN_NAMES) return { document, lines: new Set() };
  const next = numbersFrom(document.source.length);
  const draw = (below: number): number => Math.floor((next() / 2 ** 32) * below);
  const pick = <T>(list: readonly T[]): T => list[draw(list.length)];
  const fills: Readonly<Record<string, () => string>> = {
    W: () => pick(names),
    w: () => pick(words).toLowerCase(),
    n: () => String(1 + draw(40)),
    N: () => String(20 + draw(3000)),
    d: () => `${draw(90)}${pick([',', '.'])}${draw(10)}`,
    y: () => String(1950 + draw(75)),
  };
  const own = TEMPLATES[language] ?? [];
  const lines = pick(own.length > 0 && draw(3) > 0 ? own : TEMPLATES['*']).flatMap((line) =>
    Array.from({ length: line.startsWith('+') ? 2 + draw(4) : 1 }, () =>
      line.replace(/^\+/u, '').replace(/\{(\w)\}/gu, (_, name: string) => fills[name]()),
    ),
  );
  const last = draw(3) > 0 ? content[content.length - 1] : pick(content.slice(content.length >> 1));
  const gap = pick(['\n', '\n', '\n\n']);
  return { document: readText(insert(document.source, document.blocks[last].end, lines, gap), document), lines: new Set(lines) };
}

/** A text with lines below an offset, apart from each other and from what is around them by a gap. */
function insert(source: string, at: number, lines: readonly string[], gap: string): string {
  return [source.slice(0, at).trimEnd(), ...lines, source.slice(at).replace(/^\s*\n/u, '')].join(gap);
}
