/** Elements of a site's pages: which blocks stand in them, and how a person would name them. */
import { CHILD, isWithin, stepsOf } from '../../model/elementPath.js';
import { compileSelector } from '../../rules/selector/selector.js';
import type { SeenDocument } from '../observe/observe.js';

/** The paths of a site's blocks, each once. */
export function pathsOf(documents: readonly SeenDocument[]): string[] {
  return [...new Set(documents.flatMap(({ blocks }) => blocks.flatMap(({ path }) => path ?? [])))];
}

/**
 * The shortest selector that selects on these pages what the element holds: an id, a class, or as many elements above as
 * that takes; undefined where none tells it from others.
 * @param paths the paths of the site's blocks
 * @param maySelect whether a block of this path may be selected as well
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
