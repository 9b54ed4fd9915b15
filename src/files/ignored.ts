/** Applies ignore files: `.ignore` and `.klartextignore`, with the syntax of `.gitignore`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Ignore } from 'ignore';
import { systemName } from './fileName.js';
import { expectRegular } from './sources/regular.js';

/** If a folder contains both, both apply. */
export const IGNORE_FILES = ['.ignore', '.klartextignore'] as const;

/**
 * The files that no ignore file excludes. The deepest ignore file decides, so that it can take back what one above says.
 * @param names relative to the folder, with forward slashes
 * @param ignoreFiles the ignore files in the folder, named the same way
 * @throws Error if an ignore file cannot be read, since files meant to be excluded would then be cleaned
 */
export async function withoutIgnored(folder: string, names: readonly string[], ignoreFiles: readonly string[]): Promise<string[]> {
  if (ignoreFiles.length === 0) return [...names];
  const { default: ignore } = await import('ignore');
  const rules = new Map<string, Ignore>();
  for (const name of ignoreFiles) {
    const place = folderOf(name);
    const own = rules.get(place) ?? ignore({ ignorecase: false, allowRelativePaths: true });
    const file = path.join(folder, name);
    await expectRegular(file);
    rules.set(place, own.add(await readFile(systemName(file), 'utf8')));
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

/** The folder that contains a file or a folder; empty for the outermost. */
function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')));
}
