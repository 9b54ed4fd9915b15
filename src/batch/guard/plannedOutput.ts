/** What a command is about to write: each output with the option that names it. */
import { partOf } from '../../files/sinks/lineFile.js';
import { recordFile, temporaryParquet } from '../../files/sinks/recordFile.js';

export interface PlannedOutput {
  /** The option, such as `--out`. */
  readonly option: string;
  readonly file: string;
  /** A folder of documents, a record file (written under a temporary name), a rule file, an observation file, or a list. */
  readonly kind: 'folder' | 'records' | 'rules' | 'observations' | 'list';
}

/** When existing files may be replaced. */
export interface ReplacePolicy {
  /** Whether the user has given `--force`. */
  readonly force: boolean;
  /** Whether outputs can be remembered; if not, files of earlier runs cannot be recognised. */
  readonly remembered: boolean;
}

/** Whether only a mark in the cache shows which program made an output: rules and observations show it by themselves. */
export function needsMark({ kind }: PlannedOutput): boolean {
  return kind !== 'rules' && kind !== 'observations';
}

/** The temporary files that a run writes next to an output. */
export function intermediateFiles({ file, kind }: PlannedOutput): string[] {
  if (kind !== 'records') return [];
  return recordFile(file)?.isParquet === true ? [partOf(file), temporaryParquet(file)] : [partOf(file)];
}
