/** Opens pages in the requested DOM, which is loaded on demand. */
import type { Dom, DomName } from './dom.js';

/**
 * Opens a page in a DOM. Nothing is executed or fetched.
 * @throws whatever jsdom throws, which fails on some damaged pages; the light DOM never fails
 */
export async function openDom(page: string, name: DomName): Promise<Dom> {
  const { open } = name === 'light' ? await import('./light.js') : await import('./jsdom.js');
  return open(page);
}
