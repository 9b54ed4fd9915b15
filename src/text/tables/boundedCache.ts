/** A cache of values by text, in bounded memory. */
import { ownCopy } from './ownCopy.js';

/** Caches values by text, and empties itself when it is full: entries that recur are soon back. */
export class BoundedCache<T> {
  private readonly known = new Map<string, T>();

  /** @param capacity how many values are kept */
  constructor(private readonly capacity: number) {}

  /** The cached value of a text, computed by `make` if necessary. `make` may itself call `get` for other texts. */
  get(text: string, make: (text: string) => T): T {
    let value = this.known.get(text);
    if (value === undefined) {
      value = make(text);
      if (this.known.size >= this.capacity) this.known.clear();
      this.known.set(ownCopy(text), value);
    }
    return value;
  }

  clear(): void {
    this.known.clear();
  }
}
