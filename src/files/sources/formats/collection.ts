/** Files that contain many documents: records, archives, crawls. */
import type { Format } from '../../../model/document.js';
import { pathOfUrl, safePath } from '../safePath.js';

/** What naming and checking the documents of such a file requires. */
export interface Collection {
  /** The path of the file. */
  readonly name: string;
  /** The folder for its documents. */
  readonly stem: string;
  /** The size of a document at most. */
  readonly maxBytes: number;
}

/** A document's path below an output folder: from its id, which may be an address, or else its number. */
export function relativeOf({ stem }: Collection, id: string | undefined, number: number, format: Format): string {
  const path = id === undefined ? '' : (pathOfUrl(id) ?? safePath(id)).replace(/\.(?:x?html?|te?xt|md)$/iu, '');
  return `${stem}/${path === '' ? number : path}${format === 'html' ? '.html' : '.txt'}`;
}
