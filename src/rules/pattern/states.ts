/** The states of a running pattern, at most one per token position, in arrays that are reused for the next pattern. */
import { grown } from '../../text/tables/grown.js';
import type { SlotName } from './slots.js';

/** The value of a slot, as a range of tokens, linked to the values found before it. */
export interface Value {
  readonly slot: SlotName;
  readonly from: number;
  readonly to: number;
  readonly before: Value | undefined;
}

/** The value of a slot; undefined if it has none. */
export function valueFor(slot: SlotName, values: Value | undefined): Value | undefined {
  let value = values;
  while (value !== undefined && value.slot !== slot) value = value.before;
  return value;
}

export class States {
  size = 0;
  /** For each state: the position that it has reached, the position where it started, and the values of its slots. */
  readonly at: number[] = [];
  readonly from: number[] = [];
  readonly values: (Value | undefined)[] = [];
  /** For each position the index of its state plus one; 0 if there is none. */
  private numbers = new Uint32Array(256);

  clear(): void {
    for (let i = 0; i < this.size; i++) this.numbers[this.at[i]] = 0;
    this.size = 0;
  }

  /** Adds a state at a position. If there are two, the one that started first is kept. */
  put(at: number, from: number, values: Value | undefined): void {
    if (at >= this.numbers.length) this.grow(at);
    let state = this.numbers[at] - 1;
    if (state < 0) {
      state = this.size++;
      this.numbers[at] = this.size;
      this.at[state] = at;
    } else if (this.from[state] <= from) return;
    this.from[state] = from;
    this.values[state] = values;
  }

  private grow(at: number): void {
    this.numbers = grown(this.numbers, new Uint32Array(Math.max(at + 1, this.numbers.length * 2)));
  }
}
