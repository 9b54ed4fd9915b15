// The input that a worker has in hand, in memory that whoever watches it sees: it can be saved when the worker hangs or dies.

const HEAD = 16;
/** Longer inputs are seen to this length, in bytes: the longest that mutation makes are a quarter of it. */
const MOST = 4 << 20;

import type { Units } from './target.js';

export class InHand {
  readonly #numbers: Int32Array;
  readonly #bytes: Uint8Array;

  /** @param place of `InHand.place()`, shared with the other thread */
  constructor(place: SharedArrayBuffer) {
    this.#numbers = new Int32Array(place, 0, HEAD / 4);
    this.#bytes = new Uint8Array(place, HEAD);
  }

  static place(): SharedArrayBuffer {
    return new SharedArrayBuffer(HEAD + MOST);
  }

  set index(index: number) {
    Atomics.store(this.#numbers, 1, index);
  }

  get index(): number {
    return Atomics.load(this.#numbers, 1);
  }

  take(units: Units): void {
    const bytes = new Uint8Array(units.buffer, units.byteOffset, Math.min(units.byteLength, MOST));
    this.#bytes.set(bytes);
    Atomics.store(this.#numbers, 2, bytes.length);
    Atomics.store(this.#numbers, 3, units.BYTES_PER_ELEMENT);
    // Counted, so that a stretch that begins where the last one ended is seen to move.
    Atomics.add(this.#numbers, 0, 1);
  }

  /** How many inputs have been taken. */
  get count(): number {
    return Atomics.load(this.#numbers, 0);
  }

  get units(): Units {
    const bytes = this.#bytes.slice(0, Atomics.load(this.#numbers, 2));
    return Atomics.load(this.#numbers, 3) === 2 ? new Uint16Array(bytes.buffer, 0, bytes.length >> 1) : bytes;
  }
}
