/** The nesting depth of a page's elements. */
import { readElements } from '../read/html/nesting.js';

/** The depth of the innermost element, found in one pass. Elements that are never closed count as well. */
export function depthOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  readElements(source, {
    open: ({ empty }) => {
      if (!empty && ++depth > deepest) deepest = depth;
    },
    close: () => {
      depth--;
    },
    text: () => undefined,
    comment: () => undefined,
  });
  return deepest;
}
