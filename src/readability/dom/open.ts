/** Puts pages into the DOM that is asked for, and loads it then. */
import type { Dom, DomName } from './dom.js';

/**
 * Puts a page into a DOM. Nothing is executed and nothing fetched.
 * @throws what jsdom throws, which gives up on some damaged pages; the light DOM never does
 */
export async function openDom(page: string, name: DomName): Promise<Dom> {
  const { open } = name === 'light' ? await import('./light.js') : await import('./jsdom.js');
  return open(page);
}
