// The rules that benchmarks clean with: packs by their names, and what the built command learns.
import { execFileSync } from 'node:child_process';
import { loadPacks, type RuleSet } from '#dist/index.js';
import { COMMAND } from '../scripts/paths.js';

/** @param choice `all`, `none`, or names with commas between them */
export function packsNamed(choice: string): RuleSet[] {
  return loadPacks(choice === 'all' || choice === 'none' ? choice : choice.split(','));
}

/** Learns the rules of the sites in a folder of pages, a folder a site. @returns the file that they are written to */
export function learnRules(pages: string, file: string, ...more: readonly string[]): string {
  execFileSync(process.execPath, [COMMAND, 'learn', pages, '--site', 'path', ...more, '--out', file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return file;
}
