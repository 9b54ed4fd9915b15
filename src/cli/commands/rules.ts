/** `klartext rules`: lists, shows, checks, tests, merges and compares rule files. */
import type { Argv } from 'yargs';
import type { Rule, RuleSet } from '../../model/rule.js';
import { checkRules } from '../../review/checkRules.js';
import { ruleInWords } from '../../review/ruleInWords.js';
import { testRules } from '../../review/ruleTests.js';
import { dumpRule } from '../../rules/file/dump.js';
import { parseRuleFiles, RuleFileError } from '../../rules/file/load.js';
import { plural } from '../../text/plural.js';
import { visible, visibleLines } from '../../text/visible.js';
import { UsageError } from '../options.js';
import { colorsFor, present, say } from '../terminal/terminal.js';
import { type FileArguments, placesOf, setsOf, sourcesOf, withFiles } from './ruleSources.js';
import { diff, diffOptions } from './rulesDiff.js';
import { list, listOptions } from './rulesList.js';
import { mergeOptions, runMerge } from './rulesMerge.js';

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
    .example('$0 rules list rules.yaml --sort risk', 'what may cost most content, first')
    .example('$0 rules show cookie-3fa2 rules.yaml', 'one rule')
    .example('$0 rules check rules.yaml', 'after editing')
    .example('$0 rules test rules.yaml', 'test rules against their examples')
    .example('$0 rules merge a.yaml b.yaml --out c.yaml', 'decisions of people take precedence')
    .example('$0 rules diff old.yaml new.yaml scraped/', 'before and after a change');
}

function showOptions(yargs: Argv): Argv<FileArguments & { id: string }> {
  return withFiles(yargs.positional('id', { type: 'string', describe: 'The id of the rule, or its beginning' })) as unknown as Argv<
    FileArguments & { id: string }
  >;
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
