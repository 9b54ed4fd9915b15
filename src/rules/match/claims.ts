/** Claims of sections on blocks. Each kind of section claims a block at most once. */
import type { CompiledRule } from './rulePart.js';

/** The blocks that a section claims besides its marker. Positions count the blocks with text. */
export interface Claim {
  readonly owner: CompiledRule;
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Assigns each block to the nearest claim of each kind. A section thus ends at the next marker of its kind, so repeated
 * markers add nothing, and the work is linear in the number of blocks.
 * @param take called for each block, once for each kind of section that claims it
 */
export function dealClaims(claims: readonly Claim[], count: number, take: (claim: Claim, at: number) => void): void {
  const kinds = new Map<string, Claim[]>();
  for (const claim of claims) {
    const kind = kindOf(claim);
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [claim]);
    else known.push(claim);
  }
  for (const ofKind of kinds.values()) {
    const isUpward = ofKind[0].to <= ofKind[0].marker;
    const nearestFirst = ofKind.toSorted((a, b) => (isUpward ? a.marker - b.marker : b.marker - a.marker));
    const free = Int32Array.from({ length: count + 1 }, (_, at) => at);
    for (const claim of nearestFirst) {
      for (let at = nextFree(free, claim.from); at < claim.to; at = nextFree(free, at)) {
        take(claim, at);
        free[at] = at + 1;
      }
    }
  }
}

/** Sections of the same kind say the same about a block, so only one of them needs to be kept. */
function kindOf({ owner: { rule, inSection }, marker, to }: Claim): string {
  return `${inSection} ${rule.category} ${rule.confidence} ${to <= marker ? 'up' : 'down'}`;
}

/** The first free position from `from` on. Shortens the paths on the way (union-find with path compression). */
function nextFree(free: Int32Array, from: number): number {
  let root = from;
  while (free[root] !== root) root = free[root];
  for (let at = from; free[at] !== at; ) {
    const next = free[at];
    free[at] = root;
    at = next;
  }
  return root;
}
