/** Patches between two similar byte arrays, small if they differ in few positions. */
import { Buffer } from 'node:buffer';

/** One step per difference: keep `same` bytes, drop `drop` bytes, and insert `put` (base64). The bytes after the last step are equal. */
export type BytePatch = readonly (readonly [same: number, drop: number, put: string])[];

/** The most bytes that may differ on either side of one difference. */
const REACH = 32;
/** This many equal bytes end a difference. */
const SURE = 8;
/** With more than one difference in this many bytes, a patch would not be small. */
const DENSEST = 64;

/**
 * Computes the patch from one byte array to another.
 * @returns undefined if they are too different
 */
export function diffBytes(from: Uint8Array, to: Uint8Array): BytePatch | undefined {
  const patch: (readonly [number, number, string])[] = [];
  let at = 0;
  let toAt = 0;
  while (true) {
    let same = 0;
    while (at + same < from.length && toAt + same < to.length && from[at + same] === to[toAt + same]) same++;
    at += same;
    toAt += same;
    if (at === from.length && toAt === to.length) return patch;
    const drop = patch.length * DENSEST > to.length ? undefined : nextMeeting(from, at, to, toAt);
    if (drop === undefined) return undefined;
    patch.push([same, drop[0], Buffer.from(to.subarray(toAt, toAt + drop[1])).toString('base64')]);
    at += drop[0];
    toAt += drop[1];
  }
}

/** The fewest bytes to skip on either side until both sides agree again. */
function nextMeeting(from: Uint8Array, at: number, to: Uint8Array, toAt: number): readonly [number, number] | undefined {
  const most = Math.min(REACH, from.length - at);
  const mostPut = Math.min(REACH, to.length - toAt);
  for (let sum = 1; sum <= most + mostPut; sum++) {
    for (let drop = Math.max(0, sum - mostPut); drop <= Math.min(sum, most); drop++) {
      if (meets(from, at + drop, to, toAt + sum - drop)) return [drop, sum - drop];
    }
  }
  return undefined;
}

/** Whether both sides agree for `SURE` bytes, or up to their common end. */
function meets(from: Uint8Array, at: number, to: Uint8Array, toAt: number): boolean {
  for (let i = 0; i < SURE; i++) {
    const isEnd = at + i === from.length;
    if (isEnd || toAt + i === to.length) return isEnd && toAt + i === to.length;
    if (from[at + i] !== to[toAt + i]) return false;
  }
  return true;
}

/**
 * Applies a patch.
 * @throws RangeError if the patch does not fit the bytes
 */
export function patchBytes(from: Uint8Array, patch: BytePatch): Uint8Array {
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const [same, drop, put] of patch) {
    if (at + same + drop > from.length) throw new RangeError('the patch reaches beyond the bytes');
    pieces.push(from.subarray(at, at + same), Buffer.from(put, 'base64'));
    at += same + drop;
  }
  return Buffer.concat([...pieces, from.subarray(at)]);
}
