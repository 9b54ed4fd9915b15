/** Many selectors asked at once: each element of a path is looked at by all of them, but only the first time it is met. */
import { Memory } from '../text/memory.js';
import { type PathSelector, parseSelector, parseStep } from './selector.js';

/** So many elements and paths are remembered. */
const MOST_KNOWN = 20_000;

/** Selectors by number, in the order in which they were added. */
export class SelectorIndex {
  private readonly selectors: PathSelector[] = [];
  /** For an element the numbers of the selectors that it may be selected by. */
  private readonly byStep = new Memory<readonly number[]>(MOST_KNOWN);
  /** For a path what `selecting` found: the pages of a site have the same ones. */
  private readonly byPath = new Memory<readonly number[]>(MOST_KNOWN);

  /** @throws SelectorError */
  add(source: string): void {
    this.selectors.push(parseSelector(source));
    this.byStep.forget();
    this.byPath.forget();
  }

  /** The numbers of the selectors that select an element of a path, ascending. */
  selecting(path: string): readonly number[] {
    return this.byPath.get(path, () => this.ask(path));
  }

  private ask(path: string): number[] {
    const found = new Set<number>();
    for (const step of path.split(' > ')) {
      for (const i of this.candidates(step))
        if (this.selectors[i].isSimple || (!found.has(i) && this.selectors[i].test(path))) found.add(i);
    }
    return [...found].sort((a, b) => a - b);
  }

  private candidates(step: string): readonly number[] {
    return this.byStep.get(step, () => {
      const element = parseStep(step);
      return this.selectors.flatMap(({ mayBe }, i) => (mayBe(element) ? [i] : []));
    });
  }
}
