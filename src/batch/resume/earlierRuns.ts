/** Decides which documents need not be cleaned because earlier runs with the same output have done them. */
import type { BadItem, Task } from '../../files/item.js';
import type { EarlierResult } from '../run/earlierResult.js';
import { isThere } from './earlierOutputs.js';
import { fingerprint, printOf, type SettingsFingerprint } from './fingerprint.js';
import type { History } from './history.js';
import type { JournalEntry } from './journalLine.js';
import type { PlacedLine } from './journalReader.js';
import type { Checkpoint } from './lastRun.js';

/**
 * Thrown if line files were to be continued but inputs or outputs have changed. Lines in the middle of a file cannot be
 * replaced, so the run has to start over.
 */
export class ChangedInputError extends Error {
  override readonly name = 'ChangedInputError';
}

/**
 * The earlier result of a document with an output file of its own, if neither the document, its output name nor the file
 * has changed.
 */
export function unchangedFile(
  history: History,
  folder: string,
  print: SettingsFingerprint,
  found: Task | BadItem,
  out: string,
): EarlierResult | undefined {
  const entry = history.entryAt(out);
  if (entry?.name !== found.name || isMoved(entry, print) || entry.print !== printOf(fingerprint(found), print, entry.site))
    return undefined;
  return isThere(folder, entry) ? entry : undefined;
}

/** Whether learning has since assigned the document to another site, whose rules differ. */
function isMoved({ name, site }: JournalEntry, { clusters }: SettingsFingerprint): boolean {
  return site !== undefined && site !== (clusters.get(name) ?? site);
}

/** Follows the last run from its beginning; see `ChangedInputError`. */
export class Follower {
  private readonly entries: Generator<JournalEntry>;
  private next: JournalEntry | undefined;

  /** @param folder that holds one file per document, in addition to the line files */
  constructor(
    history: History,
    private readonly print: SettingsFingerprint,
    private readonly options: {
      /** How far to follow it. */
      readonly reached: Checkpoint;
      /** Whether more documents may follow those of the last run: it was killed, or some are tried again. */
      readonly goesOn: boolean;
      readonly folder?: string;
    },
  ) {
    this.entries = entriesOf(history.lines(history.last?.from), options.reached.to);
    this.advance();
  }

  earlierResult(found: Task | BadItem, out: string | undefined): EarlierResult | undefined {
    const { goesOn, folder } = this.options;
    const entry = this.next;
    if (entry === undefined && goesOn) return undefined;
    if (entry?.name !== found.name || entry.print !== printOf(fingerprint(found), this.print, entry.site)) throw new ChangedInputError();
    if (folder !== undefined && entry.failed === undefined && (entry.out !== out || !isThere(folder, entry))) throw new ChangedInputError();
    this.advance();
    return entry;
  }

  /** Must be called after the last document. */
  end(): void {
    if (this.next !== undefined) throw new ChangedInputError();
  }

  private advance(): void {
    try {
      this.next = this.entries.next().value;
    } catch {
      // The journal has changed since it was read.
      throw new ChangedInputError();
    }
  }
}

function* entriesOf(lines: Iterable<PlacedLine>, to: number): Generator<JournalEntry, undefined> {
  for (const { line, at } of lines) {
    if (at >= to) return;
    if ('name' in line) yield line;
  }
}
