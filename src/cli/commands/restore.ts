/** `klartext restore`: cleaned documents and the record of what was removed in, the originals out. */
import path from 'node:path';
import type { Argv } from 'yargs';
import { WrittenFileError } from '../../batch/restore/read.js';
import { type RestoreSettings, restoreAll } from '../../batch/restore/restoreAll.js';
import { STDIN } from '../../files/findInputs.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import { UsageError } from '../options.js';
import { count } from '../report/summary.js';
import { colorsFor, print, say } from '../terminal/terminal.js';

interface RestoreArguments {
  cleaned: string;
  removed: string;
  out: string | undefined;
  to: RestoreSettings['to'] | undefined;
  quiet: boolean;
}

export function restoreOptions(yargs: Argv): Argv<RestoreArguments> {
  return yargs
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
  for (const file of [cleaned, removed]) {
    if (out !== undefined && path.resolve(out) === path.resolve(file)) {
      throw new UsageError(`--out: ${file} is what is restored from and would be overwritten; name another`);
    }
  }
  const colors = colorsFor(process.stderr);
  let restored = 0;
  let failed = 0;
  try {
    for await (const { name, error } of restoreAll({ cleaned, removed, to, out, print })) {
      if (error === undefined) restored++;
      else failed++;
      if (error !== undefined) say(`${colors.red('error')} ${name}: ${error}`);
    }
  } catch (error) {
    // Nothing has been done yet: then it is the command line that is wrong.
    if (!(error instanceof WrittenFileError) || restored + failed === 0) throw error;
    failed++;
    say(`${colors.red('error')} ${error.message}`);
  }
  if (!args.quiet) {
    const documents = `${count(restored)} ${restored === 1 ? 'document' : 'documents'} restored`;
    const failures = failed > 0 ? `, ${colors.red(`${count(failed)} failed`)}` : '';
    say(`${colors.bold(documents)}${out === undefined ? '' : ` into ${out}`}${failures}`);
  }
  return failed > 0 ? 1 : 0;
}
