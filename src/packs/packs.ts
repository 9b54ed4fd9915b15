/** The packs: rule files that ship with Klartext, a folder a language and two that need none, in it a file a category. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { CATEGORIES } from '../model/category.js';

/** Every pack, in the order in which they are applied. */
export const PACK_NAMES = ['html', 'common', 'de', 'en', 'fr', 'es', 'it', 'pl', 'nl'] as const;

export type PackName = (typeof PACK_NAMES)[number];

/** One file of a pack, as people read and edit it. */
export interface PackFile {
  /** How messages name it: `de/cookie.yaml`. */
  readonly name: string;
  readonly yaml: string;
}

// These files are part of the program: reading them is all that this folder does.
const placeOf = (name: string) => new URL(`./${name}`, import.meta.url);

/** The files of a pack, in the categories' order: of two rules that match alike the first names the removal. */
export function packFiles(pack: PackName): PackFile[] {
  const there = new Set(readdirSync(placeOf(pack)));
  const names = CATEGORIES.map((category) => `${category}.yaml`).filter((file) => there.has(file));
  return names.map((file) => ({ name: `${pack}/${file}`, yaml: readFileSync(placeOf(`${pack}/${file}`), 'utf8') }));
}

/** The rule set that the build has made of a pack's files, examples left out; undefined where the sources run unbuilt. */
export function builtPack(pack: PackName): unknown {
  const file = placeOf(`${pack}.json`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
