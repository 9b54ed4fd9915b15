/** What Readability works on. */

/** `light` is the DOM that Readability brings along, on our reading of the markup; `jsdom` is the standard's, and takes five times as long. */
export type DomName = 'light' | 'jsdom';

/** A page's DOM. */
export interface Dom {
  readonly document: globalThis.Document;
  /** Gives back what the page holds. */
  close(): Promise<void>;
}
