/** Matches many selectors at once. Each element is only tested against selectors whose key it has, and only when it first occurs. */
import { CHILD } from '../../model/elementPath.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { type PathSelector, parseSelector, parseStep } from './selector.js';

/** How many elements and how many paths are cached: the pages of a run share most of them. */
const MOST_KNOWN = 20_000;

/** Selectors, numbered in the order in which they were added. */
export class SelectorIndex {
  private readonly selectors: PathSelector[] = [];
  /** The selectors by their key: a tag, a text in the path step, or nothing. */
  private readonly byTag = new Map<string, number[]>();
  private readonly byWord = new Map<string, number[]>();
  private readonly always: number[] = [];
  /** Matches any of the texts in `byWord`, since most elements contain none. Built on demand. */
  private anyWord: RegExp | undefined;
  /** By path step, the numbers of the selectors whose last compound matches it. */
  private readonly byStep = new BoundedCache<readonly number[]>(MOST_KNOWN);
  /** By path, the result of `selecting`: the pages of a site have the same paths. */
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

  /** The numbers of the selectors that select an element of a path, in ascending order. */
  selecting(path: string): readonly number[] {
    return this.byPath.get(path, () => this.ask(path));
  }

  /** The selectors of the parent's path, and those of this element: paths share most of their elements. */
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

  /** The numbers of the selectors whose key an element has. Some occur twice. */
  private withKey(step: string, tag: string): number[] {
    const found = [...this.always, ...(this.byTag.get(tag) ?? [])];
    const lower = step.toLowerCase();
    this.anyWord ??= new RegExp([...this.byWord.keys()].map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')).join('|'), 'u');
    if (this.anyWord.test(lower)) for (const [word, numbers] of this.byWord) if (lower.includes(word)) found.push(...numbers);
    return found;
  }
}
