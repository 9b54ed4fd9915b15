/** The language packs: rule files that ship with Klartext, one a language and two that need none. */
import { existsSync, readFileSync } from 'node:fs';

/** Every pack, in the order in which they are applied. */
export const PACK_NAMES = ['html', 'common', 'de', 'en', 'fr', 'es', 'it', 'pl', 'nl'] as const;

export type PackName = (typeof PACK_NAMES)[number];

// These files are part of the program: reading them is all that this folder does.
const fileOf = (name: PackName, ending: string) => new URL(`./${name}.${ending}`, import.meta.url);

/** The YAML of a pack, as people read and edit it. */
export function packYaml(name: PackName): string {
  return readFileSync(fileOf(name, 'yaml'), 'utf8');
}

/** The rule set that the build has made of a pack's YAML, examples left out; undefined where the sources run unbuilt. */
export function builtPack(name: PackName): unknown {
  const file = fileOf(name, 'json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
