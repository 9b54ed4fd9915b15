/** Whether what is where a run is to write was made by somebody else: then it is not replaced. */
import { type BigIntStats, readFileSync } from 'node:fs';
import { isPersonal } from '../../learn/evidence/identity.js';
import { parseRules } from '../../rules/file/load.js';
import { type OutputMark, outputMarkOf } from './outputMark.js';
import { isOwnContent } from './ownContent.js';
import { intermediateFiles, type PlannedOutput, type ReplacePolicy } from './plannedOutput.js';
import { infoOf } from './protectedFiles.js';
import { makerOf, type RuleMaker } from './ruleHead.js';

/** Milliseconds by which clocks may be set back. */
const SLACK = 1000;

/** Tells of the files of an output folder whether they are somebody else's. */
export function notOursIn(folder: string, { force, remembered }: ReplacePolicy): (info: BigIntStats) => boolean {
  if (force || !remembered) return () => false;
  const since = outputMarkOf(folder)?.since ?? Number.POSITIVE_INFINITY;
  return (info) => info.isFile() && info.size > 0n && Number(info.mtimeMs) < since - SLACK;
}

/** What is not believed, whatever the user says: a file that is read is not replaced because of `--force`. */
const STRICT: ReplacePolicy = { force: false, remembered: true };

/** Tells of the files of an output, or of the output itself, whether earlier runs have made them. */
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

/** Why somebody else's file is kept. */
export const UNKNOWN = 'is there already, and no run is known to have made it';

/**
 * Why a file must not be replaced; undefined for one that may be, that is empty, or that is not there.
 * @param maker the command, where it makes rules
 */
export async function whyKept(output: PlannedOutput, { force }: ReplacePolicy, maker?: RuleMaker): Promise<string | undefined> {
  const { file, kind } = output;
  if (force || kind === 'folder') return undefined;
  if (kind === 'rules') return whyRulesKept(file, maker);
  const mark = kind === 'records' ? outputMarkOf(file) : undefined;
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
  if (mark === undefined) return (await isOwnContent(file)) ? undefined : `${file} ${UNKNOWN}`;
  // Without a size a run was killed, perhaps between the file's last byte and the mark.
  return mark.size === undefined || BigInt(mark.size) === size ? undefined : `${file} has been changed since it was made`;
}

/** Rules are learned in a minute, and reviewed in a day: what people have decided is in no other file. */
function whyRulesKept(file: string, maker: RuleMaker | undefined): string | undefined {
  if ((infoOf(file)?.size ?? 0n) === 0n) return undefined;
  const text = textOf(file);
  const made = makerOf(text);
  if (made === undefined) return `${file} ${UNKNOWN}, or it has been worked on since`;
  // What was merged is still in the files that it was merged from.
  if (made === maker && maker === 'rules merge') return undefined;
  return parseRules(text, file).rules.some(isPersonal) ? `${file} holds what people have decided` : undefined;
}

/** What cannot be read is nobody's to replace. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
