/** How deep a page's elements are nested. */
import { readElements } from '../read/html/nesting.js';

/** The depth of the innermost element, in one pass; what stands open to the page's end counts as well. */
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
