/**
 * A judgement: what was decided about each block of a document. Its reasons have no names yet: most of those who clean
 * never read them (`naming.ts`).
 */
import type { Document } from '../model/document.js';
import type { Hit } from '../rules/match/findHits.js';
import { type BlockColumns, columnsOf } from './blockColumns.js';
import { CUTS, TOPS } from './witnesses/statements.js';
import type { Testimonies } from './witnesses/testimonies.js';

/** A piece that is cut out of a block's text, and the first hit on it. */
export interface CutPiece {
  readonly from: number;
  readonly to: number;
  readonly hit: Hit;
}

/** What was decided about each block of a document. */
export class Judgement {
  readonly columns: BlockColumns;
  private readonly cuts: ReadonlyMap<number, readonly CutPiece[]>;

  /**
   * @param scores the content model's, if it was asked
   * @param testimonies what was said of the blocks; undefined if the document is kept whole, whatever was said
   * @param removed for each block, whether all of it is removed: 1 or 0
   */
  constructor(
    readonly document: Document,
    readonly scores: Float32Array | undefined,
    readonly testimonies: Testimonies | undefined,
    private readonly removed: Uint8Array,
  ) {
    this.columns = columnsOf(document);
    this.cuts = testimonies === undefined ? new Map() : cutsIn(testimonies, removed);
  }

  /** Whether nothing of a block is kept. Layout is never removed. */
  isRemoved(block: number): boolean {
    return this.removed[block] === 1 || this.isCutWhole(block);
  }

  /** The pieces that are cut out of a block, in order and without overlap; undefined for most. */
  cutsOf(block: number): readonly CutPiece[] | undefined {
    return this.cuts.get(block);
  }

  /** Whether pieces of a block that everything else would keep make up all of it. */
  isCutWhole(block: number): boolean {
    const cuts = this.cuts.get(block);
    return cuts !== undefined && cuts.length === 1 && cuts[0].from === 0 && cuts[0].to === this.document.blocks[block].text.length;
  }
}

/** By block, the pieces that hits cut out of what nothing removes or protects. */
function cutsIn({ statements, counts }: Testimonies, removed: Uint8Array): Map<number, readonly CutPiece[]> {
  const { hits, roles, isProtected } = statements;
  const found = new Map<number, Hit[]>();
  // Hits at the top come last: they are heard after everything else.
  for (const role of [CUTS, TOPS]) {
    for (let at = 0; at < hits.length; at++) {
      const { block, span } = hits[at];
      if (roles[at] !== role || span === undefined || removed[block] === 1 || isProtected[block] === 1) continue;
      if (role === TOPS && counts[at] === 0) continue;
      const others = found.get(block);
      if (others === undefined) found.set(block, [hits[at]]);
      else others.push(hits[at]);
    }
  }
  return new Map([...found].map(([block, cutting]) => [block, merged(cutting)]));
}

/** Overlapping pieces are merged and belong to the first hit. */
function merged(hits: readonly Hit[]): CutPiece[] {
  const pieces: { from: number; to: number; hit: Hit }[] = [];
  const spanOf = (hit: Hit) => hit.span as readonly [number, number];
  for (const hit of hits.toSorted((a, b) => spanOf(a)[0] - spanOf(b)[0])) {
    const [from, to] = spanOf(hit);
    const last = pieces.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else pieces.push({ from, to, hit });
  }
  return pieces;
}
