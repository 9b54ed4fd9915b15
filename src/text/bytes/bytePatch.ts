/** The difference between bytes that are nearly alike, small where they differ in few places. */
import { Buffer } from 'node:buffer';

/**
 * One step for each place where the bytes part: so many are alike since the last step, then so many of the first make
 * way for these of the second (base64). Behind the last step all are alike.
 */
export type BytePatch = readonly (readonly [same: number, drop: number, put: string])[];

/** At one place no more than this many bytes of either side differ. */
const REACH = 32;
/** The two sides have met again where this many bytes are alike. */
const SURE = 8;
/** More places than one in so many bytes, and the bytes are not alike. */
const DENSEST = 64;

/**
 * What makes one run of bytes into another.
 * @returns undefined where they are too different for a patch to be small
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

/** How many bytes of either side to pass until both go on alike; the fewest. */
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

/** Whether both sides go on alike, if only to their common end. */
function meets(from: Uint8Array, at: number, to: Uint8Array, toAt: number): boolean {
  for (let i = 0; i < SURE; i++) {
    const isEnd = at + i === from.length;
    if (isEnd || toAt + i === to.length) return isEnd && toAt + i === to.length;
    if (from[at + i] !== to[toAt + i]) return false;
  }
  return true;
}

/**
 * The bytes that a patch makes of others.
 * @throws RangeError for a patch that is not one of these bytes
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
