/** Drift: a site shows a rule much more often or much less often than when it was learned, or not at all any more. */

import { wilson } from '../../rules/file/confidence.js';
import type { SeenDocument } from '../observe/observe.js';

/** How many of a site's documents showed a rule. */
export interface Rate {
  readonly documents: number;
  readonly of: number;
}

/** A rate has changed only if it differs at least by this factor: pages of different sections differ in their furniture too. */
const FACTOR = 4;
/**
 * Documents without a rule are evidence that it is gone only if, at its rate, at least this many of them should have
 * shown it.
 */
const EXPECTED = 3;

/**
 * A note for people on a rule whose rate jumped or collapsed; undefined if chance explains the change, that is, if the
 * intervals of the two rates overlap or the rates differ by less than `FACTOR`.
 */
export function driftNote(old: Rate, fresh: Rate): string | undefined {
  const change = `from ${rateInWords(old)} to ${rateInWords(fresh)}`;
  if (isFarBelow(old, fresh)) return `jumped ${change}: it may hit something else now`;
  return isFarBelow(fresh, old) ? `collapsed ${change}: the site may have changed` : undefined;
}

function isFarBelow(low: Rate, high: Rate): boolean {
  return low.documents * high.of * FACTOR <= high.documents * low.of && upperBound(low) < wilson(high.documents, high.of);
}

/** The upper bound of Wilson's interval. */
function upperBound({ documents, of }: Rate): number {
  return 1 - wilson(of - documents, of);
}

function rateInWords({ documents, of }: Rate): string {
  return `${Math.round((documents / Math.max(1, of)) * 100)} % of ${of} documents`;
}

/**
 * Whether the absence of a rule in new documents is significant: at its old rate, at least `EXPECTED` of them should
 * have shown it.
 */
export function isMissed({ documents, of }: Rate, unseenIn: number): boolean {
  return (unseenIn * documents) / Math.max(1, of) >= EXPECTED;
}

/**
 * A note for people on a rule that a site's newest documents no longer show; undefined if some do, or if too few
 * documents have a date.
 * @param shown the indexes of the documents that show the rule
 */
export function vanishedNote(shown: ReadonlySet<number>, documents: readonly SeenDocument[]): string | undefined {
  const dated = documents.flatMap(({ date }, d) => (date === undefined ? [] : [{ date, shows: shown.has(d) }]));
  const showing = dated.filter(({ shows }) => shows);
  const last =
    showing
      .map(({ date }) => date)
      .sort()
      .at(-1) ?? '';
  const newer = dated.filter(({ date }) => isLater(date, last)).length;
  // The rate is estimated from the older documents alone, so it is discounted if they are few.
  if (newer * wilson(showing.length, dated.length - newer) < EXPECTED) return undefined;
  return `not seen since ${last}, in ${newer} newer documents of its site`;
}

/** Whether a date is later than another, at the precision that both have: a day may be before or after its month. */
function isLater(date: string, other: string): boolean {
  const shared = Math.min(date.length, other.length);
  return date.slice(0, shared) > other.slice(0, shared);
}
