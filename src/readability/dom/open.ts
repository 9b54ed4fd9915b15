/** Opens pages in the requested DOM, which is loaded on demand. */
import type { Dom, DomName } from './dom.js';

/** Opens a page in a DOM. @throws whatever jsdom throws, which fails on some damaged pages; the light DOM never fails */
export type OpenDom = (page: string) => Dom;

/** What opens pages in a DOM. Nothing is executed or fetched. */
export async function loadDom(name: DomName): Promise<OpenDom> {
  const { open } = name === 'light' ? await import('./light.js') : await import('./jsdom.js');
  return open;
}
