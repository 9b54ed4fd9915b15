/** Drift: a site shows a rule much more often or much less often than when it was learned, or not at all any more. */

import { wilson } from '../../rules/file/confidence.js';
import type { SeenDocument } from '../observe/observe.js';
import { type NamePlace, placesByName } from './nameOrder.js';

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

/** The order of names may have other reasons than time, so that more documents must be without the rule. */
const EXPECTED_BY_NAME = 10;

/**
 * A note for people on a rule that a site's newest documents no longer show; undefined if some do, or if too few
 * documents tell their age: by their dates or, where most have none, by the numbers in their names.
 * @param shown the indexes of the documents that show the rule
 */
export function vanishedNote(shown: ReadonlySet<number>, documents: readonly SeenDocument[]): string | undefined {
  const dated = documents.flatMap(({ date }, d) => (date === undefined ? [] : [{ date, shows: shown.has(d) }]));
  const note = goneByDate(dated);
  return note !== undefined || dated.length * 2 >= documents.length ? note : goneByName(shown, documents);
}

function goneByDate(dated: readonly { readonly date: string; readonly shows: boolean }[]): string | undefined {
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

/** The order of a site's documents, which is asked for each of its rules. */
const places = new WeakMap<readonly SeenDocument[], readonly NamePlace[]>();

/**
 * The same for documents without dates. A rule that the first documents do not show either is no rule that has gone:
 * documents may be sorted by section.
 */
function goneByName(shown: ReadonlySet<number>, documents: readonly SeenDocument[]): string | undefined {
  const order = places.get(documents) ?? placesByName(documents);
  places.set(documents, order);
  const ends = endsOfSeries(shown, order);
  let [earlier, later, showing, all] = [0, 0, 0, 0];
  documents.forEach(({ date }, d) => {
    const { series, rank } = order[d];
    const end = ends.get(series);
    if (date !== undefined || end === undefined) return;
    all++;
    if (shown.has(d)) showing++;
    else if (rank < order[end.first].rank) earlier++;
    else if (rank > order[end.last].rank) later++;
  });
  const isGone = later * wilson(showing, all - later) >= EXPECTED_BY_NAME;
  const isOfSection = earlier * wilson(showing, all - later - earlier) >= EXPECTED;
  if (!isGone || isOfSection) return undefined;
  const last = [...ends.values()]
    .map((end) => documents[end.last].id)
    .sort()
    .at(-1);
  return `not seen since ${last}, in ${later} documents without dates whose names have higher numbers`;
}

/** For each series in which a rule is shown, the first and the last document that shows it. */
function endsOfSeries(shown: ReadonlySet<number>, order: readonly NamePlace[]): Map<string, { first: number; last: number }> {
  const ends = new Map<string, { first: number; last: number }>();
  for (const d of [...shown].sort((a, b) => a - b)) {
    const { series, rank } = order[d];
    const end = ends.get(series) ?? { first: d, last: d };
    if (rank < order[end.first].rank) end.first = d;
    if (rank > order[end.last].rank) end.last = d;
    ends.set(series, end);
  }
  return ends;
}

/** Whether a date is later than another, at the precision that both have: a day may be before or after its month. */
function isLater(date: string, other: string): boolean {
  const shared = Math.min(date.length, other.length);
  return date.slice(0, shared) > other.slice(0, shared);
}
