/** The elements of a path, parsed. */
import { nameParts } from '../../text/nameParts.js';

/** A step of a path. What its tests do not ask for is not read. */
export class Step {
  readonly tag: string;
  /** In lower case; undefined if the element has none. */
  readonly id: string | undefined;
  private readonly written: { readonly id: string; readonly classes: string; readonly attributes: string };
  private ownClasses: readonly string[] | undefined;
  private ownParts: Readonly<Record<'class' | 'id', readonly string[]>> | undefined;
  private ownAttributes: ReadonlyMap<string, string> | undefined;

  /** @param text the element as paths name it: `div#main.article[role="main"]` */
  constructor(text: string) {
    const [, tag = text, id = '', classes = '', attributes = ''] = STEP.exec(text) ?? [];
    this.tag = tag;
    this.id = id === '' ? undefined : id.slice(1).toLowerCase();
    this.written = { id, classes, attributes };
  }

  /** In lower case. */
  get classes(): readonly string[] {
    this.ownClasses ??= namesIn(this.written.classes).map((name) => name.toLowerCase());
    return this.ownClasses;
  }

  /** The `nameParts` of its classes and of its id. Capitals show where a part begins. */
  get parts(): Readonly<Record<'class' | 'id', readonly string[]>> {
    this.ownParts ??= { class: namesIn(this.written.classes).map(nameParts), id: namesIn(this.written.id).map(nameParts) };
    return this.ownParts;
  }

  /** In lower case, by their names. */
  get attributes(): ReadonlyMap<string, string> {
    this.ownAttributes ??= attributesIn(this.written.attributes);
    return this.ownAttributes;
  }
}

const STEP = /^([\w-]+)((?:#[\w-]+)?)((?:\.[\w-]+)*)((?:\[[\w-]+="[^"]*"\])*)$/u;

const ATTRIBUTE = /\[([\w-]+)="([^"]*)"\]/gu;
const NONE: ReadonlyMap<string, string> = new Map();

/** The names after their marks: `#main`, `.news.box`. */
function namesIn(marked: string): string[] {
  return marked === '' ? [] : marked.slice(1).split('.');
}

function attributesIn(text: string): ReadonlyMap<string, string> {
  return text === '' ? NONE : new Map([...text.matchAll(ATTRIBUTE)].map((m) => [m[1], m[2].toLowerCase()]));
}
