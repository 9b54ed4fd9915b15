/** The comment above the rules of a site: what they were learned from, what they take, and what is in doubt. */
import type { Rule, Status } from '../../model/rule.js';
import { plural } from '../../text/plural.js';

/** What is known of a site's documents beyond its rules. */
export interface SiteHead {
  /** The words of the documents that the rules were tried on, and those of them that active rules remove. */
  readonly words: number;
  readonly removed: number;
  /** The first and the last of their dates. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/**
 * The comment, in sentences.
 * @param pages of the site
 * @param long how many of its rules are at the end of the file
 */
export function siteHead(rules: readonly Rule[], pages: number | undefined, head: SiteHead | undefined, long: number): string {
  const waiting = (status: Status) => kindsInWords(rules.filter((rule) => rule.status === status));
  const [inDoubt, suspended] = [waiting('candidate'), waiting('suspended')];
  return [
    ...(pages === undefined ? [] : [`${plural(pages, 'page')}${datesInWords([...rules.map(({ evidence }) => evidence), head])}.`]),
    ...(head === undefined || head.words === 0 ? [] : [`The rules take ${percent(head)} % of their words.`]),
    ...(inDoubt === '' ? [] : [`In doubt: ${inDoubt}.`]),
    ...(suspended === '' ? [] : [`Suspended: ${suspended}.`]),
    ...(long === 0 ? [] : [`At the end of the file: ${plural(long, 'longer rule')}.`]),
  ].join(' ');
}

function percent({ removed, words }: SiteHead): string {
  const share = (100 * removed) / words;
  return share > 0 && share < 1 ? share.toFixed(1) : String(Math.round(share));
}

function datesInWords(spans: readonly (Pick<SiteHead, 'since' | 'until'> | undefined)[]): string {
  const dates = spans
    .flatMap((span) => [span?.since, span?.until])
    .filter(isDate)
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined) return '';
  return first === last ? ` of ${first}` : ` of ${first} to ${last}`;
}

/** Whether a text is a date as documents have it: what else people write there is not for a comment. */
function isDate(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}(?:-\d\d){0,2}$/u.test(text);
}

/** `5 texts and 1 section`. */
function kindsInWords(rules: readonly Rule[]): string {
  const counts = new Map<string, number>();
  for (const rule of rules) counts.set(kindOf(rule), (counts.get(kindOf(rule)) ?? 0) + 1);
  const named = KINDS.flatMap((kind) => (counts.has(kind) ? [plural(counts.get(kind) as number, kind)] : []));
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} and ${named.at(-1)}`;
}

const KINDS = ['text', 'pattern', 'section', 'other rule'] as const;

function kindOf({ scope, match }: Rule): (typeof KINDS)[number] {
  if (scope === 'section') return 'section';
  if (match.text !== undefined) return 'text';
  return match.pattern !== undefined || match.sequence !== undefined ? 'pattern' : 'other rule';
}
