/** Gives each name of a file once: what comes again is numbered. */
import { KeyMap, KeySet } from '../text/tables/keySet.js';

/** File systems that do not tell `A` from `a` would write one file over the other. */
const FOLDS_CASE = process.platform === 'darwin' || process.platform === 'win32';

export class UniqueNames {
  private readonly used = new KeySet();
  /** The number that a name which has come again is given next: not every one is tried each time. */
  private readonly numbers = new KeyMap();

  /** @param foldsCase whether names that differ in case alone are the same */
  constructor(private readonly foldsCase = FOLDS_CASE) {}

  /** Whether a name, with its ending, has been given. */
  has(name: string): boolean {
    return this.used.has(this.keyOf(name));
  }

  /** `stem` and `ending`, or a number between them where that has been given: `a.txt`, `a-2.txt`. */
  take(stem: string, ending: string): string {
    let name = stem + ending;
    const key = this.keyOf(name);
    if (this.used.has(key)) {
      let number = this.numbers.get(key) ?? 2;
      do name = `${stem}-${number++}${ending}`;
      while (this.has(name));
      this.numbers.set(key, number);
    }
    this.used.add(this.keyOf(name));
    return name;
  }

  private keyOf(name: string): string {
    return this.foldsCase ? name.normalize().toLowerCase() : name;
  }
}
