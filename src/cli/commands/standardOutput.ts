/**
 * Handles standard output that is redirected to a file: `klartext clean in > in/bodies.txt` must not read what it
 * writes.
 */
import { fstatSync } from 'node:fs';
import { identityOf, infoOf } from '../../batch/guard/protectedFiles.js';
import type { Input } from '../../files/findInputs.js';
import { UsageError } from '../options.js';

/**
 * The inputs without the file that standard output is redirected to; the shell has created it before the folder is read.
 * @throws UsageError if that file was named as an input or already has content
 */
export function withoutStandardOutput(inputs: readonly Input[]): readonly Input[] {
  const own = fstatSync(1, { bigint: true });
  if (!own.isFile()) return inputs;
  const isOwn = ({ file }: Input): boolean => {
    const info = infoOf(file);
    return info !== undefined && identityOf(info) === identityOf(own);
  };
  const found = inputs.filter(isOwn);
  const lost = found.find(({ walked }) => !walked || own.size > 0n);
  if (lost !== undefined)
    throw new UsageError(`${lost.file} is one of the inputs, but standard output is redirected to it; name another file`);
  return found.length === 0 ? inputs : inputs.filter((input) => !found.includes(input));
}
