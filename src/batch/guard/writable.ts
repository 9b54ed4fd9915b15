/** Whether outputs can be written at all: that is found out before the work, which may take a night. */
import { accessSync, constants, lstatSync, mkdtempSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { diskReason } from '../../files/diskErrors.js';
import { realPath } from '../resume/stateFile.js';
import type { PlannedOutput } from './plannedOutput.js';
import { identityOf, infoOf } from './protectedFiles.js';

/** Why an output cannot be written; undefined where nothing speaks against it. */
export function whyUnwritable({ file, kind }: PlannedOutput): string | undefined {
  const info = infoOf(file);
  if (kind === 'folder') {
    if (info === undefined && isLink(file)) return `${file} is a link that leads nowhere`;
    if (info !== undefined && !info.isDirectory()) return `${file} is a file: name a folder`;
    return whyClosed(file, file);
  }
  if (info?.isDirectory()) return `${file} is a folder: name a file in it`;
  if (info !== undefined && !info.isFile()) return `${file} is no file that could be replaced`;
  return whyClosed(path.dirname(path.resolve(file)), file);
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

/** Asks the folder, or the nearest above it that is there: the rest is made when something is written. */
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

/** The system's answer leaves out what a process may do beyond its user's rights: where it is no, it is tried. */
function whyNothingCanBeMade(folder: string, file: string): string | undefined {
  try {
    rmdirSync(mkdtempSync(path.join(folder, '.klartext-')));
    return undefined;
  } catch (error) {
    return diskReason({ ...(error as NodeJS.ErrnoException), message: (error as Error).message, path: file });
  }
}

/** Two outputs that are one file, by whatever name; on some systems names that differ in their case alone are one. */
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
