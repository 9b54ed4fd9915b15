/**
 * Observations as a file: a header, then one line of JSON for each site and each kept document.
 *
 * Everything has a fixed order (sites by name, documents by hash), so equal observations are equal bytes, in whatever
 * order they were added and merged. A block is written out once per site and referred to by number afterwards:
 * furniture, which is on every page, then costs only a few bytes per page.
 */
import * as v from 'valibot';
import { expectArgument } from '../../model/argument.js';
import {
  addFolders,
  addSample,
  expectObservations,
  type FolderCounts,
  folderCounts,
  keptIn,
  OBSERVATIONS_FORMAT,
  type Observations,
  READ_FORMATS,
  sampleIn,
  unpacked,
} from './observations.js';
import { MAX_TEXT, type SeenBlock, type SeenDocument, textKey } from './observe.js';

/** Thrown for an observation file that cannot be used; nothing is taken from it. */
export class ObservationFileError extends Error {
  override readonly name = 'ObservationFileError';
  constructor(
    readonly file: string,
    /** Line number, counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
  }
}

/**
 * Writes observations as lines without line ends.
 *
 *
 * @example
 * ```ts
 * import { addSeen, type Observations, observe, parseObservations, readText, writeObservations } from 'klartext';
 *
 * const observations: Observations = new Map();
 * addSeen(observations, observe(readText('Der Rat der Stadt tagt.', { site: 'bote.example' })));
 * const lines = [...writeObservations(observations)];
 * lines.length; // => 4
 * parseObservations(lines, 'part1.obs').get('bote.example')?.seen; // => 1
 * ```
 */
export function* writeObservations(observations: Observations): Generator<string> {
  expectObservations(observations);
  yield JSON.stringify({ format: OBSERVATIONS_FORMAT });
  let written = 0;
  for (const [site, seen] of [...observations].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sample = sampleIn(seen);
    const documents = unpacked(keptIn(sample));
    yield JSON.stringify({ site, seen: seen.seen, documents: documents.length, folders: foldersEntry(folderCounts(sample)) });
    const numbers = new Map<string, number>();
    for (const document of documents) yield documentLine(document, numbers);
    written += documents.length;
  }
  // Without a closing line, a truncated file would be accepted.
  yield JSON.stringify({ end: written });
}

/** Absent where no folders are known, as for sites that something else names. */
function foldersEntry(counts: FolderCounts): string | object | undefined {
  if (counts === undefined) return TOO_MANY;
  return counts.size === 0 ? undefined : [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Fixes the order of the fields, whatever order they were set in. The site is in a line of its own. */
function documentLine(
  { hash, id, format, folder, date, titles, blocks, site: _, ...rest }: SeenDocument,
  numbers: Map<string, number>,
): string {
  const main = blocks.flatMap((block, i) => (block.main === true ? [i] : []));
  const voted = blocks.some((block) => block.main !== undefined);
  const line = {
    hash,
    id,
    format,
    folder,
    date,
    titles,
    blocks: blocks.map((block) => blockEntry(block, numbers)),
    main: voted ? main : undefined,
  };
  return JSON.stringify({ ...line, ...rest });
}

function blockEntry(
  { text, key, main: _, words, shape, path, sentences, ...rest }: SeenBlock,
  numbers: Map<string, number>,
): object | number {
  // The key can be derived from a text that was not cut.
  const entry = { text, key: text.length < MAX_TEXT ? undefined : key, words, shape, path, sentences, ...rest };
  const name = JSON.stringify(entry);
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return entry;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Header = v.strictObject({ format: v.string() });
/** Stands for the folders where there were too many of them. */
const TOO_MANY = 'too many';
const SiteLine = v.strictObject({
  site: v.string(),
  seen: count,
  documents: count,
  folders: v.exactOptional(v.union([v.literal(TOO_MANY), v.array(v.tuple([v.string(), count]))])),
});
const EndLine = v.strictObject({ end: count });
const BlockEntry = v.looseObject({
  text: v.string(),
  key: v.exactOptional(v.string()),
  words: count,
  shape: v.picklist(['prose', 'headline', 'other']),
  path: v.exactOptional(v.string()),
  sentences: v.exactOptional(v.array(count)),
});
const DocumentLine = v.looseObject({
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/u)),
  id: v.string(),
  format: v.picklist(['text', 'html']),
  folder: v.exactOptional(v.string()),
  date: v.exactOptional(v.string()),
  titles: v.array(v.string()),
  blocks: v.array(v.union([count, BlockEntry])),
  main: v.exactOptional(v.array(count)),
});

/**
 * Reads observations.
 * @param lines the file's lines, without line ends; or its content
 * @param name how messages refer to the file
 * @throws ObservationFileError for anything that `writeObservations` would not write
 *
 *
 * @example
 * ```ts
 * import { ObservationFileError, parseObservations, writeObservations } from 'klartext';
 *
 * const content = [...writeObservations(new Map())].join('\n');
 * parseObservations(content, 'part1.obs').size; // => 0
 * try {
 *   parseObservations('{"format":', 'part1.obs');
 * } catch (error) {
 *   error instanceof ObservationFileError && error.line; // => 1
 * }
 * ```
 */
export function parseObservations(lines: Iterable<string> | string, name: string): Observations {
  const isLines = typeof lines === 'string' || typeof lines?.[Symbol.iterator] === 'function';
  expectArgument(isLines, 'lines', 'lines or the content of a file', lines);
  const reader = new ObservationReader(name);
  for (const line of typeof lines === 'string' ? lines.replace(/\n$/u, '').split('\n') : lines) reader.read(line);
  return reader.end();
}

/**
 * Reads an observation file line by line, for files that should not be in memory as a whole.
 *
 *
 * @example
 * ```ts
 * import { ObservationReader, writeObservations } from 'klartext';
 *
 * const reader = new ObservationReader('part1.obs');
 * for (const line of writeObservations(new Map())) reader.read(line);
 * reader.end().size; // => 0
 * ```
 */
export class ObservationReader {
  private readonly observations: Observations = new Map();
  private at = 0;
  private documents = 0;
  private site: { readonly name: string; left: number } | undefined;
  private blocks: SeenBlock[] = [];
  private ended = false;

  /** @param file how messages refer to the file */
  constructor(private readonly file: string) {}

  /** @throws ObservationFileError for a line that `writeObservations` would not write */
  read(line: string): void {
    this.at++;
    if (this.ended) throw this.error('there is more after the end of the observations');
    const content = this.parse(line);
    if (this.at === 1) this.readHeader(content);
    else if (this.site !== undefined && this.site.left > 0) this.readDocument(content, this.site);
    else if ('end' in content) this.readEnd(content);
    else this.readSite(content);
  }

  /**
   * @returns the observations of all lines
   * @throws ObservationFileError if the file was cut short
   */
  end(): Observations {
    if (!this.ended) {
      this.at++;
      throw this.error('the file ends too early: it was cut short, observe again');
    }
    return this.observations;
  }

  private error(reason: string): ObservationFileError {
    return new ObservationFileError(this.file, this.at, reason);
  }

  private parse(line: string): object {
    let content: unknown;
    try {
      content = JSON.parse(line);
    } catch {
      content = undefined;
    }
    if (typeof content === 'object' && content !== null) return content;
    throw this.error(this.at === 1 ? NO_OBSERVATIONS : 'this line is damaged: it is not the JSON of an object');
  }

  private check<Schema extends v.GenericSchema>(schema: Schema, content: unknown, what: string): v.InferOutput<Schema> {
    const parsed = v.safeParse(schema, content);
    if (parsed.success) return parsed.output;
    const [issue] = parsed.issues;
    throw this.error(`${what} is damaged (${v.getDotPath(issue) ?? 'fields'}: ${issue.message})`);
  }

  private readHeader(content: object): void {
    const header = v.safeParse(Header, content);
    if (!header.success) throw this.error(NO_OBSERVATIONS);
    const { format } = header.output;
    if (!READ_FORMATS.includes(format)) {
      throw this.error(`the format is “${format}”, this version reads “${OBSERVATIONS_FORMAT}”: observe again`);
    }
  }

  private readSite(content: object): void {
    const { site, seen, documents, folders } = this.check(SiteLine, content, 'a site');
    if (this.observations.has(site)) throw this.error(`site “${site}” is listed twice`);
    addSample(this.observations, site, seen, []);
    addFolders(this.observations, site, folders === TOO_MANY ? undefined : new Map(folders));
    this.site = { name: site, left: documents };
    this.blocks = [];
  }

  private readDocument(content: object, site: { readonly name: string; left: number }): void {
    const { blocks: entries, main, ...rest } = this.check(DocumentLine, content, 'a document');
    const voted = main === undefined ? undefined : new Set(main);
    const blocks = entries.map((entry, i) => {
      const block = typeof entry === 'number' ? this.known(entry) : this.define(entry);
      return voted === undefined ? block : { ...block, main: voted.has(i) };
    });
    addSample(this.observations, site.name, 0, [{ ...rest, site: site.name, blocks }]);
    site.left--;
    this.documents++;
  }

  private known(number: number): SeenBlock {
    const block = this.blocks[number];
    if (block === undefined) throw this.error(`block ${number} was never described`);
    return block;
  }

  private define(entry: v.InferOutput<typeof BlockEntry>): SeenBlock {
    const block: SeenBlock = { ...entry, key: entry.key ?? textKey(entry.text) };
    this.blocks.push(block);
    return block;
  }

  private readEnd(content: object): void {
    const { end } = this.check(EndLine, content, 'the end');
    if (end !== this.documents) throw this.error(`${end} documents were written, but the file has ${this.documents}`);
    this.ended = true;
  }
}

const NO_OBSERVATIONS = `not a file of observations: the first line should be {"format":"${OBSERVATIONS_FORMAT}"}; “klartext learn --observe” writes such files`;
