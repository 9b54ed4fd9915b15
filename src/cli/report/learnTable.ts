/** The table that `klartext learn` prints: what was learned per site. */
import wrapAnsi from 'wrap-ansi';
import type { RemovedWords } from '../../batch/learn/measureRemoved.js';
import type { LearnedSite } from '../../learn/propose/propose.js';
import { FIXED_DOCUMENTS } from '../../learn/survey/survey.js';
import { TRIED } from '../../learn/update/triedRules.js';
import { isActive, type Rule } from '../../model/rule.js';
import { plural } from '../../text/plural.js';
import { visible } from '../../text/visible.js';
import { type Column, percent, table } from '../terminal/table.js';
import { type Colors, textWidth } from '../terminal/terminal.js';

/** Number of categories listed per site; more do not fit on a line. */
const CATEGORIES = 4;
/** Number of sites named in a note. */
const NAMED = 5;

/** Narrower terminals show no categories and say “198 of 200” for short, even narrower ones show no candidates. */
const WIDE = 100;
const MIDDLE = 72;
/** The name of a site takes what the other columns leave, within these limits. */
const SITE_WIDTHS = { least: 14, most: 40 };
const CATEGORIES_WIDTH = 24;
const GAP = 2;

/** A column with its cell for some sites: one in each row, and all in the last. */
interface SiteColumn extends Column {
  readonly cell: (sites: readonly LearnedSite[]) => string;
}

type Removed = ReadonlyMap<string, RemovedWords>;

/**
 * A row for each site that has rules, and a total.
 * @param removed what the active rules of each site remove from its observed documents
 * @param width of the terminal; default unlimited
 */
export function learnTable(
  sites: readonly LearnedSite[],
  removed: Removed,
  colors: Colors,
  width: number | undefined = process.stdout.columns,
): string {
  const rows = sites.filter(({ rules }) => rules.length > 0).map((site) => [site]);
  if (rows.length === 0) return '';
  const without = sites.filter((site) => site.rules.length === 0 && !hasTooFew(site));
  const notes = [
    ...(without.length > 0 ? [`${plural(without.length, 'site')} without rules: ${named(without)}.`] : []),
    legend(sites, removed),
  ];
  const below = colors.dim(wrapAnsi(notes.join('\n'), textWidth(process.stdout)));
  return `${sitesTable(rows, sites, columnsFor(removed, width), colors, width)}\n${below}\n`;
}

function sitesTable(
  rows: readonly (readonly LearnedSite[])[],
  all: readonly LearnedSite[],
  columns: readonly SiteColumn[],
  colors: Colors,
  width: number | undefined,
): string {
  const hasTotal = all.length > 1;
  const groups = hasTotal ? [...rows, all] : rows;
  const cells = groups.map((group) => columns.map(({ cell }) => cell(group)));
  const names = groups.map((group) => (group === all && hasTotal ? `${all.length} sites` : group[0].site));
  const needed = columns.map(({ title, align }, i) =>
    align === undefined ? CATEGORIES_WIDTH : Math.max(title.length, ...cells.map((row) => row[i].length)),
  );
  const left = (width ?? Number.POSITIVE_INFINITY) - needed.reduce((sum, one) => sum + one + GAP, 0);
  const site: Column = { title: 'site', width: Math.max(SITE_WIDTHS.least, Math.min(SITE_WIDTHS.most, left)) };
  const lines = cells.map((row, i) => [names[i], ...row]);
  return table([site, ...columns], lines, colors, { hasTotal, width });
}

/** The columns that fit a width, without the first, which names the sites. */
function columnsFor(removed: Removed, width = Number.POSITIVE_INFINITY): SiteColumn[] {
  const count = (title: string, numberOf: (site: LearnedSite) => number): SiteColumn => ({
    title,
    align: 'right',
    cell: (sites) => String(sum(sites, numberOf)),
  });
  const status = (title: string, isCounted: (rule: Rule) => boolean) => count(title, ({ rules }) => rules.filter(isCounted).length);
  const isCandidate = (rule: Rule) => rule.status === 'candidate';
  return [
    count('documents', ({ seen }) => seen),
    { title: 'articles', align: 'right', cell: (sites) => articlesIn(sites, removed, width < WIDE) },
    status('rules', isActive),
    ...(width < MIDDLE ? [] : [status('candidates', isCandidate)]),
    { title: 'removes', align: 'right', cell: (sites) => shareRemoved(sites, removed) },
    ...(width < WIDE ? [] : [{ title: 'rules by category', cell: (sites: readonly LearnedSite[]) => byCategory(sites) }]),
  ];
}

/** The number of articles; where a sample was cut, that of the sample, which is smaller than the site. */
function articlesIn(sites: readonly LearnedSite[], removed: Removed, short: boolean): string {
  const articles = sum(sites, (site) => site.articles);
  if (sites.every(({ site }) => removed.get(site)?.sample === undefined)) return String(articles);
  const sample = sum(sites, ({ site, seen }) => removed.get(site)?.sample ?? seen);
  return `${articles} of ${short ? '' : 'a sample of '}${sample}`;
}

function shareRemoved(sites: readonly LearnedSite[], removed: Removed): string {
  return percent(
    sum(sites, ({ site }) => removed.get(site)?.removed ?? 0),
    sum(sites, ({ site }) => removed.get(site)?.words ?? 0),
  );
}

function byCategory(sites: readonly LearnedSite[]): string {
  const counts = new Map<string, number>();
  for (const { category } of sites.flatMap(({ rules }) => rules.filter(isActive))) counts.set(category, (counts.get(category) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = sorted.slice(0, CATEGORIES).map(([category, count]) => `${category} ${count}`);
  return [...shown, ...(sorted.length > CATEGORIES ? [`+${sorted.length - CATEGORIES}`] : [])].join(', ');
}

/** What the columns mean. */
function legend(sites: readonly LearnedSite[], removed: Removed): string {
  const isSample = sites.some(({ site }) => removed.get(site)?.sample !== undefined);
  const sample = isSample ? ', of large sites in a sample' : '';
  return `Articles: documents without near-duplicates${sample}. Removes: share of words that active rules remove, in up to ${TRIED} documents per site.`;
}

function hasTooFew({ articles }: LearnedSite): boolean {
  return articles < FIXED_DOCUMENTS;
}

/** A warning of sites with too few documents, and what to do; undefined if there are none. */
export function tooFewNote(all: readonly LearnedSite[]): string | undefined {
  const sites = all.filter(hasTooFew);
  if (sites.length === 0) return undefined;
  const have = sites.length === 1 ? 'has' : 'have';
  const what = `${plural(sites.length, 'site')} ${have} fewer than ${FIXED_DOCUMENTS} articles, too few to learn from: ${named(sites)}`;
  return `${what}. Learn from more of their documents, or with --site NAME if they are one site; --list-sites FILE shows what each holds`;
}

function named(sites: readonly LearnedSite[]): string {
  const names = sites.slice(0, NAMED).map(({ site }) => visible(site));
  return sites.length > NAMED ? `${names.join(', ')}, …` : names.join(', ');
}

function sum(sites: readonly LearnedSite[], numberOf: (site: LearnedSite) => number): number {
  return sites.reduce((total, site) => total + numberOf(site), 0);
}
