/** Where cleaned documents go: the names of output files, and their writing. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Input } from './inputs.js';

const PAGE_ENDING = /\.(?:x?html?|txt|text|md)$/iu;

/**
 * The output name of each input, relative to the output folder: its own name, a page's ending replaced. Inputs that
 * would share a name keep their ending before the new one (`a.txt` and `a.html` give `a.txt.md` and `a.html.md`).
 */
export function outputNames(inputs: readonly Input[], ending: string): Map<Input, string> {
  const short = (input: Input) => `${input.relative.replace(PAGE_ENDING, '')}.${ending}`;
  const count = new Map<string, number>();
  for (const input of inputs) count.set(short(input), (count.get(short(input)) ?? 0) + 1);
  const used = new Set<string>();
  return new Map(
    inputs.map((input) => {
      let name = count.get(short(input)) === 1 ? short(input) : `${input.relative}.${ending}`;
      // The same relative name under two PATHs: number the later ones.
      for (let n = 2; used.has(name); n++) name = `${input.relative}-${n}.${ending}`;
      used.add(name);
      return [input, name];
    }),
  );
}

/** Writes a file whole or not at all: under a temporary name first, which is then made the real one. */
export async function writeWhole(file: string, content: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
