/** The table that `klartext learn` prints: what was learned per site. */
import wrapAnsi from 'wrap-ansi';
import type { RemovedWords } from '../../batch/learn/measureRemoved.js';
import { SAMPLE } from '../../learn/observe/observations.js';
import type { LearnedSite } from '../../learn/propose/propose.js';
import { TRIED } from '../../learn/update/triedRules.js';
import { isActive, type Rule } from '../../model/rule.js';
import { visible } from '../../text/visible.js';
import { type Column, percent, plural, table } from '../terminal/table.js';
import { type Colors, textWidth } from '../terminal/terminal.js';

/** Number of categories listed per site; more do not fit on a line. */
const CATEGORIES = 4;

const COLUMNS: readonly Column[] = [
  { title: 'site', width: 40 },
  { title: 'documents', align: 'right' },
  { title: 'articles', align: 'right' },
  { title: 'rules', align: 'right' },
  { title: 'candidates', align: 'right' },
  { title: 'removes', align: 'right' },
  { title: 'rules by category' },
];

/**
 * A row for each site that has rules, and a total.
 * @param removed what the active rules of each site remove from its observed documents
 */
export function learnTable(sites: readonly LearnedSite[], removed: ReadonlyMap<string, RemovedWords>, colors: Colors): string {
  const withRules = sites.filter(({ rules }) => rules.length > 0);
  const without = sites.filter(({ rules }) => rules.length === 0);
  const rows = withRules.map((site) => row(site.site, [site], removed));
  const several = sites.length > 1;
  if (several) rows.push(row(`${sites.length} sites`, sites, removed));
  const notes = [
    ...(without.length > 0 ? [`${plural(without.length, 'site')} without rules: ${named(without.map(({ site }) => visible(site)))}.`] : []),
    `Articles: documents without near-duplicates, at most ${SAMPLE}. Removes: share of words that active rules remove, in up to ${TRIED} observed documents per site.`,
  ];
  if (rows.length === 0) return '';
  const shown = table(COLUMNS, rows, colors, { hasTotal: several, width: process.stdout.columns });
  return `${shown}\n${colors.dim(wrapAnsi(notes.join('\n'), textWidth(process.stdout)))}\n`;
}

function row(name: string, sites: readonly LearnedSite[], removed: ReadonlyMap<string, RemovedWords>): string[] {
  const rules = sites.flatMap((site) => site.rules);
  const active = rules.filter(isActive);
  const candidates = rules.filter(({ status }) => status === 'candidate');
  const sum = (count: (site: LearnedSite) => number) => sites.reduce((total, site) => total + count(site), 0);
  const share = percent(
    sum(({ site }) => removed.get(site)?.removed ?? 0),
    sum(({ site }) => removed.get(site)?.words ?? 0),
  );
  const counts = [sum(({ seen }) => seen), sum(({ articles }) => articles), active.length, candidates.length];
  return [name, ...counts.map(String), share, byCategory(active)];
}

function byCategory(rules: readonly Rule[]): string {
  const counts = new Map<string, number>();
  for (const { category } of rules) counts.set(category, (counts.get(category) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const shown = sorted.slice(0, CATEGORIES).map(([category, count]) => `${category} ${count}`);
  return [...shown, ...(sorted.length > CATEGORIES ? [`+${sorted.length - CATEGORIES}`] : [])].join(', ');
}

function named(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ');
}
