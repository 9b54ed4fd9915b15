/** What earlier runs have made of documents, as far as a run asks for it. */
import type { BadItem, Task } from '../../files/item.js';

/** What an earlier run made of a document: `failed` says why it could not be cleaned. */
export interface EarlierResult {
  readonly failed?: string;
}

/** What an earlier run has made of a document; undefined where it is to be cleaned. */
export type EarlierResultOf = (found: Task | BadItem) => EarlierResult | undefined;
