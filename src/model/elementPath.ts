/** Element paths: the steps from the root to an element, as in `html > body > main > p`. Every HTML block carries one. */

/** The separator between two steps. */
export const CHILD = ' > ';

/** The path of the parent element; undefined for the root. */
export function parentOf(path: string): string | undefined {
  const end = path.lastIndexOf(CHILD);
  return end < 0 ? undefined : path.slice(0, end);
}

/**
 * Whether a path leads to an element or to one of its descendants. The empty path means the whole page. Elements that
 * share a path are not told apart.
 */
export function isWithin(path: string, element: string): boolean {
  return element === '' || (path.startsWith(element) && (path.length === element.length || path.startsWith(CHILD, element.length)));
}

/**
 * The innermost element that contains both blocks; empty if their paths have no step in common. Two blocks with the same
 * path are siblings in its parent: `main > p` and `main > p` are two paragraphs of `main`.
 */
export function commonElement(one: string, other: string): string {
  if (one === other) return parentOf(one) ?? '';
  const length = Math.min(one.length, other.length);
  let common = 0;
  let i = 0;
  for (; i < length && one[i] === other[i]; i++) if (one.startsWith(CHILD, i)) common = i;
  const endsHere = (path: string) => i === path.length || path.startsWith(CHILD, i);
  return one.slice(0, endsHere(one) && endsHere(other) ? i : common);
}

/** The steps of a path, outermost first. */
export function stepsOf(path: string): string[] {
  return path.split(CHILD);
}

/** The paths of an element's ancestors, outermost first: `a`, `a > b` for `a > b > c`. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let end = path.indexOf(CHILD); end > 0; end = path.indexOf(CHILD, end + 1)) ancestors.push(path.slice(0, end));
  return ancestors;
}

/** The paths of an element's ancestors and of the element itself, outermost first. */
export function elementsOn(path: string): string[] {
  return [...ancestorsOf(path), path];
}

/** The child of an element through which a path inside it leads; the element itself if the path ends there. */
export function childOn(path: string, element: string): string {
  const from = element === '' ? 0 : element.length + CHILD.length;
  const end = path.indexOf(CHILD, from);
  return end < 0 ? path : path.slice(0, end);
}

/**
 * How many steps of another path begin a path too, with the separators after them.
 * @param other the path that was read before, which shares most of its steps
 * @param ends where each of its steps ends
 */
export function sharedSteps(path: string, other: string, ends: readonly number[]): number {
  const most = Math.min(path.length, other.length);
  let common = 0;
  while (common < most && path.charCodeAt(common) === other.charCodeAt(common)) common++;
  let depth = 0;
  while (depth < ends.length && ends[depth] + CHILD.length <= common) depth++;
  return depth;
}
