/** Prevents a command from overwriting its own inputs or files that it has not made. */
import path from 'node:path';
import type { Refusal } from '../../files/sinks/folder.js';
import { realPath } from '../resume/stateFile.js';
import { notOursIn, UNKNOWN, whyKept } from './ownership.js';
import { intermediateFiles, type PlannedOutput, type ReplacePolicy } from './plannedOutput.js';
import { infoOf, type ProtectedFiles } from './protectedFiles.js';
import type { RuleMaker } from './ruleHead.js';

/**
 * Why an output file must not be written.
 * @param maker the command, if it makes rules
 */
export async function whyRefused(
  output: PlannedOutput,
  protectedFiles: ProtectedFiles,
  policy: ReplacePolicy,
  maker?: RuleMaker,
): Promise<string | undefined> {
  for (const file of [output.file, ...intermediateFiles(output)]) {
    const read = whyRead(file, protectedFiles);
    if (read !== undefined) return read;
  }
  const kept = await whyKept(output, policy, maker);
  return kept === undefined ? undefined : `${kept}; --force replaces it`;
}

/**
 * Checks files in an output folder, by what is known before the run marks the folder as its own.
 * @param others the other outputs of the run, which may be in the folder
 */
export function refusalIn(
  folder: string,
  others: readonly PlannedOutput[],
  protectedFiles: ProtectedFiles,
  policy: ReplacePolicy,
): Refusal {
  const isNotOurs = notOursIn(folder, policy);
  const place = realPath(folder);
  const taken = new Set(
    others.flatMap((other) => [other.file, ...intermediateFiles(other)].map(realPath)).filter((file) => isBelow(file, place)),
  );
  return (file) => {
    // Resolving paths is slow, so it is done only if another output is in the folder.
    if (taken.size > 0 && taken.has(realPath(file))) return `${file} is another output of this run`;
    const info = infoOf(file);
    if (info === undefined) return undefined;
    return whyRead(file, protectedFiles) ?? (isNotOurs(info) ? `${file} ${UNKNOWN}; --force replaces it` : undefined);
  };
}

function whyRead(file: string, protectedFiles: ProtectedFiles): string | undefined {
  const info = infoOf(file);
  const source = info === undefined ? undefined : protectedFiles.at(info);
  return source === undefined ? undefined : `${file} is ${source.what} and would be overwritten`;
}

/** Whether a path is a folder or inside it. */
export function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
