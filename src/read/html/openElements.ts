/** The elements that are open at a position of a page, and the paths of blocks there. */
import { Attributes } from './attributes.js';
import type { ElementType } from './elements.js';
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
  /** By start tag as written in the page. */
  private readonly steps = new Map<string, string>();
  private readonly root = new PathNode('');

  constructor(private readonly source: string) {
    this.attributes = new Attributes(source);
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

  /** The path step of an element, cached by its start tag. */
  private step({ type, start, end }: OpenElement): string {
    const written = this.source.slice(start, end);
    let step = this.steps.get(written);
    if (step === undefined) {
      this.attributes.read(start + 1 + type.tag.length);
      step = pathStep(type.tag, this.attributes);
      this.steps.set(written, step);
    }
    return step;
  }
}
