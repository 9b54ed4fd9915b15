/** What a page says of itself outside its text. */
import type { AttributeReader } from './attributes.js';

/** What the page says of itself outside its text, as found. */
export interface HeadData {
  /** `<meta>` by name or property, in lower case; the first of each wins. */
  readonly meta: ReadonlyMap<string, string>;
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly language: string | undefined;
  /** The contents of the JSON-LD scripts. */
  readonly jsonLd: readonly string[];
}

/** What may name a `<meta>`, in the order in which it is believed. */
const NAMING = ['property', 'name', 'itemprop', 'http-equiv'];

/** Gathers what a page's tags say of it, wherever they stand. */
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
