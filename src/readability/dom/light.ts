/**
 * The light DOM: the one that Readability brings along for places without a browser. It reads well-formed markup alone,
 * which is what our reading of a page writes; so both see the same elements.
 */
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import type { Dom } from './dom.js';
import { wellFormed } from './wellFormed.js';

/** The parser, but for its errors: it tells them to the console, which may be somebody's pipe. */
class QuietParser extends JSDOMParser {
  error(message: string): void {
    throw new Error(message);
  }
}

export function open(page: string): Dom {
  return { document: new QuietParser().parse(wellFormed(page)), close: async () => undefined };
}
