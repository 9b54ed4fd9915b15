/** `klartext rules list`: rules as a table, filtered and sorted. */
import type { Argv } from 'yargs';
import { CATEGORIES } from '../../model/category.js';
import { isActive, type Rule } from '../../model/rule.js';
import { RULE_ORDERS, type RuleOrder, ruleRisk, searchRules, sortRules } from '../../review/rankRules.js';
import { matchInShort } from '../../review/ruleInWords.js';
import { ruleWords } from '../../rules/file/ruleWords.js';
import { plural } from '../../text/plural.js';
import { UsageError } from '../options.js';
import { type Column, table } from '../terminal/table.js';
import { colorsFor, present, say } from '../terminal/terminal.js';
import { type FileArguments, setsOf, withFiles } from './ruleSources.js';

const STATUSES = ['active', 'candidate', 'approved', 'vetoed', 'suspended'] as const;

interface ListArguments extends FileArguments {
  site: string | undefined;
  category: string | undefined;
  status: (typeof STATUSES)[number] | undefined;
  search: string | undefined;
  sort: RuleOrder | undefined;
  limit: number | undefined;
}

export function listOptions(yargs: Argv): Argv<ListArguments> {
  return withFiles(yargs)
    .option('site', { type: 'string', describe: 'Only rules of this site, or of sites whose names contain this' })
    .option('category', { choices: CATEGORIES, describe: 'Only rules of this category' })
    .option('status', {
      choices: STATUSES,
      describe: 'Only rules with this status; only active ones are applied',
    })
    .option('search', { type: 'string', describe: 'Only rules whose texts, patterns, examples, notes or ids contain this' })
    .option('sort', {
      choices: RULE_ORDERS,
      describe: 'By the words that a rule may cost (risk), the words it takes, or the site; default: as in the file',
    })
    .option('limit', { type: 'number', describe: 'Show at most this many' })
    .example('$0 rules list rules.yaml --category teaser', 'rules for teasers')
    .example('$0 rules list rules.yaml --sort risk', 'what may cost most content, first')
    .example('$0 rules list rules.yaml --search zutaten', 'where a text is')
    .example('$0 rules list de --category cookie', 'shipped rules') as unknown as Argv<ListArguments>;
}

/** @returns the exit status */
export async function list({ files: names, site, category, status, search, sort, limit }: ListArguments): Promise<number> {
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) throw new UsageError('--limit: must be a whole number, at least 1');
  const all = setsOf(names).flatMap((set) => set.rules);
  const isOfSite = siteFilter(all, site);
  const filtered = all.filter(
    (rule) =>
      isOfSite(rule) &&
      (category === undefined || rule.category === category) &&
      (status === undefined || (status === 'active' ? isActive(rule) : rule.status === status)),
  );
  const found = search === undefined ? filtered : searchRules(filtered, search);
  const rules = (sort === undefined ? found : sortRules(found, sort)).slice(0, limit);
  // Leaves out columns that are empty, or that were filtered by and are the same in every row.
  const asked: Readonly<Record<string, string | undefined>> = { site, category, status };
  const columns = columnsFor(sort).filter(({ title, cell }) => {
    const [first, ...others] = new Set(rules.map(cell));
    return others.length > 0 || (first !== '' && asked[title] === undefined);
  });
  const rows = rules.map((rule) => columns.map(({ cell }) => cell(rule)));
  if (rules.length > 0) await present(table(columns, rows, colorsFor(process.stdout), { width: process.stdout.columns }));
  say(rules.length === all.length ? plural(all.length, 'rule') : `${rules.length} of ${plural(all.length, 'rule')}`);
  return 0;
}

interface ListColumn extends Column {
  readonly cell: (rule: Rule) => string;
  /** The least width of a terminal that has room for it. Default: any */
  readonly from?: number;
}

/** The width of a terminal that has room for all columns, and of one that has room for most. */
const WIDE = 110;
const MEDIUM = 80;

const RANKS: readonly ListColumn[] = [
  { title: 'risk', align: 'right', cell: (rule) => String(ruleRisk(rule)) },
  { title: 'words', align: 'right', cell: (rule) => String(ruleWords(rule)) },
];

const MATCHES: ListColumn = { title: 'matches', cell: ({ match }) => matchInShort(match) };

/** The columns of a list for the terminal, or for a file or a pipe. */
function columnsFor(sort: RuleOrder | undefined): readonly ListColumn[] {
  const isRanked = sort === 'risk' || sort === 'words';
  // The text of a ranked rule needs the room.
  const details = isRanked ? Number.POSITIVE_INFINITY : WIDE;
  const { isTTY, columns: width = WIDE } = process.stdout;
  const columns: readonly ListColumn[] = [
    ...(isRanked ? RANKS : []),
    { title: 'id', from: isRanked ? WIDE : 0, cell: ({ id }) => id },
    { title: 'category', from: details, cell: (rule) => rule.category },
    { title: 'site', width: width >= WIDE ? 30 : width >= MEDIUM ? 18 : 12, cell: (rule) => rule.site ?? '' },
    { title: 'scope', from: details, cell: ({ effect, scope }) => (effect === 'keep' ? 'keep' : scope) },
    {
      title: 'seen in',
      align: 'right',
      from: MEDIUM,
      cell: ({ evidence }) => (evidence === undefined ? '' : `${evidence.documents}/${evidence.of}`),
    },
    { title: 'conf.', align: 'right', from: details, cell: ({ confidence }) => confidence.toFixed(2) },
    { title: 'status', from: isRanked ? 0 : MEDIUM, cell: (rule) => rule.status ?? '' },
    // On a terminal the width is known, and `table` cuts the column to it.
    isTTY ? MATCHES : { ...MATCHES, width: 60 },
  ];
  return isTTY ? columns.filter(({ from = 0 }) => width >= from) : columns;
}

/** Filters rules by site: those of the named site, or if there is none, of sites whose names contain it. */
function siteFilter(rules: readonly Rule[], name: string | undefined): (rule: Rule) => boolean {
  if (name === undefined) return () => true;
  const isNamed = rules.some((rule) => rule.site === name);
  return ({ site }) => site !== undefined && (isNamed ? site === name : site.includes(name));
}
