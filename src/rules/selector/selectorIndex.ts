/** Many selectors asked at once: each element of a path is looked at by those that it has a key for, and only the first time it is met. */
import { CHILD } from '../../model/elementPath.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { type PathSelector, parseSelector, parseStep } from './selector.js';

/** So many elements and paths are remembered. */
const MOST_KNOWN = 20_000;

/** Between the elements of a path. */

/** Selectors by number, in the order in which they were added. */
export class SelectorIndex {
  private readonly selectors: PathSelector[] = [];
  /** The selectors by what an element must have (`SelectorKey`): a tag, a text in its step, or nothing. */
  private readonly byTag = new Map<string, number[]>();
  private readonly byWord = new Map<string, number[]>();
  private readonly always: number[] = [];
  /** Finds any of the texts in `byWord`, since most elements hold none; made when it is first asked. */
  private anyWord: RegExp | undefined;
  /** For an element the numbers of the selectors that it may be selected by. */
  private readonly byStep = new BoundedCache<readonly number[]>(MOST_KNOWN);
  /** For a path what `selecting` found: the pages of a site have the same ones. */
  private readonly byPath = new BoundedCache<readonly number[]>(MOST_KNOWN);

  /** @throws SelectorError */
  add(source: string): PathSelector {
    const selector = parseSelector(source);
    const number = this.selectors.push(selector) - 1;
    for (const { tag, word } of selector.keys) {
      if (tag !== undefined) this.byTag.set(tag, [...(this.byTag.get(tag) ?? []), number]);
      else if (word !== undefined) this.byWord.set(word, [...(this.byWord.get(word) ?? []), number]);
      else this.always.push(number);
    }
    this.anyWord = undefined;
    this.byStep.clear();
    this.byPath.clear();
    return selector;
  }

  /** The numbers of the selectors that select an element of a path, ascending. */
  selecting(path: string): readonly number[] {
    return this.byPath.get(path, () => this.ask(path));
  }

  /** What selects the element above, and what selects this one: paths share most of their elements. */
  private ask(path: string): readonly number[] {
    const end = path.lastIndexOf(CHILD);
    const above = end < 0 ? [] : this.selecting(path.slice(0, end));
    const step = end < 0 ? path : path.slice(end + CHILD.length);
    const own = this.selectorsFor(step).filter((i) => !above.includes(i) && (this.selectors[i].isSimple || this.selectors[i].test(path)));
    return own.length === 0 ? above : [...above, ...own].sort((a, b) => a - b);
  }

  private selectorsFor(step: string): readonly number[] {
    return this.byStep.get(step, () => {
      const element = parseStep(step);
      return [...new Set(this.withKey(step, element.tag))].filter((i) => this.selectors[i].mayBe(element));
    });
  }

  /** The numbers of the selectors that have a key in an element, some of them twice. */
  private withKey(step: string, tag: string): number[] {
    const found = [...this.always, ...(this.byTag.get(tag) ?? [])];
    const lower = step.toLowerCase();
    this.anyWord ??= new RegExp([...this.byWord.keys()].map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|'), 'u');
    if (this.anyWord.test(lower)) for (const [word, numbers] of this.byWord) if (lower.includes(word)) found.push(...numbers);
    return found;
  }
}
