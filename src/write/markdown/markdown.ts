/** Markdown with front matter: headings, lists, quotes, tables and code as in the source. */
import { stringify } from 'yaml';
import type { UnnamedArticle } from '../../judge/article.js';
import { type Decision, keptText } from '../../judge/kept.js';
import type { Block, Document } from '../../model/document.js';
import { readInlineMarkup } from '../../read/inlineMarkup.js';
import { type Enclosure, type Structure, structureOf } from '../../read/structure.js';
import { escapeStarts, inlineText, longestRun } from './inline.js';
import { isTable, type TableCell, tableLines } from './table.js';

/** The article as Markdown: metadata as YAML between dashes, then the body. */
export function toMarkdown(document: Document, article: UnnamedArticle, decisions: readonly Decision[]): string {
  const { titles: _, ...meta } = article.meta;
  const front = stringify({ id: article.id, ...meta }, { lineWidth: 0 });
  const body = article.bodyFrom === 'declared' ? declaredBody(article.body) : bodyOf(units(keptBlocks(document, decisions)));
  return `---\n${front}---\n\n${body}\n`;
}

/** Declared text has paragraphs and no other structure. */
function declaredBody(body: string): string {
  return body
    .split('\n\n')
    .map((paragraph) => escapeStarts(inlineText(paragraph)))
    .join('\n\n');
}

/** What is kept of a block, and the structure that it is in. */
interface KeptBlock extends Structure {
  readonly block: Block;
  /** InlineMarkup Markdown; for code, the code itself. */
  readonly text: string;
}

/** A paragraph, heading, item, table or code block of the output. */
interface Unit {
  readonly around: readonly Enclosure[];
  readonly lines: readonly string[];
}

function keptBlocks(document: Document, decisions: readonly Decision[]): KeptBlock[] {
  const structures = structureOf(document);
  return decisions.flatMap((decision) => {
    const kept = keptText(document, decision);
    if (kept === '') return [];
    const block = document.blocks[decision.block];
    // If pieces were cut out of a block, the positions of its code and line breaks no longer fit.
    const inline = kept === block.text ? readInlineMarkup(document, block) : undefined;
    const text = block.kind === 'code' ? (inline?.unfolded ?? kept) : inlineText(kept, inline);
    return { ...structures[decision.block], block, text };
  });
}

/** Joins the cells of a table, and the lines of a code block, which are separate blocks. */
function units(all: readonly KeptBlock[]): Unit[] {
  const layout = layoutItems(all);
  const tables = dataTables(all);
  const found: Unit[] = [];
  for (let i = 0; i < all.length; ) {
    const { block, cell, code, around } = all[i];
    let end = i + 1;
    let lines: readonly string[];
    const cells = cell === undefined ? undefined : tables.get(cell.table);
    if (cells !== undefined) {
      end = i + cells.length;
      lines = tableLines(cells);
    } else if (block.kind === 'code') {
      while (end < all.length && code !== undefined && all[end].code === code && all[end].block.kind === 'code') end++;
      lines = fenced(all.slice(i, end).map(({ text }) => text));
    } else lines = blockLines(all[i]);
    found.push({ around: around.filter(({ id }) => !layout.has(id)), lines });
    i = end;
  }
  return found;
}

/** The cells of each table that readers see as one. A table that contains another one, or more than text in its cells, is not. */
function dataTables(all: readonly KeptBlock[]): Map<number, readonly TableCell[]> {
  const tables = new Map<number, KeptBlock[]>();
  const parted = new Set<number>();
  all.forEach((piece, i) => {
    const table = piece.cell?.table;
    if (table === undefined) return;
    const cells = tables.get(table) ?? [];
    if (cells.length > 0 && all[i - 1].cell?.table !== table) parted.add(table);
    cells.push(piece);
    tables.set(table, cells);
  });
  const found = new Map<number, readonly TableCell[]>();
  for (const [table, cells] of tables) if (!parted.has(table) && cells.every(isCell) && isTable(cells)) found.set(table, cells);
  return found;
}

function isCell(piece: KeptBlock): piece is KeptBlock & TableCell {
  return piece.block.kind === 'cell' && piece.cell !== undefined;
}

/** Items that contain headings or tables: such lists are page layout. */
function layoutItems(all: readonly KeptBlock[]): Set<number> {
  const found = new Set<number>();
  for (const { block, cell, around } of all) {
    if (block.kind !== 'heading' && cell === undefined) continue;
    for (const { kind, id } of around) if (kind === 'item') found.add(id);
  }
  return found;
}

function blockLines({ block, text }: KeptBlock): string[] {
  if (block.kind !== 'heading') return escapeStarts(text).split('\n');
  // Trailing number signs would close the heading.
  return [`${'#'.repeat(block.level ?? 2)} ${text.replaceAll('\\\n', ' ').replace(/(?<=\s)#+$/u, '\\$&')}`];
}

/** A code block; its fences are longer than any run of backticks in it. */
function fenced(parts: readonly string[]): string[] {
  const code = parts.map((part) => part.replace(/^[^\S\n]*\n/u, '').trimEnd()).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(code) + 1));
  return [fence, ...code.split(/\r?\n/u), fence];
}

/** Writes units below each other, prefixed with the marks of their quotes and items. */
function bodyOf(all: readonly Unit[]): string {
  const begun = new Set<number>();
  let body = '';
  let previous: { readonly around: readonly Enclosure[]; readonly isNew: boolean } | undefined;
  for (const { around, lines } of all) {
    const isNew = around.some(({ kind, id }) => kind === 'item' && !begun.has(id));
    if (previous !== undefined) body += isNew && previous.isNew ? '\n' : `\n${between(previous.around, around)}\n`;
    const first = around.map((one) => (begun.has(one.id) ? indent(one) : mark(one))).join('');
    const rest = around.map(indent).join('');
    body += lines.map((line, i) => (line === '' ? rest.trimEnd() : `${i === 0 ? first : rest}${line}`)).join('\n');
    for (const { id } of around) begun.add(id);
    previous = { around, isNew };
  }
  return body;
}

/** The line between two units: empty except for the marks of quotes that continue. */
function between(above: readonly Enclosure[], below: readonly Enclosure[]): string {
  const shared = below.filter(({ id }, i) => above[i]?.id === id);
  return shared.map(indent).join('').trimEnd();
}

/** The prefix of the first line of an item or quote. */
function mark({ kind, ordinal }: Enclosure): string {
  return kind === 'quote' ? '> ' : ordinal === undefined ? '- ' : `${ordinal}. `;
}

/** The prefix of its other lines. */
function indent(one: Enclosure): string {
  return one.kind === 'quote' ? '> ' : ' '.repeat(mark(one).length);
}
