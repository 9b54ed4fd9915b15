/** `klartext rules`: rule files for people: list, show, check, test, merge, diff. */
import type { Argv } from 'yargs';
import { readTask } from '../../batch/readTask.js';
import { findInputs } from '../../files/findInputs.js';
import { DEFAULT_READ, tasksOf } from '../../files/readTasks.js';
import { writeWhole } from '../../files/wholeFile.js';
import { mergeRules } from '../../learn/update/mergeRules.js';
import { CATEGORIES } from '../../model/category.js';
import { isActive, type Rule, type RuleSet } from '../../model/rule.js';
import { PACK_NAMES, packFiles } from '../../packs/packs.js';
import { checkRules } from '../../review/checkRules.js';
import { type Difference, diffRemovals } from '../../review/diffRemovals.js';
import { matchInShort, ruleInWords } from '../../review/ruleInWords.js';
import { testRules } from '../../review/ruleTests.js';
import { dumpRules } from '../../rules/file/dump.js';
import { type NamedYaml, parseRuleFiles, RuleFileError } from '../../rules/file/load.js';
import { ruleLines } from '../../rules/file/ruleLines.js';
import { compileRules } from '../../rules/match/compile.js';
import { fileToWrite, packsOf, readRuleFile, readText, siteChoiceOf, UsageError } from '../options.js';
import { type Column, percent, plural, table } from '../terminal/table.js';
import { colorsFor, print, say } from '../terminal/terminal.js';

const STATUSES = ['active', 'candidate', 'approved', 'vetoed', 'suspended'] as const;

/**
 * The commands below `klartext rules`.
 * @param finish takes a command's exit status: 0 all well, 1 something failed
 */
export function rulesCommands(yargs: Argv, finish: (work: Promise<number>) => Promise<void>): Argv {
  return yargs
    .command('list [files..]', 'One line a rule', listOptions, (args) => finish(list(args)))
    .command('show <id> [files..]', 'A rule as it stands in its file, and in words', showOptions, (args) => finish(show(args)))
    .command('check <files..>', 'Report broken, double, thin and idle rules', files, (args) => finish(check(args)))
    .command('test <files..>', 'Hold each rule to its examples and counterexamples', files, (args) => finish(test(args)))
    .command('merge <files..>', 'Put rule files together, each rule once', mergeOptions, (args) => finish(merge(args)))
    .command('diff <first> <second> <paths..>', 'What two rule files remove differently', diffOptions, (args) => finish(diff(args)))
    .demandCommand(1, 'Name one of list, show, check, test, merge, diff.')
    .example('$0 rules list rules.yaml --site ostwall', 'the rules of one site')
    .example('$0 rules list rules.yaml --status candidate', 'what waits for a review')
    .example('$0 rules show cookie-3fa2 rules.yaml', 'one rule')
    .example('$0 rules check rules.yaml', 'after editing')
    .example('$0 rules test rules.yaml', 'hold rules to their examples')
    .example('$0 rules merge a.yaml b.yaml --out c.yaml', 'a person’s decisions win')
    .example('$0 rules diff old.yaml new.yaml scraped/', 'before and after a change');
}

interface FileArguments {
  files: string[] | undefined;
}

interface ListArguments extends FileArguments {
  site: string | undefined;
  category: string | undefined;
  status: (typeof STATUSES)[number] | undefined;
}

const PACKS = `Rule files, or names of shipped packs (${PACK_NAMES.join(', ')})`;

function files(yargs: Argv): Argv<FileArguments> {
  return yargs.positional('files', { type: 'string', array: true, describe: PACKS }) as unknown as Argv<FileArguments>;
}

function showOptions(yargs: Argv): Argv<FileArguments & { id: string }> {
  return files(yargs.positional('id', { type: 'string', describe: 'The rule’s id, or its beginning' })) as unknown as Argv<
    FileArguments & { id: string }
  >;
}

function listOptions(yargs: Argv): Argv<ListArguments> {
  return files(yargs)
    .option('site', { type: 'string', describe: 'Only rules of this site, or of the sites with this in their names' })
    .option('category', { choices: CATEGORIES, describe: 'Only rules of this category' })
    .option('status', {
      choices: STATUSES,
      describe: 'Only rules of this status; active ones are applied',
    })
    .example('$0 rules list rules.yaml --category teaser', 'what is taken for a teaser')
    .example('$0 rules list de --category cookie', 'shipped rules') as unknown as Argv<ListArguments>;
}

