/** `klartext rules`: lists, shows, checks, tests, merges and compares rule files. */
import type { Argv } from 'yargs';
import { CATEGORIES } from '../../model/category.js';
import { isActive, type Rule, type RuleSet } from '../../model/rule.js';
import { checkRules } from '../../review/checkRules.js';
import { matchInShort, ruleInWords } from '../../review/ruleInWords.js';
import { testRules } from '../../review/ruleTests.js';
import { dumpRule } from '../../rules/file/dump.js';
import { parseRuleFiles, RuleFileError } from '../../rules/file/load.js';
import { visible, visibleLines } from '../../text/visible.js';
import { UsageError } from '../options.js';
import { type Column, plural, table } from '../terminal/table.js';
import { colorsFor, present, say } from '../terminal/terminal.js';
import { type FileArguments, placesOf, setsOf, sourcesOf, withFiles } from './ruleSources.js';
import { diff, diffOptions } from './rulesDiff.js';
import { mergeOptions, runMerge } from './rulesMerge.js';

const STATUSES = ['active', 'candidate', 'approved', 'vetoed', 'suspended'] as const;

/**
 * Adds the commands of `klartext rules`.
 * @param finish takes the exit status of a command: 0 success, 1 failure
 */
export function rulesCommands(yargs: Argv, finish: (work: Promise<number>) => Promise<void>): Argv {
  return yargs
    .command('list [files..]', 'One line a rule', listOptions, (args) => finish(list(args)))
    .command('show <id> [files..]', 'A rule as in its file, and in words', showOptions, (args) => finish(show(args)))
    .command('check <files..>', 'Report broken, duplicate, weak and unused rules', withFiles, (args) => finish(check(args)))
    .command('test <files..>', 'Test each rule against its examples and counterexamples', withFiles, (args) => finish(test(args)))
    .command('merge <files..>', 'Merge rule files, each rule once', mergeOptions, (args) => finish(runMerge(args)))
    .command('diff <first> <second> <paths..>', 'Compare what two rule files remove', diffOptions, (args) => finish(diff(args)))
    .demandCommand(1, 'Name one of list, show, check, test, merge, diff.')
    .example('$0 rules list rules.yaml --site ostwall', 'the rules of one site')
    .example('$0 rules list rules.yaml --status candidate', 'rules waiting for review')
    .example('$0 rules show cookie-3fa2 rules.yaml', 'one rule')
    .example('$0 rules check rules.yaml', 'after editing')
    .example('$0 rules test rules.yaml', 'test rules against their examples')
    .example('$0 rules merge a.yaml b.yaml --out c.yaml', 'decisions of people take precedence')
    .example('$0 rules diff old.yaml new.yaml scraped/', 'before and after a change');
}

interface ListArguments extends FileArguments {
  site: string | undefined;
  category: string | undefined;
  status: (typeof STATUSES)[number] | undefined;
}

function showOptions(yargs: Argv): Argv<FileArguments & { id: string }> {
  return withFiles(yargs.positional('id', { type: 'string', describe: 'The id of the rule, or its beginning' })) as unknown as Argv<
    FileArguments & { id: string }
  >;
}

function listOptions(yargs: Argv): Argv<ListArguments> {
  return withFiles(yargs)
    .option('site', { type: 'string', describe: 'Only rules of this site, or of sites whose names contain this' })
    .option('category', { choices: CATEGORIES, describe: 'Only rules of this category' })
    .option('status', {
      choices: STATUSES,
      describe: 'Only rules with this status; only active ones are applied',
    })
    .example('$0 rules list rules.yaml --category teaser', 'rules for teasers')
    .example('$0 rules list de --category cookie', 'shipped rules') as unknown as Argv<ListArguments>;
}

async function list({ files: names, site, category, status }: ListArguments): Promise<number> {
  const all = setsOf(names).flatMap((set) => set.rules);
  const isOfSite = siteFilter(all, site);
  const rules = all.filter(
    (rule) =>
      isOfSite(rule) &&
      (category === undefined || rule.category === category) &&
      (status === undefined || (status === 'active' ? isActive(rule) : rule.status === status)),
  );
  // Leaves out columns that are empty, or that were filtered by and are the same in every row.
  const asked: Readonly<Record<string, string | undefined>> = { site, category, status };
  const columns = LIST.filter(({ title, cell }) => {
    const [first, ...others] = new Set(rules.map(cell));
    return others.length > 0 || (first !== '' && asked[title] === undefined);
  });
  const rows = rules.map((rule) => columns.map(({ cell }) => cell(rule)));
  if (rules.length > 0) await present(table(columns, rows, colorsFor(process.stdout), { width: process.stdout.columns }));
  say(rules.length === all.length ? plural(all.length, 'rule') : `${rules.length} of ${plural(all.length, 'rule')}`);
  return 0;
}

