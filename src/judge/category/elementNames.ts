/** Categories from the names of the elements around a block: tags, and the words of ids, classes and roles. */
import type { Category } from '../../model/category.js';
import { CHILD, parentOf } from '../../model/elementPath.js';
import type { BlockTable } from '../../read/table/blockTable.js';
import { BoundedCache } from '../../text/tables/boundedCache.js';
import names from './elementNames.json' with { type: 'json' };

/** A category and the name that implies it, as the page spells it. */
export interface NamedCategory {
  readonly category: Category;
  readonly name: string;
}

const CATEGORY_OF: ReadonlyMap<string, Category> = new Map(
  Object.entries(names).flatMap(([category, words]) => words.map((word): [string, Category] => [word, category as Category])),
);

/** The elements of one page whose names imply a category. */
export class ElementNames {
  /** Elements that contain kept blocks: an element with a piece of the article in it is not furniture as a whole. */
  private readonly mixed = new Set<string>();
  private readonly known = new Map<string, NamedCategory | undefined>();
  /** By the number of a path what was found for it; null for nothing. */
  private readonly found: (NamedCategory | null | undefined)[];

  /** @param isKept for each block, whether it is kept: 1 or 0 */
  constructor(
    private readonly table: BlockTable,
    isKept: Uint8Array,
  ) {
    const { pathNumbers, paths } = table;
    const isMixed = new Uint8Array(paths.length);
    for (let i = 0; i < isKept.length; i++) {
      const path = pathNumbers[i];
      if (isKept[i] === 0 || path < 0 || isMixed[path] === 1) continue;
      isMixed[path] = 1;
      for (let at: string | undefined = paths[path]; at !== undefined && !this.mixed.has(at); at = parentOf(at)) this.mixed.add(at);
    }
    this.found = new Array(paths.length).fill(undefined);
  }

  /** The category of the innermost element around a removed block whose name implies one; undefined if none does. */
  find(block: number): NamedCategory | undefined {
    const path = this.table.pathNumbers[block];
    if (path < 0) return undefined;
    this.found[path] ??= this.findAt(this.table.paths[path]) ?? null;
    return this.found[path] ?? undefined;
  }

  private findAt(path: string): NamedCategory | undefined {
    if (this.known.has(path)) return this.known.get(path);
    const parent = parentOf(path);
    const found = this.mixed.has(path)
      ? undefined
      : (STEPS.get(path.slice(parent === undefined ? 0 : parent.length + CHILD.length), (step) => namedStep(step) ?? null) ??
        (parent === undefined ? undefined : this.findAt(parent)));
    this.known.set(path, found);
    return found;
  }
}

/** The same steps recur on all pages of a site, and many on all pages. */
const STEPS = new BoundedCache<NamedCategory | null>(1 << 12);

function namedStep(step: string): NamedCategory | undefined {
  const [tag, ...rest] = step.split(/[#.[\]="]+/u);
  // A class is more specific than the tag that carries it: `aside.comments`.
  for (const name of [...rest, tag]) {
    const category = categoryOf(name);
    if (category !== undefined) return { category, name };
  }
  return undefined;
}

/** The last word of a compound decides: `author-bio` is a bio, `footer-nav` a menu. */
function categoryOf(name: string): Category | undefined {
  const words = name.split(/[-_\d\s]+|(?<=[a-z])(?=[A-Z])/u);
  for (let i = words.length - 1; i >= 0; i--) {
    const category = CATEGORY_OF.get(words[i].toLowerCase());
    if (category !== undefined) return category;
  }
  return undefined;
}
