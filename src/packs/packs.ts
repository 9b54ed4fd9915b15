/** The packs: the rule files that ship with Klartext, one folder per language plus two for all languages, one file per category. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CATEGORIES } from '../model/category.js';
import { sharedCopy } from '../text/bytes/sharedCopy.js';

/** All packs, in the order in which they are applied. */
export const PACK_NAMES = ['html', 'common', 'de', 'en', 'fr', 'es', 'it', 'pl', 'nl', 'pt', 'no', 'sv', 'da', 'ru', 'el', 'zh'] as const;

/** One of `PACK_NAMES`. */
export type PackName = (typeof PACK_NAMES)[number];

/** A file of a pack, as people edit it. */
export interface PackFile {
  /** Its name in messages: `de/cookie.yaml`. */
  readonly name: string;
  readonly yaml: string;
}

// These files are part of the program; this module reads no others.
const urlOf = (name: string) => new URL(`./${name}`, import.meta.url);

/** The files of a pack, in the order of categories: of two rules with the same match, the first one's category is reported. */
export function packFiles(pack: PackName): PackFile[] {
  const existing = new Set(readdirSync(urlOf(pack)));
  const names = CATEGORIES.map((category) => `${category}.yaml`).filter((file) => existing.has(file));
  return names.map((file) => ({ name: `${pack}/${file}`, yaml: readFileSync(urlOf(`${pack}/${file}`), 'utf8') }));
}

/**
 * All packs as the build compiles them, without examples and notes, in memory that threads can share; undefined if the
 * sources run without a build.
 */
export function builtPacks(): Uint8Array | undefined {
  const file = urlOf('packs.rules');
  if (!existsSync(file)) return undefined;
  return sharedCopy(readFileSync(file));
}
