/** Drift: whether a site shows a rule much more often, or much less often, than when it was learned, or no longer. */

import type { SeenDocument } from '../observe/observe.js';
import { wilson } from './confidence.js';

/** How many documents of a site showed a rule. */
export interface Rate {
  readonly documents: number;
  readonly of: number;
}

/** A rate is believed to have changed by this factor at the least: pages of one section show other furniture than those of another. */
const FACTOR = 4;
/** Documents that do not show a rule say nothing of it where, at its rate, fewer than so many of them would have shown it. */
const EXPECTED = 3;

/**
 * What a person should know of a rule whose rate jumped or collapsed; undefined where chance explains the change: the
 * intervals in which the two rates may truly lie overlap, or they differ by less than `FACTOR`.
 */
export function driftNote(old: Rate, fresh: Rate): string | undefined {
  const change = `from ${spell(old)} to ${spell(fresh)}`;
  if (isFarBelow(old, fresh)) return `jumped ${change}: it may hit something else now`;
  return isFarBelow(fresh, old) ? `collapsed ${change}: the site may have changed` : undefined;
}

function isFarBelow(low: Rate, high: Rate): boolean {
  return low.documents * high.of * FACTOR <= high.documents * low.of && upperBound(low) < wilson(high.documents, high.of);
}

/** The upper bound of Wilson's interval: what is not missed at the least. */
function upperBound({ documents, of }: Rate): number {
  return 1 - wilson(of - documents, of);
}

function spell({ documents, of }: Rate): string {
  return `${Math.round((documents / Math.max(1, of)) * 100)} % of ${of} documents`;
}

/** Whether so many documents would have shown a rule that they do not show, were its site still as it was. */
export function isMissed({ documents, of }: Rate, unseenIn: number): boolean {
  return (unseenIn * documents) / Math.max(1, of) >= EXPECTED;
}

/**
 * What a person should know of a rule that a site's newest documents do not show any more; undefined where some of
 * them do, or where too few are dated to tell.
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
  // The rate among the older documents is known no better than their number allows.
  if (newer * wilson(showing.length, dated.length - newer) < EXPECTED) return undefined;
  return `not seen since ${last}, in ${newer} newer documents of its site`;
}

/** Whether a date is later than another, as far as both are told: a day may lie before or behind the month that it is in. */
function isLater(date: string, other: string): boolean {
  const told = Math.min(date.length, other.length);
  return date.slice(0, told) > other.slice(0, told);
}
