/** The elements that are open at a position of a page, and the paths of blocks there. */
import { FNV_PRIME, FNV_SEED } from '../../text/tables/hash.js';
import { Attributes } from './attributes.js';
import type { ElementType } from './elements.js';
import type { Markup } from './markup.js';
import { PathNode, pathStep } from './path.js';

export interface OpenElement {
  readonly type: ElementType;
  /** Whether it forms a block. A button in a sentence does not. */
  readonly block: boolean;
  readonly silent: boolean;
  readonly drawing: boolean;
  /** The range of its start tag. */
  readonly start: number;
  readonly end: number;
  /** The number of visible characters before it. */
  readonly inkBefore: number;
  /** Its path, computed on demand. */
  node: PathNode | undefined;
}

/** Computes paths when blocks need them: most elements hold no text of their own. */
export class OpenPaths {
  /** Reads a tag again when its path is needed. */
  private readonly attributes: Attributes;
  private readonly steps = new Map<number, KnownStep>();
  private readonly root = new PathNode('');

  constructor(private readonly markup: Markup) {
    this.attributes = new Attributes(markup);
  }

  /** The path of the innermost block element; inline elements are omitted. */
  of(stack: readonly OpenElement[]): string {
    let known = stack.length - 1;
    while (known >= 0 && stack[known].node === undefined) known--;
    let node = stack[known]?.node ?? this.root;
    for (let i = known + 1; i < stack.length; i++) {
      const { type, block } = stack[i];
      if (block || type.tag.includes('-')) node = node.child(this.step(stack[i]));
      stack[i].node = node;
    }
    return node.path === '' ? 'body' : node.path;
  }

  /** The path step of an element, cached by its start tag as written in the page. */
  private step({ type, start, end }: OpenElement): string {
    const hash = hashOf(this.markup.units, start, end);
    const known = this.steps.get(hash);
    if (known !== undefined && isSame(this.markup.units, known, start, end)) return known.step;
    this.attributes.read(start + 1 + type.tag.length);
    const step = pathStep(type.tag, this.attributes);
    this.steps.set(hash, { start, end, step });
    return step;
  }
}

/** The step of a start tag, and where the tag is. */
interface KnownStep {
  readonly start: number;
  readonly end: number;
  readonly step: string;
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = FNV_SEED;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ units[i], FNV_PRIME);
  return hash;
}

/** Whether a range has the same units as a known tag. */
function isSame(units: Uint16Array, known: KnownStep, start: number, end: number): boolean {
  if (known.end - known.start !== end - start) return false;
  for (let i = 0; i < end - start; i++) if (units[known.start + i] !== units[start + i]) return false;
  return true;
}
