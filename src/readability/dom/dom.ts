/** The DOMs that Readability can work on. */

/**
 * `light` is the DOM that comes with Readability, built from our own reading of the markup. `jsdom` follows the standard
 * and takes five times as long.
 */
export type DomName = 'light' | 'jsdom';

/** A page's DOM. */
export interface Dom {
  readonly document: globalThis.Document;
  /** Releases the page's resources. */
  close(): Promise<void>;
}
