/** The parts of class and id names: `related-articles`, `relatedArticles` and `article__related` have two each. */

const CAMEL = /(?<=[a-z\d])(?=[A-Z])/gu;

/** A name's parts in lower case, with hyphens between and around them: `-related-articles-`. */
export function nameParts(name: string): string {
  const words = name.replace(CAMEL, '-').split(/[-_\s]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u);
  return `-${words.filter((word) => word !== '').join('-')}-`.toLowerCase();
}
