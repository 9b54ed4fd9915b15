/** Matches all selectors of a scope at once. Each element is only tested against selectors whose names it has, and only when it first occurs. */
import { CHILD } from '../../model/elementPath.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { nameHashes } from '../selector/names.js';
import { type PathSelector, parseSelector } from '../selector/selector.js';
import { parseStep } from '../selector/step.js';
import { bucketOf } from '../compiled/buckets.js';
import { type RuleColumns, salted } from '../compiled/ruleColumns.js';

/** How many elements and how many paths are cached: the pages of a run share most of them. */
const MOST_KNOWN = 20_000;

export class ScopeSelectors {
  /** The scope's selectors, parsed when an element with their names occurs. */
  private readonly parsed: (PathSelector | undefined)[] = [];
  /** By path step, the numbers of the selectors whose last compound matches it. */
  private readonly byStep = new BoundedCache<readonly number[]>(MOST_KNOWN);
  /** By path, the result of `selecting`: the pages of a site have the same paths. */
  private readonly byPath = new BoundedCache<readonly number[]>(MOST_KNOWN);
  private readonly first: number;
  private readonly end: number;
  private readonly loose: Uint32Array;

  /** @param sourceOf the source of a selector */
  constructor(
    private readonly columns: RuleColumns,
    scope: number,
    private readonly salt: number,
    private readonly sourceOf: (selector: number) => string,
  ) {
    this.first = columns.selectorsFrom[scope];
    this.end = columns.selectorsFrom[scope + 1];
    this.loose = columns.loose.subarray(columns.looseFrom[scope], columns.looseFrom[scope + 1]);
  }

  get isEmpty(): boolean {
    return this.first === this.end;
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
    const own = this.selectorsFor(step).filter((number) => {
      if (above.includes(number)) return false;
      const { isSimple, test } = this.selector(number);
      return isSimple || test(path);
    });
    return own.length === 0 ? above : [...above, ...own].sort((a, b) => a - b);
  }

  private selectorsFor(step: string): readonly number[] {
    return this.byStep.get(step, () => {
      const element = parseStep(step);
      const named = nameHashes(element).flatMap((hash) => this.named(salted(hash, this.salt)));
      return [...new Set([...this.loose, ...named])].filter((number) => this.selector(number).mayBe(element));
    });
  }

  /** The scope's selectors with a name. */
  private named(hash: number): number[] {
    const { nameFrom, nameHash, nameSelector } = this.columns;
    const found: number[] = [];
    const bucket = bucketOf(nameFrom, hash);
    for (let i = nameFrom[bucket]; i < nameFrom[bucket + 1]; i++) {
      const number = nameSelector[i];
      if (nameHash[i] === hash && number >= this.first && number < this.end) found.push(number);
    }
    return found;
  }

  private selector(number: number): PathSelector {
    this.parsed[number - this.first] ??= parseSelector(this.sourceOf(number));
    return this.parsed[number - this.first] as PathSelector;
  }
}
