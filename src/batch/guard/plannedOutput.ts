/** What a command is about to write: each output, with the option that names it. */
import { partOf } from '../../files/sinks/lineFile.js';
import { temporaryOf } from '../../files/sinks/parquet.js';
import { recordFile } from '../../files/sinks/recordFile.js';

export interface PlannedOutput {
  /** As the user wrote it: `--out`. */
  readonly option: string;
  readonly file: string;
  /** A folder of documents; a file of records, which grows beside its name; a rule file; a file of observations. */
  readonly kind: 'folder' | 'records' | 'rules' | 'observations';
}

/** What lets existing files be replaced. */
export interface ReplacePolicy {
  /** The user has said so: with `--force`. */
  readonly force: boolean;
  /** Whether earlier runs could be remembered; where they cannot be, nothing tells their files from others. */
  readonly remembered: boolean;
}

/** The files that a run makes on its way to an output, beside the output itself. */
export function intermediateFiles({ file, kind }: PlannedOutput): string[] {
  if (kind !== 'records') return [];
  return recordFile(file)?.isParquet === true ? [partOf(file), temporaryOf(file)] : [partOf(file)];
}
