/** What commands do before they write: reject outputs that would fail or destroy something, and lock them. */
import type { Argv } from 'yargs';
import { whyRefused } from '../../batch/guard/guard.js';
import { markBegun, markDone } from '../../batch/guard/outputMark.js';
import { needsMark, type PlannedOutput, type ReplacePolicy } from '../../batch/guard/plannedOutput.js';
import { infoOf, type ProtectedFile, type ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import type { RuleMaker } from '../../batch/guard/ruleHead.js';
import { findDuplicate, whyUnwritable } from '../../batch/guard/writable.js';
import { lockOutputs } from '../../batch/resume/lock.js';
import { ruleFilesIn } from '../../batch/ruleFolder.js';
import { kindByName } from '../../files/sources/endings.js';
import { UsageError } from '../options.js';
import { type Colors, say } from '../terminal/terminal.js';

export interface WriteOptions {
  force: boolean;
  wait: boolean;
}

/** Adds the options of all commands that write files. */
export function withWriteOptions<T>(yargs: Argv<T>): Argv<T & WriteOptions> {
  return yargs
    .option('force', {
      type: 'boolean',
      default: false,
      describe: 'Replace files that klartext did not write, or that were edited since',
    })
    .option('wait', { type: 'boolean', default: false, describe: 'Wait while another run is writing to the same output' })
    .group(['force', 'wait'], 'Outputs:');
}

/**
 * Checks the name of a folder to write: `bodies.csv` is hardly meant to be one.
 * @throws UsageError
 */
export function folderToWrite(out: string): string {
  if (out === '') throw new UsageError('--out: name the folder or the file to write');
  const isFile = kindByName(out) !== undefined || /\.json$/iu.test(out);
  if (!isFile || /[/\\]$/u.test(out) || infoOf(out)?.isDirectory()) return out;
  throw new UsageError(
    `--out: ${out}: record files end in .jsonl, .jsonl.gz, .jsonl.zst or .parquet; for a folder of this name write ${out}/`,
  );
}

/** Outputs that are locked for this run. */
export interface OutputClaim extends ReplacePolicy {
  readonly outputs: readonly PlannedOutput[];
  /** Why the outputs could not be locked. */
  readonly failure?: string;
}

/**
 * Rejects outputs that cannot be written or coincide, and locks the others while they are used.
 * @throws UsageError, or LockedError if another run writes to one of them
 */
export async function withOutputs<T>(
  outputs: readonly PlannedOutput[],
  { force, wait }: WriteOptions,
  use: (claim: OutputClaim) => Promise<T>,
): Promise<T> {
  const twice = findDuplicate(outputs);
  if (twice !== undefined)
    throw new UsageError(`${twice[1].option}: ${twice[1].file} is already the file of ${twice[0].option}; name another file`);
  for (const output of outputs) {
    const why = whyUnwritable(output);
    if (why !== undefined) throw new UsageError(`${output.option}: ${why}`);
  }
  const files = outputs.map(({ file }) => file);
  const { failure, release } = await lockOutputs(files, { wait, onWait: say });
  try {
    return await use({ outputs, force, remembered: failure === undefined, ...(failure === undefined ? {} : { failure }) });
  } finally {
    release();
  }
}

export function unguarded(failure: string): string {
  return `other runs can write to the same outputs at the same time: ${failure}`;
}

/** Reports outputs that could not be locked, for commands without a `Report`. */
export function sayUnguarded({ failure }: OutputClaim, colors: Colors): void {
  if (failure !== undefined) say(`${colors.yellow('note')} ${unguarded(failure)}`);
}

/** The files that a command reads: documents, rule files and the configuration. */
export function filesRead({
  inputs = [],
  rules = [],
  config,
}: {
  readonly inputs?: readonly string[];
  readonly rules?: readonly string[];
  readonly config?: unknown;
}): ProtectedFile[] {
  return [
    ...inputs.map((file) => ({ file, what: 'one of the inputs' })),
    ...rules.flatMap(ruleFilesIn).map((file) => ({ file, what: 'one of the rule files' })),
    ...(typeof config === 'string' && config !== 'none' ? [{ file: config, what: 'the configuration' }] : []),
  ];
}

/**
 * Rejects outputs that would replace an input or a file made by someone else.
 * @param maker the command, if it makes rules
 * @throws UsageError
 */
export async function refuseLosses({ outputs, ...policy }: OutputClaim, protectedFiles: ProtectedFiles, maker?: RuleMaker): Promise<void> {
  for (const output of outputs) {
    const why = await whyRefused(output, protectedFiles, policy, maker);
    if (why !== undefined) throw new UsageError(`${output.option}: ${why}`);
  }
}

/** Marks outputs as made by this program, before they are written and in their finished state. */
export function rememberBegun({ outputs, remembered }: OutputClaim): void {
  remember(outputs, remembered, markBegun);
}

export function rememberDone({ outputs, remembered }: OutputClaim): void {
  remember(outputs, remembered, markDone);
}

function remember(outputs: readonly PlannedOutput[], remembered: boolean, mark: (output: string) => void): void {
  if (!remembered) return;
  for (const { file } of outputs.filter(needsMark)) {
    try {
      mark(file);
    } catch {
      // Without a mark, a later run will ask for --force.
    }
  }
}
