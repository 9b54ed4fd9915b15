// The benchmark sets of ../shared, which stand beside the project and are no part of it, and the scripts that come with them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { refuse } from '../scripts/options.js';
import { ROOT } from '../scripts/paths.js';

export const SHARED = path.join(ROOT, '../shared/');

/** A page of a set, as a line of its gold.jsonl has it. */
export interface Row {
  readonly id: string;
  readonly site: string;
  readonly url?: string | null;
  /** Its language or its country, as the set puts it. */
  readonly lang?: string;
  /** What wcxb-dev calls the kind of a page. */
  readonly type?: string;
  /** The article; sets of snippets have none. */
  readonly gold?: string | null;
  /** Snippets that must be there, and those that must not. */
  readonly with?: readonly string[];
  readonly without?: readonly string[];
}

/** What score.mjs says of some pages; which measures there are depends on the set. */
export interface Score {
  readonly pages: number;
  readonly lost: number;
  readonly shingle?: Measure;
  readonly snip?: Measure;
  readonly word?: Measure;
}

export interface Measure {
  readonly f1: number;
}

/** Unpacks sets (all where none is named) into their cache and returns its folder. */
export function unpackSets(sets: readonly string[] = []): string {
  if (!existsSync(SHARED)) refuse(`${SHARED} is not there: the benchmark sets stand beside the project`);
  return execFileSync('bash', [`${SHARED}bench/unpack.sh`, ...sets], { encoding: 'utf8' }).trim();
}

/** The rows of a set's gold.jsonl. */
export function readRows(folder: string): Row[] {
  return readFileSync(path.join(folder, 'gold.jsonl'), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

/** How many pages of a site there are. */
export function countSites(rows: readonly Row[]): Map<string, number> {
  const pages = new Map<string, number>();
  for (const { site } of rows) pages.set(site, (pages.get(site) ?? 0) + 1);
  return pages;
}

/** Rows with whether each is the second, fourth, … page of its site. */
export function takeTurns(rows: readonly Row[]): { readonly row: Row; readonly isSecond: boolean }[] {
  const turns = new Map<string, number>();
  return rows.map((row) => {
    const turn = turns.get(row.site) ?? 0;
    turns.set(row.site, turn + 1);
    return { row, isSecond: turn % 2 === 1 };
  });
}

/** What score.mjs prints. */
export function scored(...args: readonly string[]): string {
  return execFileSync(process.execPath, [path.join(SHARED, 'bench/score.mjs'), ...args], { encoding: 'utf8' });
}
