/**
 * A judgement: what was decided about each block of a document. Its reasons have no names yet: most of those who clean
 * never read them (`naming.ts`).
 */
import type { Category } from '../model/category.js';
import type { Document } from '../model/document.js';
import type { Hit } from '../rules/match/findHits.js';
import { type BlockColumns, columnsOf } from './blockColumns.js';
import { SPARED } from './witnesses/observations.js';
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
   * @param spared the category of which no pieces are cut, if there is one
   */
  constructor(
    readonly document: Document,
    readonly scores: Float32Array | undefined,
    readonly testimonies: Testimonies | undefined,
    private readonly removed: Uint8Array,
    spared?: Category,
  ) {
    this.columns = columnsOf(document);
    this.cuts = testimonies === undefined ? new Map() : cutsIn(testimonies, removed, spared);
  }

  /** The judgement that keeps some of the removed blocks, and what cuts of a category take, whatever was said against them. */
  sparing(blocks: readonly number[], category: Category): Judgement {
    const removed = this.removed.slice();
    for (const block of blocks) {
      removed[block] = 0;
      if (this.testimonies !== undefined) this.testimonies.said[block] |= SPARED;
    }
    return new Judgement(this.document, this.scores, this.testimonies, removed, category);
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
function cutsIn({ statements, counts }: Testimonies, removed: Uint8Array, spared: Category | undefined): Map<number, readonly CutPiece[]> {
  const { hits, roles, isProtected } = statements;
  const isCut = (at: number) => {
    const { block, span, rule } = hits[at];
    return span !== undefined && removed[block] === 0 && isProtected[block] === 0 && rule.category !== spared;
  };
  const found = new Map<number, Hit[]>();
  // Hits at the top come last: they are heard after everything else.
  for (const role of [CUTS, TOPS]) {
    for (let at = 0; at < hits.length; at++) {
      if (roles[at] !== role || !isCut(at) || (role === TOPS && counts[at] === 0)) continue;
      const { block } = hits[at];
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
