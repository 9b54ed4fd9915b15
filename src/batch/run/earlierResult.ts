/** What earlier runs have made of documents. */
import type { BadItem, Task } from '../../files/item.js';

/** The earlier result of a document; `failed` is the reason why it could not be cleaned. */
export interface EarlierResult {
  readonly failed?: string;
}

/** The earlier result of a document; undefined if it has to be cleaned. */
export type EarlierResultOf = (found: Task | BadItem) => EarlierResult | undefined;
