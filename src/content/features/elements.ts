/**
 * The elements of a page, numbered, as its blocks' paths name them. Nothing is remembered of whole paths: the next site has
 * others. Steps recur, on a page and from page to page.
 */
import { CHILD, sharedSteps } from '../../model/elementPath.js';
import { mix } from '../../text/tables/hash.js';
import { TABLE_SEED } from '../../text/tables/seed.js';
import { NO_STEP, type Step, stepIn, trimSteps } from './steps.js';

/** The elements on all paths of a page. Elements with equal paths are one. */
export interface Elements {
  /** The element around each; 0 around the outermost. Element 0 means no element, and is around itself. */
  readonly parents: Int32Array;
  /** The last step of each element's path. */
  readonly steps: readonly Step[];
  /**
   * The elements on each path, outermost first, path after path: those of path `i` from `from[i]` up to, but not including,
   * `from[i + 1]`. The empty path has element 0 alone.
   */
  readonly chains: Int32Array;
  readonly from: Int32Array;
}

/** @param paths the distinct paths of a page; paths beside each other share most of their steps */
export function elementsOf(paths: readonly string[]): Elements {
  trimSteps();
  const tree = new ElementTree();
  const from = new Int32Array(paths.length + 1);
  const chains: number[] = [];
  // The elements on the last path, and where each of its steps ends.
  const chain: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < paths.length; i++) {
    chain.length = i === 0 ? 0 : sharedSteps(paths[i], paths[i - 1], ends);
    ends.length = chain.length;
    enterSteps(paths[i], tree, chain, ends);
    for (let depth = 0; depth < chain.length; depth++) chains.push(chain[depth]);
    from[i + 1] = chains.length;
  }
  return { ...tree.finish(), chains: Int32Array.from(chains), from };
}

/** Follows a path from its known steps on. @param chain the elements on it so far @param ends where the steps to them end */
function enterSteps(path: string, tree: ElementTree, chain: number[], ends: number[]): void {
  let element = chain.length === 0 ? 0 : chain[chain.length - 1];
  let start = ends.length === 0 ? 0 : ends[ends.length - 1] + CHILD.length;
  while (start <= path.length) {
    const next = path.indexOf(CHILD, start);
    const end = next < 0 ? path.length : next;
    // An empty step leads nowhere.
    if (end > start) element = tree.childOf(element, stepIn(path, start, end));
    chain.push(element);
    ends.push(end);
    start = end + CHILD.length;
  }
}

/** Elements by their parents and steps, in an open table: for each slot an element, 0 if the slot is free. */
class ElementTree {
  private readonly parents = [0];
  private readonly steps = [NO_STEP];
  private slots = new Int32Array(512);

  /** The element that a step leads to from an element. */
  childOf(parent: number, step: Step): number {
    const slot = this.slotOf(parent, step);
    if (this.slots[slot] > 0) return this.slots[slot];
    const element = this.parents.push(parent) - 1;
    this.steps.push(step);
    this.slots[slot] = element;
    if (2 * element > this.slots.length) this.grow();
    return element;
  }

  finish(): Pick<Elements, 'parents' | 'steps'> {
    return { parents: Int32Array.from(this.parents), steps: this.steps };
  }

  /** The slot of the child of an element, or the free slot where it belongs. */
  private slotOf(parent: number, step: Step): number {
    const last = this.slots.length - 1;
    let slot = mix(Math.imul(parent, TABLE_SEED) ^ step.number) & last;
    for (let element = this.slots[slot]; element > 0; element = this.slots[slot]) {
      if (this.parents[element] === parent && this.steps[element] === step) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }

  private grow(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    for (let element = 1; element < this.parents.length; element++) {
      this.slots[this.slotOf(this.parents[element], this.steps[element])] = element;
    }
  }
}
