/** The language packs: rule files that ship with Klartext, one a language and one for the markup of pages. */
import { readFileSync } from 'node:fs';

/** Every pack, in the order in which they are applied. */
export const PACK_NAMES = ['html', 'common', 'de', 'en', 'fr', 'es', 'it', 'pl', 'nl'] as const;

export type PackName = (typeof PACK_NAMES)[number];

/** The YAML of a pack. These files are part of the program: reading them is all that this folder does. */
export function packYaml(name: PackName): string {
  return readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8');
}
