/** `klartext restore`: cleaned documents and the record of what was removed in, the originals out. */
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
  claimOutputs,
  folderToWrite,
  type OutputClaim,
  refuseLosses,
  rememberBegun,
  rememberDone,
  sayUnguarded,
  type WriteOptions,
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
    .positional('cleaned', { type: 'string', demandOption: true, describe: 'What clean wrote: a folder, a file, or - for standard input' })
    .option('removed', { type: 'string', demandOption: true, describe: 'The file that clean --removed wrote in the same run' })
    .option('out', { type: 'string', describe: 'The folder for the originals; with --to jsonl a file of records (else standard output)' })
    .option('to', {
      choices: ['files', 'jsonl'] as const,
      describe: 'Whether documents become files, or records again; told by --out where it is absent',
    })
    .option('quiet', { type: 'boolean', default: false, describe: 'No summary, only errors' })
    .example('$0 restore out/ --removed r.jsonl --out in/', 'the originals of a cleaned folder') as unknown as Argv<RestoreArguments>;
}

/** @returns the exit status: 0 all restored, 1 some documents failed */
export async function runRestore(args: RestoreArguments): Promise<number> {
  const { cleaned, removed, out } = args;
  const to = args.to ?? (out !== undefined && recordFile(out)?.isParquet === false ? 'jsonl' : 'files');
  if (cleaned === STDIN && removed === STDIN) throw new UsageError('standard input can be only one of the two: name a file for --removed');
  if (to === 'files' && out === undefined) throw new UsageError('--out: name the folder that the originals are written into');
  const outputs: PlannedOutput[] = out === undefined ? [] : [{ option: '--out', ...(to === 'files' ? folderOf(out) : recordsOf(out)) }];
  const read = [cleaned, removed].find((file) => out !== undefined && realPath(out) === realPath(file));
  if (read !== undefined) throw new UsageError(`--out: ${read} is what is restored from and would be overwritten; name another`);
  const claim = await claimOutputs(outputs, args);
  try {
    return await restoreWithClaim(args, to, claim);
  } finally {
    claim.release();
  }
}

function folderOf(out: string): Pick<PlannedOutput, 'file' | 'kind'> {
  return { file: folderToWrite(out), kind: 'folder' };
}

function recordsOf(out: string): Pick<PlannedOutput, 'file' | 'kind'> {
  if (recordFile(out)?.isParquet !== false) throw new UsageError(`--out: ${out}: name a .jsonl file, or .jsonl.gz, .jsonl.zst`);
  return { file: out, kind: 'records' };
}

/** Restores into outputs that nobody else writes to. */
async function restoreWithClaim(
  { cleaned, removed, out, quiet }: RestoreArguments,
  to: RestoreSettings['to'],
  claim: OutputClaim,
): Promise<number> {
  const protectedFiles = new ProtectedFiles([cleaned, removed].map((file) => ({ file, what: 'what is restored from' })));
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
    // Before the first document it is the command line that is wrong.
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
