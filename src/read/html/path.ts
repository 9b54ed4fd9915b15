/** Builds the path of an element: a CSS selector of tags, ids and those classes that survive the site's next build. */
import type { AttributeReader } from './attributes.js';

/** Additional classes add no information: utility frameworks put dozens on each element. */
const MAX_CLASSES = 6;

/** Whether a class or id was written by a person. Hashes by build tools mix digits with letters, or have no vowels. */
function isStableName(name: string): boolean {
  if (name.length > 48 || !/^[A-Za-z][\w-]*$/u.test(name)) return false;
  const tail = name.slice(Math.max(name.lastIndexOf('-'), name.lastIndexOf('_')) + 1);
  if (!/\d/u.test(tail)) return !(tail.length >= 5 && /[a-z][A-Z].*[A-Z]/u.test(tail) && !/[aeiou]/iu.test(tail));
  // `col-12` and `h2` are stable, `css-1q8x7f` and `post-48213` are not.
  return /^\p{L}*\d{1,2}$/u.test(tail);
}

/** The first stable names among an element's classes: `.story.wide`. */
function classSteps(classes: string): string {
  let steps = '';
  let taken = 0;
  for (const name of classes.split(/\s+/u)) {
    if (taken === MAX_CLASSES) break;
    if (name === '' || !isStableName(name)) continue;
    steps += `.${name}`;
    taken++;
  }
  return steps;
}

/** A step of a path: `div#main.story[role="main"]`. */
export function pathStep(tag: string, attributes: AttributeReader): string {
  // Classes of the root describe how the page was loaded, not its content.
  if (tag === 'html' || tag === 'body') return tag;
  let step = /^[\w-]+$/u.test(tag) ? tag : 'x';
  const id = attributes.get('id');
  const classes = attributes.get('class');
  const role = attributes.get('role');
  const itemprop = attributes.get('itemprop');
  if (id !== undefined && isStableName(id)) step += `#${id}`;
  if (classes !== undefined) step += classSteps(classes);
  if (role !== undefined && /^[\w-]+$/u.test(role)) step += `[role="${role}"]`;
  if (itemprop !== undefined && /^[\w -]+$/u.test(itemprop)) step += `[itemprop="${itemprop}"]`;
  return step;
}

/** A node of the tree of paths in a page. Elements with the same path share a node, and thereby one path string. */
export class PathNode {
  private inside: Map<string, PathNode> | undefined;

  constructor(readonly path: string) {}

  /** The child node that a step leads to. */
  child(step: string): PathNode {
    this.inside ??= new Map();
    let node = this.inside.get(step);
    if (node === undefined) {
      node = new PathNode(this.path === '' ? step : `${this.path} > ${step}`);
      this.inside.set(step, node);
    }
    return node;
  }
}
