/**
 * The light DOM, which comes with Readability for environments without a browser. It only parses well-formed markup, so
 * it gets our own reading of the page written out; thus both see the same elements.
 */
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import type { Dom } from './dom.js';
import { wellFormed } from './wellFormed.js';

/** The parser with errors thrown. By default it prints them to the console, where they could end up in the user's output. */
class QuietParser extends JSDOMParser {
  error(message: string): void {
    throw new Error(message);
  }
}

export function open(page: string): Dom {
  return { document: new QuietParser().parse(wellFormed(page)), close: async () => undefined };
}
