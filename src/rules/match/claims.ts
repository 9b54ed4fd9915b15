/** Claims: what the sections of a document reach for, each block claimed once by each kind of section. */
import type { CompiledRule } from './compile.js';

/** What a section claims beside its marker. Positions count the blocks with text. */
export interface Claim {
  readonly owner: CompiledRule;
  readonly marker: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Deals the blocks to the claims on them. A section ends at the next marker of its own kind, so that each block belongs
 * to the nearest: markers that repeat inside a section add nothing, and the work is linear in the blocks.
 * @param take is told each block, once for each kind of section that claims it
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

/** Sections of one kind say the same of a block: which of them says it makes no difference. */
function kindOf({ owner: { rule, inSection }, marker, to }: Claim): string {
  return `${inSection} ${rule.category} ${rule.confidence} ${to <= marker ? 'up' : 'down'}`;
}

/** The first position from one on that has not been taken; paths to it are shortened on the way. */
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
