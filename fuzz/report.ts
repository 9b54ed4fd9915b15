// What a run of the fuzzer says at its end.

import type { Slowest } from './stretch.js';

/** The sums of a target. */
export interface TargetSum {
  inputs: number;
  refused: number;
  kept: number;
  seconds: number;
  failures: number;
  slowest: Slowest;
  /** How much code has run, in characters of the build. */
  readonly reached: { mutated: number; guided: number };
}

/** @returns the table of all targets, and the line that sums it up */
export function reportOf(
  sums: ReadonlyMap<string, TargetSum>,
  seconds: number,
  { seed, workers }: { readonly seed: number; readonly workers: string },
): string {
  const rows = [...sums].map(([name, sum]) => [
    name,
    sum.inputs,
    sum.refused,
    sum.kept,
    sum.reached.mutated,
    sum.reached.guided,
    sum.seconds.toFixed(1),
    `${sum.slowest.ms.toFixed(0)} (${sum.slowest.index})`,
    sum.failures,
  ]);
  const total = (column: number): number => rows.reduce((all, row) => all + Number(row[column]), 0);
  const head = ['target', 'inputs', 'refused', 'kept', 'code reached', 'guided', 'seconds', 'slowest ms (number)', 'failures'];
  const last = ['all', total(1), total(2), total(3), total(4), total(5), total(6).toFixed(1), '', total(8)];
  const lines = [head, ...rows, last].map((row) => row.map(String));
  const widths = head.map((_, column) => Math.max(...lines.map((row) => row[column].length)));
  const shown = lines.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  '));
  return `${shown.join('\n')}\n\n${total(1)} inputs in ${seconds.toFixed(1)} s, seed ${seed}, ${workers} workers: ${total(8)} failures`;
}
