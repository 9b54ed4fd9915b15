/** What commands do before they write: refuse what would fail or destroy something, and keep other runs away. */
import type { Argv } from 'yargs';
import { whyRefused } from '../../batch/guard/guard.js';
import { markBegun, markDone } from '../../batch/guard/outputMark.js';
import type { PlannedOutput, ReplacePolicy } from '../../batch/guard/plannedOutput.js';
import { infoOf, type ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import type { RuleMaker } from '../../batch/guard/ruleHead.js';
import { findDuplicate, whyUnwritable } from '../../batch/guard/writable.js';
import { lockOutputs } from '../../batch/resume/lock.js';
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
      describe: 'Replace files that no run of klartext has made, or that were edited since',
    })
    .option('wait', { type: 'boolean', default: false, describe: 'Wait while another run writes to the same output' })
    .group(['force', 'wait'], 'Outputs:');
}

/**
 * A folder that a command is to write, refused where its name is that of a file: nobody means a folder by `bodies.csv`.
 * @throws UsageError
 */
export function folderToWrite(out: string): string {
  if (out === '') throw new UsageError('--out: name the folder or the file to write');
  const isFile = kindByName(out) !== undefined || /\.json$/iu.test(out);
  if (!isFile || /[/\\]$/u.test(out) || infoOf(out)?.isDirectory()) return out;
  throw new UsageError(`--out: ${out}: files of records are .jsonl, .jsonl.gz, .jsonl.zst or .parquet; a folder of this name is ${out}/`);
}

/** Outputs that no other run writes to. */
export interface OutputClaim extends ReplacePolicy {
  readonly outputs: readonly PlannedOutput[];
  /** Why other runs are not kept away. */
  readonly failure?: string;
  /** Gives them free. */
  release(): void;
}

/**
 * Refuses outputs that cannot be written or are one and the same, and keeps other runs from them.
 * @throws UsageError, or LockedError where another run writes to one of them
 */
export async function claimOutputs(outputs: readonly PlannedOutput[], { force, wait }: WriteOptions): Promise<OutputClaim> {
  const twice = findDuplicate(outputs);
  if (twice !== undefined)
    throw new UsageError(`${twice[1].option}: ${twice[1].file} is what ${twice[0].option} names, too; name another file`);
  for (const output of outputs) {
    const why = whyUnwritable(output);
    if (why !== undefined) throw new UsageError(`${output.option}: ${why}`);
  }
  const files = outputs.map(({ file }) => file);
  const { failure, release } = await lockOutputs(files, { wait, onWait: say });
  return { outputs, force, remembered: failure === undefined, ...(failure === undefined ? {} : { failure }), release };
}

/** What a person should know of outputs that could not be locked. */
export function unguarded(failure: string): string {
  return `nothing keeps another run from the same outputs: ${failure}`;
}

/** Says it, where there is no report that would. */
export function sayUnguarded({ failure }: OutputClaim, colors: Colors): void {
  if (failure !== undefined) say(`${colors.yellow('note')} ${unguarded(failure)}`);
}

/** What a command reads beside its documents: rule files, and the configuration. */
export function filesRead({ rules = [], config }: { readonly rules?: readonly string[]; readonly config?: unknown }) {
  return [
    ...rules.map((file) => ({ file, what: 'one of the rule files' })),
    ...(typeof config === 'string' && config !== 'none' ? [{ file: config, what: 'the configuration' }] : []),
  ];
}

/**
 * Refuses outputs that would take the place of what is read, or of what somebody else has made.
 * @param maker the command, where it makes rules
 * @throws UsageError
 */
export async function refuseLosses({ outputs, ...policy }: OutputClaim, protectedFiles: ProtectedFiles, maker?: RuleMaker): Promise<void> {
  for (const output of outputs) {
    const why = await whyRefused(output, protectedFiles, policy, maker);
    if (why !== undefined) throw new UsageError(`${output.option}: ${why}`);
  }
}

/** Remembers that outputs are this program's: from now on, and as a finished run has left them. */
export function rememberBegun({ outputs, remembered }: OutputClaim): void {
  remember(outputs, remembered, markBegun);
}

export function rememberDone({ outputs, remembered }: OutputClaim): void {
  remember(outputs, remembered, markDone);
}

function remember(outputs: readonly PlannedOutput[], remembered: boolean, mark: (output: string) => void): void {
  if (!remembered) return;
  for (const { file, kind } of outputs) {
    // Rules and observations say themselves who made them.
    if (kind !== 'folder' && kind !== 'records') continue;
    try {
      mark(file);
    } catch {
      // The cache has no room: a later run will ask for --force.
    }
  }
}
