/**
 * Packs kept documents: blocks that a site's pages repeat are stored once for all of them, a document's own blocks are
 * compressed. Unpacked they are many times larger, so callers unpack only the documents that they need together.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SeenBlock, SeenDocument } from './observe.js';

/** zlib's fastest level: the slower ones save only a twentieth. */
const FASTEST_LEVEL = 1;

/** Blocks that documents share, each as JSON. The pool only grows, because packed documents refer to its blocks by number. */
export interface Pool {
  readonly lines: string[];
  readonly numbers: Map<string, number>;
  /** The blocks that only the last packed document had: if the next one has them too, they become shared. */
  last: ReadonlySet<string>;
}

export interface PackedDocument extends Pick<SeenDocument, 'hash' | 'id' | 'site' | 'format' | 'folder'> {
  readonly pool: Pool;
  readonly bytes: Uint8Array;
}

export function emptyPool(): Pool {
  return { lines: [], numbers: new Map(), last: new Set() };
}

/** Packs a document; blocks that it shares with the document packed before it are added to the pool. */
export function pack(document: SeenDocument, pool: Pool): PackedDocument {
  const own: string[] = [];
  let at = 0;
  // Furniture mostly comes in the same order, so a shared block is stored as the difference from the number of the previous
  // one.
  const steps = document.blocks.map((block) => {
    const line = JSON.stringify(block);
    const number = sharedNumber(line, pool);
    if (number === undefined) {
      own.push(line);
      return null;
    }
    const step = number - at;
    at = number;
    return step;
  });
  pool.last = new Set(own);
  const head = JSON.stringify({ ...document, blocks: steps });
  // A copy, because zlib returns a view of a larger buffer.
  const bytes = new Uint8Array(deflateRawSync([head, ...own].join('\n'), { level: FASTEST_LEVEL }));
  const { site, format } = document;
  const { hash, id, folder } = ownCharacters({ hash: document.hash, id: document.id, folder: document.folder });
  return { hash, id, site, format, ...(folder === undefined ? {} : { folder }), pool, bytes };
}

function sharedNumber(line: string, { lines, numbers, last }: Pool): number | undefined {
  const known = numbers.get(line);
  if (known !== undefined || !last.has(line)) return known;
  numbers.set(line, lines.length);
  return lines.push(line) - 1;
}

/**
 * The document as it was before packing.
 * @param blocks blocks by their JSON: documents unpacked with the same map share equal blocks
 */
export function unpack({ pool, bytes }: PackedDocument, blocks: Map<string, SeenBlock>): SeenDocument {
  const [head, ...own] = inflateRawSync(bytes).toString().split('\n');
  const document = JSON.parse(head) as Omit<SeenDocument, 'blocks'> & { readonly blocks: readonly (number | null)[] };
  let at = 0;
  let next = 0;
  const blockOf = (step: number | null): SeenBlock => {
    if (step !== null) at += step;
    const line = step === null ? own[next++] : pool.lines[at];
    const known = blocks.get(line);
    if (known !== undefined) return known;
    const block = JSON.parse(line) as SeenBlock;
    blocks.set(line, block);
    return block;
  };
  return { ...document, blocks: document.blocks.map(blockOf) };
}

/** A copy with its own characters: a slice of a string keeps the whole string, here the page, in memory. */
function ownCharacters<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}
