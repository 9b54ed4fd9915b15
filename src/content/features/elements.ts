/**
 * The elements of a page, numbered, as its blocks' paths name them. Nothing is remembered of whole paths: the next site has
 * others. Steps recur, on a page and from page to page.
 */
import { CHILD } from '../../model/elementPath.js';
import { mix } from '../../text/tables/hash.js';
import { ownCopy } from '../../text/tables/ownCopy.js';
import { readStep, type Step } from './steps.js';

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

/** Steps by their text, each with its number. The limit bounds memory. */
const known = new Map<string, Step>();
const MOST_STEPS = 20_000;
/** What leads to no element. */
const NO_STEP = readStep('');

/** @param paths the distinct paths of a page; paths beside each other share most of their steps */
export function elementsOf(paths: readonly string[]): Elements {
  // Only here, since a step must not change its number within a page.
  if (known.size > MOST_STEPS) known.clear();
  const tree = new ElementTree();
  const from = new Int32Array(paths.length + 1);
  const chains: number[] = [];
  // The chain of the last path, and where each of its steps ends.
  let chain: number[] = [];
  let ends: number[] = [];
  let last = '';
  for (const [i, path] of paths.entries()) {
    const depth = sharedSteps(path, last, ends);
    chain = chain.slice(0, depth);
    ends = ends.slice(0, depth);
    for (let start = depth === 0 ? 0 : ends[depth - 1] + CHILD.length, end = 0; end >= 0; start = end + CHILD.length) {
      end = path.indexOf(CHILD, start);
      const stepEnd = end < 0 ? path.length : end;
      chain.push(tree.childOf(chain.at(-1) ?? 0, path.slice(start, stepEnd)));
      ends.push(stepEnd);
    }
    for (const element of chain) chains.push(element);
    from[i + 1] = chains.length;
    last = path;
  }
  return { ...tree.finish(), chains: Int32Array.from(chains), from };
}

/** How many of the last path's steps begin a path too, with the separators after them. */
function sharedSteps(path: string, last: string, ends: readonly number[]): number {
  const most = Math.min(path.length, last.length);
  let common = 0;
  while (common < most && path.charCodeAt(common) === last.charCodeAt(common)) common++;
  let depth = 0;
  while (depth < ends.length && ends[depth] + CHILD.length <= common) depth++;
  return depth;
}

/** Elements by their parents and steps, in an open table: for each slot an element, 0 if the slot is free. */
class ElementTree {
  private readonly parents = [0];
  private readonly steps = [NO_STEP];
  private slots = new Int32Array(512);

  /** The element that a step leads to from an element; an empty step leads nowhere. */
  childOf(parent: number, text: string): number {
    if (text === '') return parent;
    let step = known.get(text);
    if (step === undefined) {
      const own = ownCopy(text);
      step = readStep(own);
      known.set(own, step);
    }
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
    let slot = mix(Math.imul(parent, 31) ^ step.number) & last;
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
