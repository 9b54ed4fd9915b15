/** Files that say which others beside and below them are left out: `.ignore` and `.klartextignore`, written like `.gitignore`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ignore } from 'ignore';

/** The names of such files. Where a folder has both, both hold. */
export const IGNORE_FILES = ['.ignore', '.klartextignore'] as const;

/**
 * Of the files of a folder those that no ignore file leaves out. The file that stands deepest decides, so that one in
 * a folder may take back what one above it says.
 * @param names relative to the folder, with forward slashes
 * @param ignoreFiles the ignore files among its files, named likewise
 * @throws Error for an ignore file that cannot be read: what a person wanted left out would be read
 */
export async function withoutIgnored(folder: string, names: readonly string[], ignoreFiles: readonly string[]): Promise<string[]> {
  if (ignoreFiles.length === 0) return [...names];
  const { default: ignore } = await import('ignore');
  const rules = new Map<string, Ignore>();
  for (const name of ignoreFiles) {
    const place = folderOf(name);
    const own = rules.get(place) ?? ignore({ ignorecase: false, allowRelativePaths: true });
    rules.set(place, own.add(await readFile(path.join(folder, name), 'utf8')));
  }
  return names.filter((name) => !isIgnored(name, rules));
}

function isIgnored(name: string, rules: ReadonlyMap<string, Ignore>): boolean {
  for (let place = folderOf(name); ; place = folderOf(place)) {
    const own = rules.get(place);
    const { ignored, unignored } = own?.test(place === '' ? name : name.slice(place.length + 1)) ?? { ignored: false, unignored: false };
    if (ignored || unignored || place === '') return ignored;
  }
}

/** The folder that holds a file or a folder; empty for the topmost. */
function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
