/** Elements of a site's pages: the blocks that they contain, and selectors that a person would write for them. */
import { CHILD, isWithin, stepsOf } from '../../model/elementPath.js';
import { compileSelector } from '../../rules/selector/selector.js';
import type { SeenDocument } from '../observe/observe.js';

/** The distinct paths of a site's blocks. */
export function pathsOf(documents: readonly SeenDocument[]): string[] {
  return [...new Set(documents.flatMap(({ blocks }) => blocks.flatMap(({ path }) => path ?? [])))];
}

/**
 * The shortest selector that selects exactly the element on these pages: an id, a class, or a chain of as many
 * ancestors as it takes; undefined if none is exact.
 * @param paths the paths of the site's blocks
 * @param maySelect whether a block with this path may be selected as well
 */
export function selectorOf(element: string, paths: readonly string[], maySelect: (path: string) => boolean): string | undefined {
  const steps = stepsOf(element);
  const [, tag, id, classes] = /^([\w-]+)((?:#[\w-]+)?)((?:\.[\w-]+)*)/u.exec(steps[steps.length - 1]) as RegExpExecArray;
  const named = [
    id,
    ...classes
      .split('.')
      .slice(1)
      .map((name) => `${tag}.${name}`),
  ].filter((name) => name !== '');
  const chains = steps.map((_, i) => steps.slice(steps.length - 1 - i).join(CHILD));
  return [...named, ...chains].find((selector) => {
    const selects = compileSelector(selector);
    return paths.every((path) => (isWithin(path, element) ? selects(path) : !selects(path) || maySelect(path)));
  });
}