/** The columns of a list. */
const LIST: readonly (Column & { readonly cell: (rule: Rule) => string })[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'category', cell: (rule) => rule.category },
  { title: 'site', width: 30, cell: (rule) => rule.site ?? '' },
  { title: 'scope', cell: ({ effect, scope }) => (effect === 'keep' ? 'keep' : scope) },
  { title: 'seen in', align: 'right', cell: ({ evidence }) => (evidence === undefined ? '' : `${evidence.documents}/${evidence.of}`) },
  { title: 'conf.', align: 'right', cell: ({ confidence }) => confidence.toFixed(2) },
  { title: 'status', cell: (rule) => rule.status ?? '' },
  // On a terminal the width is known, and `table` cuts the column to it.
  { title: 'matches', ...(process.stdout.isTTY ? {} : { width: 60 }), cell: ({ match }) => matchInShort(match) },
];

/** Filters rules by site: those of the named site, or if there is none, of sites whose names contain it. */
function siteFilter(rules: readonly Rule[], name: string | undefined): (rule: Rule) => boolean {
  if (name === undefined) return () => true;
  const isNamed = rules.some((rule) => rule.site === name);
  return ({ site }) => site !== undefined && (isNamed ? site === name : site.includes(name));
}

async function show({ id, files: names }: FileArguments & { id: string }): Promise<number> {
  const found = findRules(setsOf(names), id);
  if (found.length === 0) {
    throw new UsageError(`no rule ${id} in ${names?.length ? names.join(', ') : 'the shipped packs'}; “klartext rules list” lists them`);
  }
  const ids = [...new Set(found.map(({ rule }) => rule.id))];
  if (ids.length > 1) {
    const shown = ids.length > NAMED ? [...ids.slice(0, NAMED), '…'] : ids;
    throw new UsageError(`${ids.length} rules have an id that starts with ${id}: ${shown.join(', ')}`);
  }
  const { bold, dim } = colorsFor(process.stdout);
  for (const { set, rule } of found) {
    // Only the rule, as it appears in a file.
    const yaml = dumpRule(rule);
    await present(`${bold(visible(rule.id))} ${dim(`in ${visible(set.name)}`)}\n${visible(ruleInWords(rule))}\n\n${visibleLines(yaml)}`);
  }
  return 0;
}

/** Number of ids that a message lists. */
const NAMED = 5;

/** The rules with an id in any of the files; if there is none, those with an id that starts with it. */
function findRules(sets: readonly RuleSet[], id: string): { readonly set: RuleSet; readonly rule: Rule }[] {
  const all = sets.flatMap((set) => set.rules.map((rule) => ({ set, rule })));
  const same = all.filter(({ rule }) => rule.id === id);
  return same.length > 0 ? same : all.filter(({ rule }) => rule.id.startsWith(id));
}

async function check({ files: names }: FileArguments): Promise<number> {
  const colors = colorsFor(process.stdout);
  let errors = 0;
  let warnings = 0;
  let rules = 0;
  for (const source of sourcesOf(names)) {
    try {
      const set = parseRuleFiles(source.files, source.name);
      rules += set.rules.length;
      const problems = checkRules(set);
      const places = problems.length > 0 ? placesOf(source) : [];
      for (const { rule, index, severity, message } of problems) {
        if (severity === 'error') errors++;
        else warnings++;
        const paint = severity === 'error' ? colors.red : colors.yellow;
        await present(`${visible(places[index])}: ${paint(severity)}: ${visible(rule.id)}: ${visible(message)}\n`);
      }
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      errors++;
      await present(`${visible(error.file)}:${error.line}: ${colors.red('error')}: ${visible(error.reason)}\n`);
    }
  }
  say(`${plural(rules, 'rule')} checked: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}`);
  return errors > 0 ? 1 : 0;
}

async function test({ files: names }: FileArguments): Promise<number> {
  const colors = colorsFor(process.stdout);
  let tried = 0;
  let failed = 0;
  let untested = 0;
  for (const source of sourcesOf(names)) {
    const set = parseRuleFiles(source.files, source.name);
    const result = testRules(set);
    tried += result.tried;
    failed += result.failures.length;
    untested += result.untested.length;
    if (result.failures.length === 0) continue;
    const places = placesOf(source);
    for (const { rule, kind, text, message } of result.failures) {
      const place = visible(places[set.rules.indexOf(rule)]);
      await present(`${place}: ${colors.red('failed')}: ${visible(rule.id)}: ${visible(message)}: ${kind} “${visible(text)}”\n`);
    }
  }
  say(`${plural(tried, 'example')} tried, ${failed} failed${untested > 0 ? `; ${plural(untested, 'rule')} without an example` : ''}`);
  return failed > 0 ? 1 : 0;
}
