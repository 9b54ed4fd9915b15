/** Checks before the work, which may take a night, whether outputs can be written at all. */
import { accessSync, constants, lstatSync, mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { diskReason } from '../../files/diskErrors.js';
import { realPath } from '../resume/stateFile.js';
import type { PlannedOutput } from './plannedOutput.js';
import { identityOf, infoOf } from './protectedFiles.js';

/** Why an output cannot be written; undefined if nothing prevents it. */
export function whyUnwritable({ file, kind }: PlannedOutput): string | undefined {
  const info = infoOf(file);
  if (kind === 'folder') {
    if (info === undefined && isLink(file)) return `${file} is a broken link`;
    if (info !== undefined && !info.isDirectory()) return `${file} is a file; name a folder`;
    return whyClosed(file, file);
  }
  if (info?.isDirectory()) return `${file} is a folder; name a file in it`;
  if (info !== undefined && !info.isFile()) return `${file} is not a regular file`;
  return whyClosed(path.dirname(path.resolve(file)), file);
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Checks the folder or its nearest existing parent; the rest is created when something is written. */
function whyClosed(folder: string, file: string): string | undefined {
  let above = path.resolve(folder);
  while (infoOf(above) === undefined && path.dirname(above) !== above) above = path.dirname(above);
  if (infoOf(above)?.isDirectory() === false) return `${file}: ${above} is a file, not a folder`;
  try {
    accessSync(above, constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    return whyNothingCanBeMade(above, file);
  }
}

/** The answer of `access` ignores capabilities beyond the user's rights, so a refusal is verified by trying. */
function whyNothingCanBeMade(folder: string, file: string): string | undefined {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.klartext-')));
    return undefined;
  } catch (error) {
    return diskReason({ ...(error as NodeJS.ErrnoException), message: (error as Error).message, path: file });
  }
}

/** Two outputs that are the same file under different names. Case is ignored, as some file systems do. */
export function findDuplicate(outputs: readonly PlannedOutput[]): readonly [PlannedOutput, PlannedOutput] | undefined {
  const seen = new Map<string, PlannedOutput>();
  for (const output of outputs) {
    for (const key of keysOf(output.file)) {
      const other = seen.get(key);
      if (other !== undefined && other !== output) return [other, output];
      seen.set(key, output);
    }
  }
  return undefined;
}

function keysOf(file: string): string[] {
  const info = infoOf(file);
  return [realPath(file).toLowerCase(), ...(info === undefined ? [] : [identityOf(info)])];
}
