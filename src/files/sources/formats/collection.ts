/** Files of many documents, and where their documents are put. */
import type { Format } from '../../../model/document.js';
import { pathOfUrl, safePath } from '../safePath.js';

/** A file of many documents, as far as their names depend on it. */
export interface Collection {
  /** Its path. */
  readonly name: string;
  /** The folder for its documents. */
  readonly stem: string;
  readonly maxBytes: number;
}

/** The place of a document that has an id, which may be an address; of one without a usable id the number tells it. */
export function relativeOf({ stem }: Collection, id: string | undefined, number: number, format: Format): string {
  const path = id === undefined ? '' : (pathOfUrl(id) ?? safePath(id)).replace(/\.(?:x?html?|te?xt|md)$/iu, '');
  return `${stem}/${path === '' ? number : path}${format === 'html' ? '.html' : '.txt'}`;
}
