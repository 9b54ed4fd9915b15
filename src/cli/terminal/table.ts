/** Tables for terminals: aligned columns, numbers right-aligned. */
import { visible } from '../../text/visible.js';
import type { Colors } from './terminal.js';

export interface Column {
  readonly title: string;
  readonly align?: 'right';
  /** Longer cells are truncated; unlimited if absent. */
  readonly width?: number;
}

const GAP = '  ';

/** Minimum width of the last column, however narrow the terminal. */
const NARROWEST = 20;

/**
 * Formats a table with bold titles; a total in the last row is bold, too.
 * @param width of the terminal, to which the last column is truncated; without it, columns keep their own widths
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

/** Characters as people count them: a decomposed `ü` is one. */
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

/** A share as a percentage: `12.3 %`. */
export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : ((100 * part) / whole).toFixed(1)} %`;
}
