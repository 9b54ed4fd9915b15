/** Makes file names unique by numbering those that repeat. */
import { KeyMap, KeySet } from '../text/tables/keySet.js';

/** On file systems that ignore case, `a` would overwrite `A`. */
const FOLDS_CASE = process.platform === 'darwin' || process.platform === 'win32';

export class UniqueNames {
  private readonly used = new KeySet();
  /** The next number for each repeated name: trying all from 2 each time would be quadratic. */
  private readonly numbers = new KeyMap();

  /** @param foldsCase whether names that differ only in case are equal. Default: as the operating system does */
  constructor(private readonly foldsCase = FOLDS_CASE) {}

  /** Whether a name, with its ending, is taken. */
  has(name: string): boolean {
    return this.used.has(this.keyOf(name));
  }

  /** `stem` and `ending`, with a number between them if that name is taken: `a.txt`, `a-2.txt`. */
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
