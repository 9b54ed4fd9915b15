/** Determines whether a file in the place of an output belongs to someone else; such files are not replaced. */
import { type BigIntStats, readFileSync } from 'node:fs';
import { isPersonal } from '../../learn/evidence/identity.js';
import { parseRules } from '../../rules/file/load.js';
import { type OutputMark, outputMarkOf } from './outputMark.js';
import { intermediateFiles, needsMark, type PlannedOutput, type ReplacePolicy } from './plannedOutput.js';
import { infoOf } from './protectedFiles.js';
import { makerOf, type RuleMaker } from './ruleHead.js';

/** Milliseconds by which clocks of file systems may lag. */
const CLOCK_LAG = 1000;

/** Whether files in an output folder are older than the first run into it, and thus belong to someone else. */
export function notOursIn(folder: string, { force, remembered }: ReplacePolicy): (info: BigIntStats) => boolean {
  if (force || !remembered) return () => false;
  const since = outputMarkOf(folder)?.since ?? Number.POSITIVE_INFINITY;
  return (info) => info.isFile() && info.size > 0n && Number(info.mtimeMs) < since - CLOCK_LAG;
}

/** Ignores `--force`: it allows replacing files, not treating them as outputs of earlier runs. */
const STRICT: ReplacePolicy = { force: false, remembered: true };

/** Whether files of an output, or the output itself, were made by earlier runs. */
export async function isOwnIn(output: PlannedOutput): Promise<(file: string) => boolean> {
  if (output.kind !== 'folder') {
    const kept = await whyKept(output, STRICT);
    return () => kept === undefined;
  }
  const isNotOurs = notOursIn(output.file, STRICT);
  return (file) => {
    const info = infoOf(file);
    return info !== undefined && !isNotOurs(info);
  };
}

/** The reason why such a file is kept. */
export const UNKNOWN = 'already exists and was not made by a known run';

/**
 * Why an existing file must not be replaced; undefined if it may be, is empty, or does not exist.
 * @param maker the command, if it makes rules
 */
export async function whyKept(output: PlannedOutput, { force }: ReplacePolicy, maker?: RuleMaker): Promise<string | undefined> {
  const { file, kind } = output;
  if (force || kind === 'folder') return undefined;
  if (kind === 'rules') return whyRulesKept(file, maker);
  const mark = needsMark(output) ? outputMarkOf(file) : undefined;
  const own = await whyFileKept(file, mark);
  if (own !== undefined || mark !== undefined) return own;
  for (const beside of intermediateFiles(output)) {
    const why = await whyFileKept(beside, undefined);
    if (why !== undefined) return why;
  }
  return undefined;
}

async function whyFileKept(file: string, mark: OutputMark | undefined): Promise<string | undefined> {
  const { size = 0n } = infoOf(file) ?? {};
  if (size === 0n) return undefined;
  if (mark === undefined) {
    // Loaded on demand: it reads all kinds of files, and most runs write where nothing is.
    const { isOwnContent } = await import('./ownContent.js');
    return (await isOwnContent(file)) ? undefined : `${file} ${UNKNOWN}`;
  }
  // A run that was killed leaves no size, perhaps after it had finished the file.
  return mark.size === undefined || BigInt(mark.size) === size ? undefined : `${file} has been changed since it was written`;
}

/** Learning rules takes a minute, reviewing them a day, and no other file holds the decisions. */
function whyRulesKept(file: string, maker: RuleMaker | undefined): string | undefined {
  if ((infoOf(file)?.size ?? 0n) === 0n) return undefined;
  const text = textOf(file);
  const made = makerOf(text);
  if (made === undefined) return `${file} ${UNKNOWN}, or was edited since`;
  // Merged rules can be merged again: the inputs still exist.
  if (made === maker && maker === 'rules merge') return undefined;
  return parseRules(text, file).rules.some(isPersonal) ? `${file} contains decisions made by people` : undefined;
}

/** A file that cannot be read is never taken for our own. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
