/** Tables as Markdown, with one line per row. */
import type { Cell } from '../../read/structure.js';

/** A cell and its text. */
export interface TableCell {
  readonly cell: Cell;
  readonly text: string;
}

/** A cell with more characters contains a piece of the page: the table is layout. */
const LONGEST_CELL = 400;

/** Whether readers see the cells as a table: several rows and columns, and no long text. */
export function isTable(cells: readonly TableCell[]): boolean {
  const rows = new Set(cells.map(({ cell }) => cell.row));
  return rows.size > 1 && cells.some(({ cell }) => cell.column > 0) && cells.every(({ text }) => text.length <= LONGEST_CELL);
}

/** The lines of a table. Its first row is the header, unless the table has header cells and they are not in that row. */
export function tableLines(cells: readonly TableCell[]): string[] {
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
