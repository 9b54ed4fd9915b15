/** Sets of hashes. `Set` and `Map` box numbers above 31 bits as objects; here they are stored in typed arrays. */
import { grown } from './grown.js';
import { TABLE_SEED } from './seed.js';

/** A set of hashes, however they are distributed. Members are numbered from 0 in the order in which they were added. */
export class HashSet {
  size = 0;
  /** The members by their numbers; entries from `size` on mean nothing. */
  members = new Uint32Array(256);
  /** For each slot of the table its member's number plus one; 0 if the slot is free. */
  private slots = new Uint32Array(512);
  /** 32 less the bits of a slot's number: the high bits of a product depend on all bits of a hash. */
  private shift = 32 - 9;

  clear(): void {
    this.slots.fill(0);
    this.size = 0;
  }

  /** Adds a hash unless it is a member already. @returns its number */
  add(hash: number): number {
    const slot = this.slotOf(hash);
    if (this.slots[slot] !== 0) return this.slots[slot] - 1;
    const number = this.size++;
    this.members[number] = hash;
    this.slots[slot] = this.size;
    if (this.size === this.members.length) this.grow();
    return number;
  }

  /** The number of a hash; -1 if it is not a member. */
  find(hash: number): number {
    return this.slots[this.slotOf(hash)] - 1;
  }

  has(hash: number): boolean {
    return this.slots[this.slotOf(hash)] !== 0;
  }

  toArray(): Uint32Array {
    return this.members.slice(0, this.size);
  }

  /** The slot that contains a hash, or the free slot where it belongs. */
  private slotOf(hash: number): number {
    const { members, slots } = this;
    let slot = Math.imul(hash ^ (hash >>> 16), TABLE_SEED) >>> this.shift;
    while (slots[slot] !== 0 && members[slots[slot] - 1] !== hash) slot = (slot + 1) & (slots.length - 1);
    return slot;
  }

  private grow(): void {
    const members = this.members;
    this.members = grown(members, new Uint32Array(members.length * 2));
    this.slots = new Uint32Array(this.slots.length * 2);
    this.shift--;
    for (let i = 0; i < this.size; i++) this.slots[this.slotOf(members[i])] = i + 1;
  }
}
