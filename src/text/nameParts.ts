/** The parts of a name that people give to elements: `related-articles`, `relatedArticles` and `article__related` are two each. */

const CAMEL = /(?<=[a-z\d])(?=[A-Z])/gu;

/** A name's parts in lower case, a hyphen around and between them: `-related-articles-`. */
export function nameParts(name: string): string {
  const words = name.replace(CAMEL, '-').split(/[-_\s]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u);
  return `-${words.filter((word) => word !== '').join('-')}-`.toLowerCase();
}
