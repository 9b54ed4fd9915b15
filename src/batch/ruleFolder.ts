/** Folders of rule files, one file for each site: their names, their rules, and writing them. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { cutName } from '../files/cutName.js';
import { writeWhole } from '../files/wholeFile.js';
import type { Rule } from '../model/rule.js';

const ENDING = /\.ya?ml$/iu;

/** Whether a name is that of a folder. */
export function isFolder(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The rule files of a folder in the order of their names, or the file itself. */
export function ruleFilesIn(name: string): string[] {
  if (!isFolder(name)) return [name];
  return readdirSync(name)
    .filter((file) => ENDING.test(file) && !file.startsWith('.'))
    .sort()
    .map((file) => path.join(name, file));
}

/** Names that Windows keeps for devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u;
/** The most bytes of a file's name. */
const LONGEST = 120;

/**
 * The name of a site's file. Different sites have different names, on file systems that ignore case too: all but plain
 * names of hosts end in a hash.
 * @param site undefined for the rules of every site
 */
export function siteFileName(site: string | undefined): string {
  if (site === undefined) return '~every-site.yaml';
  const isPlain = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/u.test(site) && site.length <= LONGEST && !DEVICE.test(site);
  if (isPlain) return `${site}.yaml`;
  const name = site.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/u, '');
  return cutName(name, LONGEST, '.yaml', JSON.stringify(site));
}

/** What became of a folder. */
export interface WrittenFolder {
  /** The number of files written. */
  readonly files: number;
  /** The number of rule files that were there before, of other sites. */
  readonly others: number;
}

/**
 * Writes rules into a folder, a file for each site.
 * @param isUpdated whether the rules include those that were in the folder: files whose rules are in others now, or gone,
 *   are removed
 * @param dump the text of a file
 * @throws OutputError
 */
export async function writeRuleFolder(
  folder: string,
  rules: readonly Rule[],
  isUpdated: boolean,
  dump: (rules: readonly Rule[]) => string,
): Promise<WrittenFolder> {
  const before = isFolder(folder) ? ruleFilesIn(folder) : [];
  const files = new Map<string, Rule[]>();
  for (const rule of rules) {
    const file = path.join(folder, siteFileName(rule.site));
    if (!files.has(file)) files.set(file, []);
    files.get(file)?.push(rule);
  }
  for (const [file, ofSite] of files) await writeWhole(file, dump(ofSite));
  const others = before.filter((file) => !files.has(file));
  if (isUpdated) for (const file of others) rmSync(file, { force: true });
  return { files: files.size, others: isUpdated ? 0 : others.length };
}
