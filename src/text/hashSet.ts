/** Sets of hashes, used again and again: unlike `Set` they leave no garbage. */

/** A set of hashes whose low bits are well spread (`mix`). */
export class HashSet {
  size = 0;
  /** The members, in the order in which they came. */
  private members = new Uint32Array(256);
  /** For each place one more than the number of the member that stands there; 0 where none does. */
  private places = new Uint32Array(512);

  clear(): void {
    this.places.fill(0);
    this.size = 0;
  }

  add(hash: number): void {
    const place = this.placeOf(hash);
    if (this.places[place] !== 0) return;
    this.members[this.size++] = hash;
    this.places[place] = this.size;
    if (this.size === this.members.length) this.grow();
  }

  has(hash: number): boolean {
    return this.places[this.placeOf(hash)] !== 0;
  }

  toArray(): Uint32Array {
    return this.members.slice(0, this.size);
  }

  /** Where a hash stands, or the free place where it would. */
  private placeOf(hash: number): number {
    const { members, places } = this;
    let place = hash & (places.length - 1);
    while (places[place] !== 0 && members[places[place] - 1] !== hash) place = (place + 1) & (places.length - 1);
    return place;
  }

  private grow(): void {
    const members = this.members;
    this.members = new Uint32Array(members.length * 2);
    this.members.set(members);
    this.places = new Uint32Array(this.places.length * 2);
    for (let i = 0; i < this.size; i++) this.places[this.placeOf(members[i])] = i + 1;
  }
}
