/** Keeps what a command writes from what it reads, and from what somebody else has made. */
import path from 'node:path';
import { realPlace } from '../resume/outputKey.js';
import { foreignIn, UNKNOWN, whyKept } from './foreign.js';
import { besides, type Outgoing, type Trust } from './outgoing.js';
import type { RuleMaker } from './ruleHead.js';
import { infoOf, type Sources } from './sources.js';

/** Why a file must not be written; undefined where it may be. */
export type Refusal = (file: string) => string | undefined;

/**
 * Why an output that is a file must not be written.
 * @param maker the command, where it makes rules
 */
export async function whyRefused(output: Outgoing, sources: Sources, trust: Trust, maker?: RuleMaker): Promise<string | undefined> {
  for (const file of [output.file, ...besides(output)]) {
    const read = whyRead(file, sources);
    if (read !== undefined) return read;
  }
  const kept = await whyKept(output, trust, maker);
  return kept === undefined ? undefined : `${kept}; --force replaces it`;
}

/**
 * Tells of each file in an output folder why it must not be written, from what is known before the run marks the folder.
 * @param others the run's other outputs: they may be in the folder
 */
export function refusalIn(folder: string, others: readonly Outgoing[], sources: Sources, trust: Trust): Refusal {
  const isForeign = foreignIn(folder, trust);
  const place = realPlace(folder);
  const taken = new Set(others.flatMap((other) => [other.file, ...besides(other)].map(realPlace)).filter((file) => isBelow(file, place)));
  return (file) => {
    // Each place is asked for only where there may be one to meet.
    if (taken.size > 0 && taken.has(realPlace(file))) return `${file} is another output of this run`;
    const info = infoOf(file);
    if (info === undefined) return undefined;
    return whyRead(file, sources) ?? (isForeign(info) ? `${file} ${UNKNOWN}; --force replaces it` : undefined);
  };
}

function whyRead(file: string, sources: Sources): string | undefined {
  const info = infoOf(file);
  const source = info === undefined ? undefined : sources.at(info);
  return source === undefined ? undefined : `${file} is ${source.what} and would be overwritten`;
}

/** Whether a path is that of a folder, or of something in it. */
export function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}
