/** The sample articles and their expected bodies. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SAMPLES = path.join(ROOT, 'samples');
export const EXPECTED = path.join(ROOT, 'test/expected/samples');

/** The files of a folder with this ending, at any depth, as relative paths, sorted. */
export function sampleFiles(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith(ending)).sort();
}
