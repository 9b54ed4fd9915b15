/** `klartext restore`: restores the originals from cleaned documents and the record of what was removed. */
import type { Argv } from 'yargs';
import { refusalIn } from '../../batch/guard/guard.js';
import type { PlannedOutput } from '../../batch/guard/plannedOutput.js';
import { ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import { type RestoreSettings, restoreAll } from '../../batch/restore/restoreAll.js';
import { realPath } from '../../batch/resume/stateFile.js';
import { STDIN } from '../../files/findInputs.js';
import { WrittenFileError } from '../../files/readWritten.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import { visible } from '../../text/visible.js';
import { UsageError } from '../options.js';
import { count } from '../report/summary.js';
import { type Colors, colorsFor, print, say, sayError } from '../terminal/terminal.js';
import {
  filesRead,
  folderToWrite,
  type OutputClaim,
  refuseLosses,
  rememberBegun,
  rememberDone,
  sayUnguarded,
  type WriteOptions,
  withOutputs,
  withWriteOptions,
} from './outputClaim.js';

interface RestoreArguments extends WriteOptions {
  cleaned: string;
  removed: string;
  out: string | undefined;
  to: RestoreSettings['to'] | undefined;
  quiet: boolean;
}

export function restoreOptions(yargs: Argv): Argv<RestoreArguments> {
  return withWriteOptions(yargs)
    .positional('cleaned', { type: 'string', demandOption: true, describe: 'Output of clean: a folder, a file, or - for standard input' })
    .option('removed', { type: 'string', demandOption: true, describe: 'The file that clean --removed wrote in the same run' })
    .option('out', { type: 'string', describe: 'Folder for the originals; with --to jsonl a record file (default: standard output)' })
    .option('to', {
      choices: ['files', 'jsonl'] as const,
      describe: 'Whether to restore files or records; default: by the name of --out',
    })
    .option('quiet', { type: 'boolean', default: false, describe: 'Show no summary, only errors' })
    .example(
      '$0 restore out/ --removed r.jsonl --out in/',
      'restore the originals of a cleaned folder',
    ) as unknown as Argv<RestoreArguments>;
}

/** @returns the exit status: 0 all restored, 1 some documents failed */
export async function runRestore(args: RestoreArguments): Promise<number> {
  const { cleaned, removed, out } = args;
  const to = args.to ?? (out !== undefined && recordFile(out)?.isParquet === false ? 'jsonl' : 'files');
  if (cleaned === STDIN && removed === STDIN) throw new UsageError('standard input cannot be both; name a file for --removed');
  if (to === 'files' && out === undefined) throw new UsageError('--out: name the folder for the originals');
  const outputs: PlannedOutput[] = out === undefined ? [] : [{ option: '--out', ...(to === 'files' ? folderOf(out) : recordsOf(out)) }];
  const read = [cleaned, removed].find((file) => out !== undefined && realPath(out) === realPath(file));
  if (read !== undefined) throw new UsageError(`--out: ${read} is an input and would be overwritten; name another file`);
  return withOutputs(outputs, args, (claim) => restoreWithClaim(args, to, claim));
}

function folderOf(out: string): Pick<PlannedOutput, 'file' | 'kind'> {
  return { file: folderToWrite(out), kind: 'folder' };
}

function recordsOf(out: string): Pick<PlannedOutput, 'file' | 'kind'> {
  if (recordFile(out)?.isParquet !== false) throw new UsageError(`--out: ${out}: name a .jsonl, .jsonl.gz or .jsonl.zst file`);
  return { file: out, kind: 'records' };
}

/** Restores into outputs that are locked for this run. */
async function restoreWithClaim(
  { cleaned, removed, out, quiet }: RestoreArguments,
  to: RestoreSettings['to'],
  claim: OutputClaim,
): Promise<number> {
  const protectedFiles = new ProtectedFiles(filesRead({ inputs: [cleaned, removed] }));
  await refuseLosses(claim, protectedFiles);
  const refusal = to === 'files' && out !== undefined ? refusalIn(out, [], protectedFiles, claim) : undefined;
  rememberBegun(claim);
  const colors = colorsFor(process.stderr);
  sayUnguarded(claim, colors);
  const counts = { restored: 0, failed: 0 };
  try {
    for await (const { name, error } of restoreAll({ cleaned, removed, to, out, print, ...(refusal === undefined ? {} : { refusal }) })) {
      counts[error === undefined ? 'restored' : 'failed']++;
      if (error !== undefined) sayError(name, error);
    }
    rememberDone(claim);
  } catch (error) {
    // If nothing has been restored yet, the command line is wrong.
    if (!(error instanceof WrittenFileError) || counts.restored + counts.failed === 0) throw error;
    counts.failed++;
    say(`${colors.red('error')} ${visible(error.message)}`);
  }
  if (!quiet) say(restoredSummary(counts, out, colors));
  return counts.failed > 0 ? 1 : 0;
}

function restoredSummary(
  { restored, failed }: Readonly<Record<'restored' | 'failed', number>>,
  out: string | undefined,
  colors: Colors,
): string {
  const documents = `${count(restored)} ${restored === 1 ? 'document' : 'documents'} restored`;
  const failures = failed > 0 ? `, ${colors.red(`${count(failed)} failed`)}` : '';
  return `${colors.bold(documents)}${out === undefined ? '' : ` into ${out}`}${failures}`;
}
