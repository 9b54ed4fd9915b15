/** Matches all selectors of a scope at once. Each element is only tested against selectors whose names it has, and only when it first occurs. */
import { CHILD, sharedSteps } from '../../model/elementPath.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import { bucketOf } from '../compiled/buckets.js';
import { type RuleColumns, salted } from '../compiled/ruleColumns.js';
import { nameHashes } from '../selector/names.js';
import { type PathSelector, parseSelector } from '../selector/selector.js';
import { Step } from '../selector/step.js';

/** How many elements with a name that some selector asks for are cached: the pages of a run share most of them. */
const MOST_KNOWN = 20_000;

/** The elements of the path that was read last. */
class Trail {
  private path = '';
  /** For each element where it ends in the path, and the selectors of the elements down to it. */
  private readonly ends: number[] = [];
  private readonly selections: (readonly number[])[] = [];

  /** Keeps the elements that a path begins with. */
  keepShared(path: string): void {
    const kept = sharedSteps(path, this.path, this.ends);
    this.path = path;
    this.ends.length = kept;
    this.selections.length = kept;
  }

  push(end: number, selected: readonly number[]): void {
    this.ends.push(end);
    this.selections.push(selected);
  }

  /** Where the next element begins; beyond the end of the path if there is none. */
  get end(): number {
    return this.ends.length === 0 ? 0 : this.ends[this.ends.length - 1] + CHILD.length;
  }

  get selected(): readonly number[] {
    return this.selections[this.selections.length - 1] ?? NONE;
  }
}

const NONE: readonly number[] = [];

export class ScopeSelectors {
  /** The scope's selectors, parsed when an element with their names occurs. */
  private readonly parsed: (PathSelector | undefined)[] = [];
  /** Reused for each element, to avoid garbage. */
  private readonly named = new Set<number>();
  /** By path step, the numbers of the selectors whose last compound matches it. */
  private readonly byStep = new BoundedCache<readonly number[]>(MOST_KNOWN);
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

  /**
   * For each path the numbers of the selectors that select an element of it, in ascending order. A path shares most of its
   * elements with the one before it, and is only read where they differ.
   */
  selecting(paths: readonly string[]): (readonly number[])[] {
    const above = new Trail();
    return paths.map((path) => {
      above.keepShared(path);
      for (let start = above.end; start <= path.length; ) {
        const next = path.indexOf(CHILD, start);
        const end = next < 0 ? path.length : next;
        above.push(end, this.withElement(above.selected, path, start, end));
        start = above.end;
      }
      return above.selected;
    });
  }

  /** Adds the selectors of an element, from `start` to `end` of the path, to those of the elements above it. */
  private withElement(above: readonly number[], path: string, start: number, end: number): readonly number[] {
    const own = this.selectorsFor(path, start, end).filter((number) => {
      if (above.includes(number)) return false;
      const { isSimple, test } = this.selector(number);
      return isSimple || test(path.slice(0, end));
    });
    return own.length === 0 ? above : [...above, ...own].sort((a, b) => a - b);
  }

  private selectorsFor(path: string, start: number, end: number): readonly number[] {
    const found = this.named;
    found.clear();
    for (const number of this.loose) found.add(number);
    for (const hash of nameHashes(path, start, end)) this.addNamed(salted(hash, this.salt), found);
    if (found.size === 0) return NONE;
    return this.byStep.get(path.slice(start, end), (text) => {
      const step = new Step(text);
      return [...found].filter((number) => this.selector(number).mayBe(step));
    });
  }

  /** Adds the scope's selectors with a name. */
  private addNamed(hash: number, found: Set<number>): void {
    const { nameFrom, nameHash, nameSelector } = this.columns;
    const bucket = bucketOf(nameFrom, hash);
    for (let i = nameFrom[bucket]; i < nameFrom[bucket + 1]; i++) {
      const number = nameSelector[i];
      if (nameHash[i] === hash && number >= this.first && number < this.end) found.add(number);
    }
  }

  private selector(number: number): PathSelector {
    this.parsed[number - this.first] ??= parseSelector(this.sourceOf(number));
    return this.parsed[number - this.first] as PathSelector;
  }
}
