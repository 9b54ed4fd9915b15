/** Many selectors asked at once: each element of a path is looked at by all of them, but only the first time it is met. */
import { ownCopy } from '../text/ownCopy.js';
import { type PathSelector, parseSelector, parseStep } from './selector.js';

/** Elements and paths are forgotten when so many are known: those that recur come back soon. */
const MOST_KNOWN = 20_000;

/** Selectors by number, in the order in which they were added. */
export class SelectorIndex {
  private readonly selectors: PathSelector[] = [];
  /** For an element the numbers of the selectors that it may be selected by. */
  private readonly byStep = new Map<string, readonly number[]>();
  /** For a path what `selecting` found: the pages of a site have the same ones. */
  private readonly byPath = new Map<string, readonly number[]>();

  /** @throws SelectorError */
  add(source: string): void {
    this.selectors.push(parseSelector(source));
    this.byStep.clear();
    this.byPath.clear();
  }

  /** The numbers of the selectors that select an element of a path, ascending. */
  selecting(path: string): readonly number[] {
    return remembered(this.byPath, path, () => this.ask(path));
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
    return remembered(this.byStep, step, () => {
      const element = parseStep(step);
      return this.selectors.flatMap(({ mayBe }, i) => (mayBe(element) ? [i] : []));
    });
  }
}

function remembered(known: Map<string, readonly number[]>, key: string, find: () => readonly number[]): readonly number[] {
  let numbers = known.get(key);
  if (numbers === undefined) {
    if (known.size === MOST_KNOWN) known.clear();
    numbers = find();
    known.set(ownCopy(key), numbers);
  }
  return numbers;
}
