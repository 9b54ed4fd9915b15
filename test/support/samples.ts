/** The sample articles and the bodies that are expected of them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLES = path.join(ROOT, 'samples');
export const EXPECTED = path.join(ROOT, 'test/expected/samples');

/** The files of a folder that have this ending, at any depth, by their paths relative to it, sorted. */
export function sampleFiles(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).sort();
}
