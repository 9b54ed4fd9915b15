/**
 * Kept documents, packed: what a site's pages repeat is written once for all of them, a document's own blocks are
 * compressed. Unpacked they are many times larger, so no more of them are unpacked than are looked at together.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SeenBlock, SeenDocument } from './observe.js';

/** Of zlib's levels the quickest: the slower ones save a twentieth. */
const FAST = 1;

/** Blocks that documents share, each as its JSON. It only grows: packed documents name its blocks by their numbers. */
export interface Pool {
  readonly lines: string[];
  readonly numbers: Map<string, number>;
  /** The blocks that the document packed last had to itself: what the next one shows of them is shared from then on. */
  last: ReadonlySet<string>;
}

export interface PackedDocument extends Pick<SeenDocument, 'hash' | 'id' | 'site' | 'format'> {
  readonly pool: Pool;
  readonly bytes: Uint8Array;
}

export function emptyPool(): Pool {
  return { lines: [], numbers: new Map(), last: new Set() };
}

/** Packs a document; what it shares with those that were packed before it is put into the pool. */
export function pack(document: SeenDocument, pool: Pool): PackedDocument {
  const own: string[] = [];
  let at = 0;
  // Furniture mostly stands in one order: how far the number of a shared block is from the one before it.
  const steps = document.blocks.map((block) => {
    const line = JSON.stringify(block);
    const number = numberOf(line, pool);
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
  // A copy: what zlib returns is a piece of a larger buffer.
  const bytes = new Uint8Array(deflateRawSync([head, ...own].join('\n'), { level: FAST }));
  const { hash, id } = ownCharacters({ hash: document.hash, id: document.id });
  return { hash, id, site: document.site, format: document.format, pool, bytes };
}

function numberOf(line: string, { lines, numbers, last }: Pool): number | undefined {
  const known = numbers.get(line);
  if (known !== undefined || !last.has(line)) return known;
  numbers.set(line, lines.length);
  return lines.push(line) - 1;
}

/**
 * The document as it was packed.
 * @param blocks blocks by their JSON: documents that are unpacked with the same map share the blocks that are alike
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

/** A copy that holds its own characters: a piece of a string keeps the whole string, here the page, in memory. */
function ownCharacters<T>(data: T): T {
  return JSON.parse(JSON.stringify(data)) as T;
}
