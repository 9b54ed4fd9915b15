/** Where `klartext clean` writes: what its options mean together, and what they may not mean. */
import path from 'node:path';
import type { OutputSettings } from '../../batch/output/output.js';
import type { Input } from '../../files/findInputs.js';
import type { Task } from '../../files/item.js';
import type { Compression } from '../../files/sinks/compress.js';
import { OutputNames } from '../../files/sinks/outputNames.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import type { Body } from '../../judge/declaredBody.js';
import type { OutputFormat } from '../../write/write.js';
import { fileToWrite, UsageError } from '../options.js';
import type { Tally } from '../report/runTally.js';
import { print } from '../terminal/terminal.js';

/** The options that say where results go. */
export interface OutputOptions {
  out: string | undefined;
  to: OutputFormat | undefined;
  compress: Compression | undefined;
  removed: string | undefined;
  errors: string | undefined;
  resume: boolean;
  body: Body;
}

/** The form of the output; a file of records has but one. */
export function formOf({ out, to }: OutputOptions): OutputFormat {
  if (out === undefined || recordFile(out) === undefined) return to ?? 'txt';
  if (to !== undefined && to !== 'jsonl')
    throw new UsageError(`--to: ${out} is a file of records; name a folder for ${to}, or leave --to away`);
  return 'jsonl';
}

/**
 * Where results go.
 * @param several whether there is more than one input
 * @param tally counts the bytes that are written
 * @throws UsageError
 */
export function outputSettingsOf(args: OutputOptions, to: OutputFormat, several: boolean, tally: Tally): OutputSettings {
  const { out, compress, removed, errors, resume, body } = args;
  if (body === 'declared' && to === 'html')
    throw new UsageError('--body: what is declared has no markup to write; use txt, md, json or jsonl');
  if (body === 'declared' && removed !== undefined)
    throw new UsageError('--removed: documents are restored from what they show; leave it away, or --body declared');
  const file = out === undefined ? undefined : recordFile(out);
  const plain = out?.replace(/\.(?:gz|zst)$/iu, '');
  if (file?.isParquet && (file.compress ?? compress) !== undefined) {
    throw new UsageError(
      `${compress === undefined ? '--out' : '--compress'}: Parquet is compressed within: name it ${plain}, and leave --compress away`,
    );
  }
  if (compress !== undefined && file !== undefined && file.compress !== compress) {
    throw new UsageError(`--compress: the name of a file of records says how: ${plain}.${compress}`);
  }
  for (const [option, file] of Object.entries({ removed, errors })) {
    if (file === undefined) continue;
    fileToWrite(`--${option}`, file);
    if (recordFile(file)?.isParquet !== false) throw new UsageError(`--${option}: ${file}: name a .jsonl file, or .jsonl.gz, .jsonl.zst`);
  }
  return {
    ...(out === undefined ? {} : { out }),
    ...(compress === undefined ? {} : { compress }),
    ...(removed === undefined ? {} : { removed }),
    ...(errors === undefined ? {} : { errors }),
    resume,
    print,
    headed: (text, of) => withHeader(of, text, several, to),
    onBytes: (count) => {
      tally.bytesOut += count;
    },
  };
}

/** Several documents on one output are told apart as `head` does it; records need no header. */
function withHeader({ name, file }: Task, text: string, several: boolean, to: OutputFormat): string {
  const isRecord = to === 'json' || to === 'jsonl';
  return !isRecord && (several || name !== file) ? `==> ${name} <==\n${text}\n` : text;
}

/** What an earlier run has written below a folder that is read is no input, unless it is named itself. */
export function withoutOutputs(
  inputs: readonly Input[],
  paths: readonly string[],
  { out, removed, errors }: OutputOptions,
): readonly Input[] {
  const named = new Set(paths.map((file) => path.resolve(file)));
  const outputs = [out, removed, errors].flatMap((file) => (file === undefined ? [] : [path.resolve(file)]));
  const own = outputs.filter((file) => !named.has(file) && paths.some((above) => isBelow(file, path.resolve(above))));
  return own.length === 0 ? inputs : inputs.filter(({ file }) => !own.some((output) => isBelow(path.resolve(file), output)));
}

/** Whether a file is a folder, or stands in it. */
function isBelow(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep);
}

/** A cleaned text must not take the place of its source: what was removed would be gone. */
export function refuseOverwriting(inputs: readonly Input[], to: OutputFormat, { out, compress }: OutputOptions): void {
  if (out === undefined) return;
  const sources = new Set(inputs.map(({ file }) => path.resolve(file)));
  const names = new OutputNames(inputs, compress === undefined ? to : `${to}.${compress}`);
  const outputs = recordFile(out) === undefined ? inputs.map(({ relative }) => path.join(out, names.next(relative))) : [out];
  const taken = outputs.find((file) => sources.has(path.resolve(file)));
  if (taken !== undefined) throw new UsageError(`--out: ${taken} is one of the inputs and would be overwritten; name another folder`);
}
