/** Sets and maps of strings by 53 bits of their hashes, in arrays: `Set` and `Map` end at 16 million, and take ten times the memory. */
import { FNV_SEED, hash32 } from './hash.js';
import { TABLE_SEED } from './seed.js';

/** Where the two hashes begin. */
const SEED = FNV_SEED ^ TABLE_SEED;
const OTHER_SEED = 0x2a5f1c37 ^ TABLE_SEED;

/** The share of places that may be taken: with more of them the search for a free one grows long. */
const LOAD = 0.7;

/** A set of strings. Two of them are taken for one as rarely as 53 bits are alike by chance. */
export class KeySet {
  size = 0;
  /** The key at each place; 0 where there is none. */
  protected keys = new Float64Array(1024);

  /** @returns whether it is new */
  add(text: string): boolean {
    const key = keyOf(text);
    const place = this.placeOf(key);
    if (this.keys[place] === key) return false;
    this.take(place, key);
    return true;
  }

  has(text: string): boolean {
    const key = keyOf(text);
    return this.keys[this.placeOf(key)] === key;
  }

  /** Puts a key into a free place. @returns its place, which is another one where the table has grown */
  protected take(place: number, key: number): number {
    this.keys[place] = key;
    this.size++;
    if (this.size <= this.keys.length * LOAD) return place;
    this.grow();
    return this.placeOf(key);
  }

  /** Where a key is, or the free place where it would be. */
  protected placeOf(key: number): number {
    const { keys } = this;
    const last = keys.length - 1;
    let place = Math.floor(key / 2 ** 21) & last;
    while (keys[place] !== 0 && keys[place] !== key) place = (place + 1) & last;
    return place;
  }

  protected grow(): void {
    const { keys } = this;
    this.keys = new Float64Array(keys.length * 2);
    for (const key of keys) if (key !== 0) this.keys[this.placeOf(key)] = key;
  }
}

/** A number for each string, which is never NaN. */
export class KeyMap extends KeySet {
  private values = new Float64Array(1024);

  set(text: string, value: number): void {
    const key = keyOf(text);
    const found = this.placeOf(key);
    const place = this.keys[found] === key ? found : this.take(found, key);
    this.values[place] = value;
  }

  get(text: string): number | undefined {
    const key = keyOf(text);
    const place = this.placeOf(key);
    return this.keys[place] === key ? this.values[place] : undefined;
  }

  protected override grow(): void {
    const { keys, values } = this;
    super.grow();
    this.values = new Float64Array(this.keys.length);
    for (let i = 0; i < keys.length; i++) if (keys[i] !== 0) this.values[this.placeOf(keys[i])] = values[i];
  }
}

/** Never 0, which marks free places. */
function keyOf(text: string): number {
  return hash32(text, SEED) * 2 ** 21 + (hash32(text, OTHER_SEED) >>> 11) || 1;
}
