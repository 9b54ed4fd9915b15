/** The elements of a path, parsed. */

/** A step of a path, parsed. */
export interface Step {
  readonly tag: string;
  readonly id?: string;
  readonly classes: readonly string[];
  readonly attributes: ReadonlyMap<string, string>;
  /** Its id and its classes as written in the page: capitals show where a part of a name begins. */
  readonly written: { readonly id: readonly string[]; readonly class: readonly string[] };
}

const STEP = /^([\w-]+)((?:#[\w-]+)?)((?:\.[\w-]+)*)((?:\[[\w-]+="[^"]*"\])*)$/u;

const ATTRIBUTE = /\[([\w-]+)="([^"]*)"\]/gu;
const NONE: ReadonlyMap<string, string> = new Map();

/** Parses one element of a path: `div#main.article[role="main"]`. */
export function parseStep(text: string): Step {
  const [, tag = text, id = '', classes = '', attributes = ''] = STEP.exec(text) ?? [];
  return {
    tag,
    ...(id ? { id: id.slice(1).toLowerCase() } : {}),
    classes: classes ? classes.slice(1).toLowerCase().split('.') : [],
    written: { id: id ? [id.slice(1)] : [], class: classes ? classes.slice(1).split('.') : [] },
    attributes: attributes === '' ? NONE : new Map([...attributes.matchAll(ATTRIBUTE)].map((m) => [m[1], m[2].toLowerCase()])),
  };
}
