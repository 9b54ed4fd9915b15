/** The outputs of `klartext clean`: interprets its options and rejects combinations that make no sense. */
import path from 'node:path';
import { isBelow } from '../../batch/guard/guard.js';
import { isOwnIn } from '../../batch/guard/ownership.js';
import type { PlannedOutput } from '../../batch/guard/plannedOutput.js';
import type { OutputSettings } from '../../batch/output/output.js';
import { realPath } from '../../batch/resume/stateFile.js';
import { shownName } from '../../files/fileName.js';
import type { Input } from '../../files/findInputs.js';
import type { Task } from '../../files/item.js';
import type { Compression } from '../../files/sinks/compress.js';
import type { Refusal } from '../../files/sinks/folder.js';
import { OutputNames } from '../../files/sinks/outputNames.js';
import { recordFile } from '../../files/sinks/recordFile.js';
import { isPageName } from '../../files/sources/endings.js';
import type { Body } from '../../judge/declaredBody.js';
import { visible } from '../../text/visible.js';
import type { OutputFormat } from '../../write/write.js';
import { fileToWrite, UsageError } from '../options.js';
import type { RunTally } from '../report/runTally.js';
import { isLive, print, seen } from '../terminal/terminal.js';
import { folderToWrite, type WriteOptions } from './outputClaim.js';

/** Options for outputs. */
export interface OutputOptions extends WriteOptions {
  out: string | undefined;
  to: OutputFormat | undefined;
  compress: Compression | undefined;
  removed: string | undefined;
  errors: string | undefined;
  resume: boolean;
  body: Body;
}

/** The output format; record files have only one. */
export function formOf({ out, to }: OutputOptions): OutputFormat {
  if (out === undefined || recordFile(out) === undefined) return to ?? 'txt';
  if (to !== undefined && to !== 'jsonl') throw new UsageError(`--to: ${out} is a record file; name a folder for ${to}, or leave out --to`);
  return 'jsonl';
}

/**
 * The files that a run writes.
 * @throws UsageError for options that contradict each other
 */
export function plannedOutputs({ out, compress, removed, errors, body }: OutputOptions, to: OutputFormat): PlannedOutput[] {
  if (body === 'declared') refuseForDeclaredBody(to, removed);
  return [
    ...(out === undefined ? [] : [mainOutput(out, compress)]),
    ...(removed === undefined ? [] : [sideOutput('--removed', removed)]),
    ...(errors === undefined ? [] : [sideOutput('--errors', errors)]),
  ];
}

function refuseForDeclaredBody(to: OutputFormat, removed: string | undefined): void {
  if (to === 'html') throw new UsageError('--body: a declared body has no markup to write; use txt, md, json or jsonl');
  if (removed !== undefined) {
    throw new UsageError('--removed: only visible text can be restored; leave out --removed or --body declared');
  }
}

/** The output that `--out` names: a folder or a record file. */
function mainOutput(out: string, compress: Compression | undefined): PlannedOutput {
  const file = recordFile(out);
  if (file === undefined) return { option: '--out', file: folderToWrite(out), kind: 'folder' };
  const plain = out.replace(/\.(?:gz|zst)$/iu, '');
  if (file.isParquet && (file.compress ?? compress) !== undefined) {
    const option = compress === undefined ? '--out' : '--compress';
    throw new UsageError(`${option}: Parquet files are compressed internally; name it ${plain} and leave out --compress`);
  }
  if (compress !== undefined && file.compress !== compress) {
    throw new UsageError(`--compress: a record file is compressed according to its name; use --out ${plain}.${compress}`);
  }
  return { option: '--out', file: out, kind: 'records' };
}

function sideOutput(option: string, file: string): PlannedOutput {
  fileToWrite(option, file);
  if (recordFile(file)?.isParquet !== false) throw new UsageError(`${option}: ${file}: name a .jsonl, .jsonl.gz or .jsonl.zst file`);
  return { option, file, kind: 'records' };
}

/**
 * Output settings from options that `plannedOutputs` has checked.
 * @param several whether there is more than one input
 * @param tally counts the bytes that are written
 * @param refusal the reason why a file in the folder must not be written, if there is one
 */
export function outputSettingsOf(
  { out, compress, removed, errors, resume }: OutputOptions,
  to: OutputFormat,
  several: boolean,
  tally: RunTally,
  refusal: Refusal | undefined,
): OutputSettings {
  return {
    ...(out === undefined ? {} : { out }),
    ...(compress === undefined ? {} : { compress }),
    ...(removed === undefined ? {} : { removed }),
    ...(errors === undefined ? {} : { errors }),
    resume,
    ...(refusal === undefined ? {} : { refusal }),
    print,
    live: isLive(),
    withHeading: (text, of) => (compress === undefined ? seen : String)(withHeader(of, text, several, to)),
    onBytes: (count) => {
      tally.bytesOut += count;
    },
  };
}

/** Several documents on one output are separated by headings in the style of `head`; records need none. */
function withHeader({ name, file }: Task, text: string, several: boolean, to: OutputFormat): string {
  const isRecord = to === 'json' || to === 'jsonl';
  return !isRecord && (several || name !== shownName(file)) ? `==> ${visible(name)} <==\n${text}\n` : text;
}

/**
 * Excludes outputs of earlier runs from the inputs unless they were named: outputs may be inside an input folder or
 * match a glob.
 */
export async function withoutOutputs(
  inputs: readonly Input[],
  paths: readonly string[],
  outputs: readonly PlannedOutput[],
): Promise<readonly Input[]> {
  const named = new Set(paths.map(realPath));
  const others = outputs.map((output) => ({ output, place: realPath(output.file) })).filter(({ place }) => !named.has(place));
  const own = await Promise.all(others.map(async ({ output, place }) => ({ place, isOwn: await isOwnIn(output) })));
  if (own.length === 0) return inputs;
  const folders = new Map<string, string>();
  const placeOf = (file: string): string => {
    const above = path.dirname(file);
    const real = folders.get(above) ?? realPath(above);
    folders.set(above, real);
    return path.join(real, path.basename(file));
  };
  return inputs.filter(({ file, walked }) => !walked || !own.some(({ place, isOwn }) => isBelow(placeOf(file), place) && isOwn(file)));
}

/** Refuses to overwrite sources with their cleaned text, which would lose what was removed. */
export function refuseOverwriting(inputs: readonly Input[], to: OutputFormat, { out, compress }: OutputOptions, refusal: Refusal): void {
  if (out === undefined) return;
  const names = new OutputNames(inputs, compress === undefined ? to : `${to}.${compress}`);
  for (const { relative } of inputs) {
    const file = path.join(out, names.next(relative));
    // Documents in a record file have names of their own, known only once they are read.
    const why = isPageName(relative) ? refusal(file) : undefined;
    if (why !== undefined) throw new UsageError(`--out: ${why}`);
  }
}
