/**
 * The journal of a run: what has been done of it, so that a later run with the same output goes on from there.
 *
 * It is a file of lines in the user's cache, appended to as documents are finished: a process that is killed loses at
 * most the last lines, and does again what they would have told.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { makeFolder } from '../../files/makeFolder.js';

/** A document that is done. */
export interface Entry {
  readonly name: string;
  /** The document's `fingerprint`. */
  readonly hash: string;
  /** What it was cleaned by (`WorkPrint`): that of its site, or the whole where its site rests on the rules. */
  readonly rules: string;
  /** The site that something beside its text told. */
  readonly site?: string;
  /** Where it was written, and the size of that file. */
  readonly out?: string;
  readonly size?: number;
  /** Why it could not be cleaned. */
  readonly failed?: string;
  /** How long each of the run's files of lines was once this document stood in it. */
  readonly ends?: Sizes;
}

/** Sizes of files in bytes, by what they are for. */
export type Sizes = Readonly<Record<string, number>>;

type Line = Entry | { readonly begin: string } | { readonly end: Sizes };

const FORMAT = 'klartext-journal/1';

/** Where journals are: one for each output, named by its path. */
export function journalFile(out: string): string {
  const cache = process.env.XDG_CACHE_HOME || path.join(homedir(), '.cache');
  const key = createHash('sha256').update(path.resolve(out)).digest('hex').slice(0, 24);
  return path.join(cache, 'klartext', 'runs', `${key}.jsonl`);
}

/** What the last run with this output was, in its order. */
export interface LastRun {
  /** What it was begun with. */
  readonly begin: string;
  readonly entries: readonly Entry[];
  /** The sizes of its files of lines, where it came to its end. */
  readonly end?: Sizes;
}

/** What earlier runs have left. */
export interface Past {
  /** The last entry of each document, of whatever run. */
  readonly known: ReadonlyMap<string, Entry>;
  readonly last?: LastRun;
}

/** Reads a journal; a damaged line ends it, and what stood behind it will be done again. */
export function readJournal(file: string): Past {
  const known = new Map<string, Entry>();
  let last: { begin: string; entries: Entry[]; end?: Sizes } | undefined;
  for (const line of linesOf(file)) {
    if ('begin' in line) last = { begin: line.begin, entries: [] };
    else if ('end' in line && last !== undefined) last.end = line.end;
    else if ('name' in line) {
      last?.entries.push(line);
      known.set(line.name, line);
    }
  }
  return { known, ...(last === undefined ? {} : { last }) };
}

function* linesOf(file: string): Generator<Line> {
  if (!existsSync(file)) return;
  const [head, ...lines] = readFileSync(file, 'utf8').split('\n');
  try {
    if ((JSON.parse(head) as { format?: string }).format !== FORMAT) return;
    for (const line of lines) if (line !== '') yield JSON.parse(line) as Line;
  } catch {
    // A line cut short: the process was killed while it wrote.
  }
}

/** A journal that is being written. */
export class Journal {
  private constructor(private readonly handle: number) {}

  /**
   * Begins a run, or goes on with one that was killed. What is known is written anew: a line that was cut short would
   * spoil the next one.
   * @param kept what stays known
   */
  static open(
    file: string,
    begin: string,
    { before, inRun }: { readonly before: Iterable<Entry>; readonly inRun: Iterable<Entry> },
  ): Journal {
    makeFolder(path.dirname(file));
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(temporary, linesText([{ format: FORMAT }, ...before, { begin }, ...inRun]));
    renameSync(temporary, file);
    return new Journal(openSync(file, 'a'));
  }

  add(entries: readonly Entry[]): void {
    if (entries.length > 0) writeSync(this.handle, linesText(entries));
  }

  /** @param end the sizes of the files of lines, where the run came to its end */
  close(end?: Sizes): void {
    if (end !== undefined) writeSync(this.handle, linesText([{ end }]));
    closeSync(this.handle);
  }
}

function linesText(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
