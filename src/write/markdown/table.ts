/** Tables as Markdown: rows of cells with one line each; a table that only lays out a page is none. */
import type { Cell } from '../../read/structure.js';

/** What stands in a cell. */
export interface Filled {
  readonly cell: Cell;
  readonly text: string;
}

/** A longer cell holds a piece of the page. */
const LONGEST_CELL = 400;

/** Whether cells make a table that a reader reads as one. */
export function isTable(cells: readonly Filled[]): boolean {
  const rows = new Set(cells.map(({ cell }) => cell.row));
  return rows.size > 1 && cells.some(({ cell }) => cell.column > 0) && cells.every(({ text }) => text.length <= LONGEST_CELL);
}

/** The lines of a table. Its first row is its head, unless the table marks other cells as heads and not that row. */
export function tableLines(cells: readonly Filled[]): string[] {
  const width = Math.max(...cells.map(({ cell }) => cell.column)) + 1;
  const rows = new Map<number, string[]>();
  for (const { cell, text } of cells) {
    const row = rows.get(cell.row) ?? new Array<string>(width).fill('');
    row[cell.column] = [row[cell.column], text.replaceAll('|', '\\|').replaceAll('\\\n', ' ')].filter(Boolean).join(' ');
    rows.set(cell.row, row);
  }
  const first = cells.filter(({ cell }) => cell.row === cells[0].cell.row);
  const isHeaded = first.every(({ cell }) => cell.isHeader) || !cells.some(({ cell }) => cell.isHeader);
  const [head, ...rest] = isHeaded ? [...rows.values()] : [new Array<string>(width).fill(''), ...rows.values()];
  return [head, head.map(() => '---'), ...rest].map((row) => `| ${row.join(' | ')} |`);
}
