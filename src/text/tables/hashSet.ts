/** Sets of hashes: numbers above 31 bits are objects to `Set` and `Map`, and here lie in arrays. */

/** A set of hashes whose low bits are well spread (`mix`), each with a number: 0 for the first that came, then 1. */
export class HashSet {
  size = 0;
  private members = new Uint32Array(256);
  /** For each slot one more than the number of the member that stands there; 0 where none does. */
  private slots = new Uint32Array(512);

  clear(): void {
    this.slots.fill(0);
    this.size = 0;
  }

  /** Adds a hash where it is new. @returns its number */
  add(hash: number): number {
    const slot = this.slotOf(hash);
    if (this.slots[slot] !== 0) return this.slots[slot] - 1;
    const number = this.size++;
    this.members[number] = hash;
    this.slots[slot] = this.size;
    if (this.size === this.members.length) this.grow();
    return number;
  }

  /** The number of a hash; -1 where it is no member. */
  find(hash: number): number {
    return this.slots[this.slotOf(hash)] - 1;
  }

  has(hash: number): boolean {
    return this.slots[this.slotOf(hash)] !== 0;
  }

  toArray(): Uint32Array {
    return this.members.slice(0, this.size);
  }

  /** Where a hash stands, or the free slot where it would. */
  private slotOf(hash: number): number {
    const { members, slots } = this;
    let slot = hash & (slots.length - 1);
    while (slots[slot] !== 0 && members[slots[slot] - 1] !== hash) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  private grow(): void {
    const members = this.members;
    this.members = new Uint32Array(members.length * 2);
    this.members.set(members);
    this.slots = new Uint32Array(this.slots.length * 2);
    for (let i = 0; i < this.size; i++) this.slots[this.slotOf(members[i])] = i + 1;
  }
}