/** What was named: a rule file, or a pack with its files. */
interface RuleSource {
  readonly name: string;
  readonly files: readonly NamedYaml[];
}

/** The files that are named, packs among them; all packs where none is. */
function sourcesOf(names: readonly string[] | undefined): RuleSource[] {
  const given = names === undefined || names.length === 0 ? PACK_NAMES : names;
  return given.map((name) => {
    const pack = PACK_NAMES.find((known) => known === name);
    return { name, files: pack === undefined ? [{ name, yaml: readText(name) }] : packFiles(pack) };
  });
}

function setsOf(names: readonly string[] | undefined): RuleSet[] {
  return sourcesOf(names).map(({ name, files }) => parseRuleFiles(files, name));
}

/** File and line of each rule of a source, in the rules' order. */
function placesOf({ files }: RuleSource): string[] {
  return files.flatMap(({ name, yaml }) => ruleLines(yaml).map((line) => `${name}:${line}`));
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
  // A column says nothing that is empty, or that was asked for and is the same in each line.
  const asked: Readonly<Record<string, string | undefined>> = { site, category, status };
  const columns = LIST.filter(({ title, cell }) => {
    const [first, ...others] = new Set(rules.map(cell));
    return others.length > 0 || (first !== '' && asked[title] === undefined);
  });
  const rows = rules.map((rule) => columns.map(({ cell }) => cell(rule)));
  if (rules.length > 0) await print(table(columns, rows, colorsFor(process.stdout), { width: process.stdout.columns }));
  say(rules.length === all.length ? plural(all.length, 'rule') : `${rules.length} of ${plural(all.length, 'rule')}`);
  return 0;
}

/** What a list shows of each rule. */
const LIST: readonly (Column & { readonly cell: (rule: Rule) => string })[] = [
  { title: 'id', cell: ({ id }) => id },
  { title: 'category', cell: (rule) => rule.category },
  { title: 'site', width: 30, cell: (rule) => rule.site ?? '' },
  { title: 'scope', cell: ({ effect, scope }) => (effect === 'keep' ? 'keep' : scope) },
  { title: 'seen in', align: 'right', cell: ({ evidence }) => (evidence === undefined ? '' : `${evidence.documents}/${evidence.of}`) },
  { title: 'conf.', align: 'right', cell: ({ confidence }) => confidence.toFixed(2) },
  { title: 'status', cell: (rule) => rule.status ?? '' },
  // A terminal has room for more, or for less.
  { title: 'matches', ...(process.stdout.isTTY ? {} : { width: 60 }), cell: ({ match }) => matchInShort(match) },
];

/** Whether a rule is of a site: the one of that name, or where there is none each with it in its name. */
function siteFilter(rules: readonly Rule[], name: string | undefined): (rule: Rule) => boolean {
  if (name === undefined) return () => true;
  const isNamed = rules.some((rule) => rule.site === name);
  return ({ site }) => site !== undefined && (isNamed ? site === name : site.includes(name));
}

async function show({ id, files: names }: FileArguments & { id: string }): Promise<number> {
  const found = findRules(setsOf(names), id);
  if (found.length === 0) {
    throw new UsageError(`no rule ${id} in ${names?.length ? names.join(', ') : 'the shipped packs'}; “klartext rules list” names them`);
  }
  const ids = [...new Set(found.map(({ rule }) => rule.id))];
  if (ids.length > 1) {
    const shown = ids.length > NAMED ? [...ids.slice(0, NAMED), '…'] : ids;
    throw new UsageError(`${ids.length} rules have an id that begins with ${id}: ${shown.join(', ')}`);
  }
  const { bold, dim } = colorsFor(process.stdout);
  for (const { set, rule } of found) {
    // The rule alone, as an entry of a file's list.
    const yaml = dumpRules({ ...set, rules: [rule] }).replace(/^format:.*\n/u, '');
    await print(`${bold(rule.id)} ${dim(`in ${set.name}`)}\n${ruleInWords(rule)}\n\n${yaml}`);
  }
  return 0;
}

/** So many of several rules are named. */
const NAMED = 5;

