/**
 * The light DOM: the one that Readability brings along for places without a browser. It reads well-formed markup alone,
 * which is what our reading of a page writes; so both see the same elements.
 */
import JSDOMParser from '@mozilla/readability/JSDOMParser.js';
import type { Dom } from './dom.js';
import { wellFormed } from './wellFormed.js';

export function open(page: string): Dom {
  return { document: new JSDOMParser().parse(wellFormed(page)), close: async () => undefined };
}
