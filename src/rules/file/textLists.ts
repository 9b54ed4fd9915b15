/** The lists of texts that a site of a rule file may have, in their order in a file. */
import type { Status } from '../../model/rule.js';

export interface TextList {
  readonly name: string;
  /** The status of its rules. */
  readonly status: Status | undefined;
  /** Whether its texts are grouped by the reason why they are in it, the note of their rules. */
  readonly hasReasons: boolean;
}

export const TEXT_LISTS: readonly TextList[] = [
  { name: 'remove', status: undefined, hasReasons: false },
  { name: 'approved', status: 'approved', hasReasons: false },
  { name: 'candidate', status: 'candidate', hasReasons: true },
  { name: 'suspended', status: 'suspended', hasReasons: true },
  { name: 'vetoed', status: 'vetoed', hasReasons: false },
];