/** The rules with an id, in whatever files; or those whose ids begin so. */
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
        await print(`${places[index]}: ${paint(severity)}: ${rule.id}: ${message}\n`);
      }
    } catch (error) {
      if (!(error instanceof RuleFileError)) throw error;
      errors++;
      await print(`${error.file}:${error.line}: ${colors.red('error')}: ${error.reason}\n`);
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
      await print(`${places[set.rules.indexOf(rule)]}: ${colors.red('failed')}: ${rule.id}: ${message}: ${kind} “${text}”\n`);
    }
  }
  say(`${plural(tried, 'example')} tried, ${failed} failed${untested > 0 ? `; ${plural(untested, 'rule')} without an example` : ''}`);
  return failed > 0 ? 1 : 0;
}

function mergeOptions(yargs: Argv): Argv<FileArguments & { out: string }> {
  return files(yargs).option('out', {
    type: 'string',
    demandOption: true,
    describe: 'Write the merged rules into this file',
  }) as unknown as Argv<FileArguments & { out: string }>;
}

async function merge({ files: names, out }: FileArguments & { out: string }): Promise<number> {
  const sets = setsOf(names);
  if (sets.length < 2) throw new UsageError('name at least two rule files to merge');
  fileToWrite('--out', out);
  const { rules, conflicts } = mergeRules(sets, out);
  await writeWhole(out, dumpRules(rules));
  const colors = colorsFor(process.stderr);
  for (const { kept, reason } of conflicts) say(`${colors.yellow('note')} ${kept.id}: ${reason}`);
  const given = sets.reduce((total, set) => total + set.rules.length, 0);
  say(`${plural(rules.rules.length, 'rule')} of ${given} written to ${out}`);
  return 0;
}

interface DiffArguments {
  first: string;
  second: string;
  paths: string[];
  packs: string;
  site: string;
}

function diffOptions(yargs: Argv): Argv<DiffArguments> {
  return yargs
    .positional('first', { type: 'string', describe: 'A rule file' })
    .positional('second', { type: 'string', describe: 'Another one' })
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders or globs to try them on' })
    .option('packs', { type: 'string', default: 'none', describe: 'Shipped rules that apply with both: all, none, or names (de,en,…)' })
    .option('site', {
      type: 'string',
      default: 'auto',
      describe: 'Where a document’s site is from: path, url, auto, or the site’s name',
    }) as unknown as Argv<DiffArguments>;
}

async function diff({ first, second, paths, packs, site }: DiffArguments): Promise<number> {
  const shipped = packsOf(packs);
  const files = [readRuleFile(first), readRuleFile(second)];
  const [a, b] = files.map((file) => compileRules([file, ...shipped]));
  // A document is of one site, whichever file's rules tell which.
  const both = compileRules([...files, ...shipped]);
  const colors = colorsFor(process.stdout);
  const paint = { first: (line: string) => colors.red(`- ${line}`), second: (line: string) => colors.green(`+ ${line}`) };
  const only = { first: { blocks: 0, characters: 0 }, second: { blocks: 0, characters: 0 } };
  let documents = 0;
  let differing = 0;
  let failed = 0;
  let shown = 0;
  for await (const one of tasksOf(await findInputs(paths), DEFAULT_READ)) {
    let found: Difference[];
    try {
      if ('error' in one) throw one.error;
      const { document } = readTask(one, { site: siteChoiceOf({ site }) }, both);
      found = diffRemovals(document, a, b);
      for (const { text } of document.blocks) shown += text.length;
      documents++;
    } catch (error) {
      failed++;
      say(`${colorsFor(process.stderr).red('error')} ${one.name}: ${(error as Error).message}`);
      continue;
    }
    if (found.length === 0) continue;
    differing++;
    await print(`${colors.bold(one.name)}\n`);
    for (const difference of found) {
      only[difference.only].blocks++;
      only[difference.only].characters += difference.text.length;
      await print(
        `${paint[difference.only](`${difference.text} ${colors.dim(`[${difference.reason.category} ${difference.reason.ruleId}]`)}`)}\n`,
      );
    }
  }
  const sum = ({ blocks, characters }: (typeof only)['first'], file: string) =>
    `only ${file} removes ${plural(blocks, 'piece')}, ${percent(characters, shown)} of the text`;
  say(`${differing} of ${plural(documents, 'document')} differ: ${sum(only.first, first)} (-); ${sum(only.second, second)} (+)`);
  return failed > 0 ? 1 : 0;
}
