/** BoundedCache: what was made of texts that come again and again, in bounded space. */
import { ownCopy } from './ownCopy.js';

/** Remembers values by text, and forgets all of them when there are too many: those that recur come back soon. */
export class BoundedCache<T> {
  private readonly known = new Map<string, T>();

  /** @param most how many are remembered */
  constructor(private readonly most: number) {}

  /** What `make` makes of a text, made once. It may ask for other texts itself. */
  get(text: string, make: (text: string) => T): T {
    let value = this.known.get(text);
    if (value === undefined) {
      value = make(text);
      if (this.known.size >= this.most) this.known.clear();
      this.known.set(ownCopy(text), value);
    }
    return value;
  }

  clear(): void {
    this.known.clear();
  }
}
