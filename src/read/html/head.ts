/** Metadata in a page's markup. */
import type { AttributeReader } from './attributes.js';

/** Metadata in a page's markup, unprocessed. */
export interface HeadData {
  /** `<meta>` by name or property in lower case. The first of each name wins. */
  readonly meta: ReadonlyMap<string, string>;
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly language: string | undefined;
  /** The contents of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
}

/** The attributes that may name a `<meta>`, in order of precedence. */
const NAMING = ['property', 'name', 'itemprop', 'http-equiv'];

/** Collects metadata from tags, wherever they are in the page. */
export class Head implements HeadData {
  readonly meta = new Map<string, string>();
  readonly jsonLd: string[] = [];
  title: string | undefined;
  canonical: string | undefined;
  language: string | undefined;

  tag(tag: string, attributes: AttributeReader): void {
    if (tag === 'html') this.language ??= attributes.get('lang') ?? attributes.get('xml:lang');
    else if (tag === 'link') {
      if (attributes.get('rel')?.toLowerCase() === 'canonical') this.canonical ??= attributes.get('href');
    } else if (tag === 'meta') {
      const name = NAMING.map((attribute) => attributes.get(attribute))
        .find((value) => value !== undefined)
        ?.toLowerCase();
      const content = attributes.get('content');
      if (name !== undefined && content !== undefined && !this.meta.has(name)) this.meta.set(name, content);
    }
  }
}
