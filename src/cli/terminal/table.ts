/** Tables for terminals: columns aligned, numbers to the right. */
import { visible } from '../../text/visible.js';
import type { Colors } from './terminal.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Longer cells are cut; unlimited where absent. */
  readonly width?: number;
}

/** Between two columns. */
const GAP = '  ';

/** A last column is not cut below this width, however narrow the terminal. */
const NARROWEST = 20;

/**
 * A table with its titles in bold; the last line too, where it sums up the others.
 * @param width of the terminal: the last column is cut so that lines fit. Where it is absent, columns are as wide as they say
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  colors: Colors,
  { hasTotal = false, width }: { readonly hasTotal?: boolean; readonly width?: number | undefined } = {},
): string {
  const whole = rows.map((row) => row.map((cell, i) => cut(cell, columns[i].width)));
  const needed = columns.map(({ title }, i) => whole.reduce((most, row) => Math.max(most, length(row[i])), length(title)));
  const last = columns.length - 1;
  const left = width === undefined ? Number.POSITIVE_INFINITY : width - needed.slice(0, last).reduce((sum, n) => sum + n + GAP.length, 0);
  const limit = Math.max(NARROWEST, left);
  const cells = whole.map((row) => row.map((cell, i) => (i === last ? cut(cell, limit) : cell)));
  const widths = needed.map((n, i) => (i === last ? Math.min(n, limit) : n));
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
  const text = visible(cell.replaceAll(/\s+/gu, ' '));
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
