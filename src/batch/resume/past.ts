/** Tells what a run need not do, for what earlier runs with the same output have done. */
import { statSync } from 'node:fs';
import path from 'node:path';
import type { BadItem, Task } from '../../files/item.js';
import { fingerprint, type WorkPrint } from './fingerprint.js';
import type { Entry, LastRun, Past } from './journal.js';

/** What an earlier run made of a document: `failed` says why it could not be cleaned. */
export interface Made {
  readonly failed?: string;
}

/** What has been made of a document; undefined where it is to be cleaned. */
export type Known = (found: Task | BadItem) => Made | undefined;

/**
 * Thrown where files of lines were to be gone on with, and inputs or outputs are no longer what they were: lines that stand in
 * the middle of a file cannot be replaced, so the run is to begin anew.
 */
export class ChangedInputError extends Error {
  override readonly name = 'ChangedInputError';
}

/** Of a folder's files each is known by itself: what its document is, what it was cleaned by, and that it is still there. */
export function knownFiles({ known }: Past, folder: string, print: WorkPrint): Known {
  return (found) => {
    const entry = known.get(found.name);
    if (entry?.out === undefined || entry.failed !== undefined || entry.hash !== fingerprint(found)) return undefined;
    if (entry.rules !== (entry.site === undefined ? print.whole : print.of(entry.site))) return undefined;
    if (isMoved(entry, print)) return undefined;
    return isThere(folder, entry) ? entry : undefined;
  };
}

/** Whether learning has put a document into another site since: other rules are then applied to it. */
function isMoved({ name, site }: Entry, { clusters }: WorkPrint): boolean {
  return site !== undefined && site !== (clusters.get(name) ?? site);
}

/** Whether what was written is still there. */
function isThere(folder: string, { out = '', size }: Entry): boolean {
  return statSync(path.join(folder, out), { throwIfNoEntry: false })?.size === size;
}

/** Follows the last run from its beginning; see `ChangedInputError`. */
export class Follower {
  private at = 0;

  /**
   * @param goesOn whether documents may follow behind those of the last run: it was killed
   * @param folder that holds a file for each document, beside the files of lines
   */
  constructor(
    private readonly last: LastRun,
    private readonly options: { readonly goesOn: boolean; readonly folder?: string },
  ) {}

  readonly known: Known = (found) => {
    const { goesOn, folder } = this.options;
    if (this.at === this.last.entries.length && goesOn) return undefined;
    const entry: Entry | undefined = this.last.entries[this.at];
    if (entry?.name !== found.name || entry.hash !== fingerprint(found)) throw new ChangedInputError();
    if (folder !== undefined && entry.out !== undefined && !isThere(folder, entry)) throw new ChangedInputError();
    this.at++;
    return entry;
  };

  /** To be called behind the last document. */
  end(): void {
    if (this.at < this.last.entries.length) throw new ChangedInputError();
  }
}
