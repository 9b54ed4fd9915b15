/** Tables for terminals: columns aligned, numbers to the right. */
import type { Colors } from './terminal.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Longer cells are cut; unlimited where absent. */
  readonly width?: number;
}

/** Between two columns. */
const GAP = '  ';

/** A table with its titles in bold; the last line too, where it sums up the others. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[], colors: Colors, hasTotal = false): string {
  const cells = rows.map((row) => row.map((cell, i) => cut(cell, columns[i].width)));
  const widths = columns.map(({ title }, i) => Math.max(length(title), ...cells.map((row) => length(row[i]))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) => (columns[i].align === 'right' ? ' '.repeat(widths[i] - length(cell)) + cell : pad(cell, widths[i])))
      .join(GAP)
      .trimEnd();
  const body = cells.map((row, i) => (hasTotal && i === cells.length - 1 ? colors.bold(line(row)) : line(row)));
  return `${[colors.bold(line(columns.map(({ title }) => title))), ...body].join('\n')}\n`;
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(width - length(cell));
}

/** Characters as people count them: `ü` is one, however it is put together. */
function length(text: string): number {
  return Array.from(text.normalize()).length;
}

function cut(cell: string, width: number | undefined): string {
  const text = cell.replaceAll(/\s+/gu, ' ');
  return width === undefined || length(text) <= width
    ? text
    : `${Array.from(text.normalize())
        .slice(0, width - 1)
        .join('')}…`;
}

/** A share as people read it: `12.3 %`. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %`;
}

/** `1 rule`, `2 rules`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
