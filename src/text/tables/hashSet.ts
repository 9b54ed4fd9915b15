/** Sets of hashes: numbers above 31 bits are objects to `Set` and `Map`, and here lie in arrays. */

/** A set of hashes whose low bits are well spread (`mix`), each with a number: 0 for the first that came, then 1. */
export class HashSet {
  size = 0;
  private members = new Uint32Array(256);
  /** For each place one more than the number of the member that stands there; 0 where none does. */
  private places = new Uint32Array(512);

  clear(): void {
    this.places.fill(0);
    this.size = 0;
  }

  /** Adds a hash where it is new. @returns its number */
  add(hash: number): number {
    const place = this.placeOf(hash);
    if (this.places[place] !== 0) return this.places[place] - 1;
    const number = this.size++;
    this.members[number] = hash;
    this.places[place] = this.size;
    if (this.size === this.members.length) this.grow();
    return number;
  }

  /** The number of a hash; -1 where it is no member. */
  find(hash: number): number {
    return this.places[this.placeOf(hash)] - 1;
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
