/** What may stand above the root element of a document: a declaration, instructions, comments, a document type. */

/** How each of them begins and ends. A document type with declarations of its own ends behind their bracket. */
const ABOVE: readonly (readonly [begin: string, end: string])[] = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!', '>'],
];

/** The rest of a document's beginning, from its root element on, or from the first part that `stopsAt` holds for. */
export function withoutProlog(start: string, stopsAt: (rest: string) => boolean = () => false): string {
  let rest = start.trimStart();
  for (;;) {
    const part = ABOVE.find(([begin]) => rest.startsWith(begin));
    if (part === undefined || stopsAt(rest)) return rest;
    const bracket = part[0] === '<!' && rest.search(/[[>]/u) === rest.indexOf('[');
    const end = bracket ? rest.indexOf(']') : 0;
    const close = end < 0 ? -1 : rest.indexOf(part[1], end);
    if (close < 0) return '';
    rest = rest.slice(close + part[1].length).trimStart();
  }
}

/** Whether the rest of a document begins with the document type of a page. */
export function isDoctypeOfPage(rest: string): boolean {
  return /^<!doctype\s+html\b/iu.test(rest);
}
