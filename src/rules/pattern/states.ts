/** The states of a pattern on its way over a text: one at most for each place, in arrays that are used again for the next pattern. */
import type { SlotName } from './slots.js';

/** The value of a slot, a range of tokens, and the values that were found before it. */
export interface Value {
  readonly slot: SlotName;
  readonly from: number;
  readonly to: number;
  readonly before: Value | undefined;
}

/** The value that a slot has; undefined where it has none. */
export function valueFor(slot: SlotName, values: Value | undefined): Value | undefined {
  let value = values;
  while (value !== undefined && value.slot !== slot) value = value.before;
  return value;
}

export class States {
  size = 0;
  /** For each state the place it has reached, the place where it started, and the values of its slots. */
  readonly at: number[] = [];
  readonly from: number[] = [];
  readonly values: (Value | undefined)[] = [];
  /** For each place one more than the number of the state there; 0 where there is none. */
  private numbers = new Uint32Array(256);

  clear(): void {
    for (let i = 0; i < this.size; i++) this.numbers[this.at[i]] = 0;
    this.size = 0;
  }

  /** Puts a state at a place. The state that started first wins it. */
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
    const larger = new Uint32Array(Math.max(at + 1, this.numbers.length * 2));
    larger.set(this.numbers);
    this.numbers = larger;
  }
}
