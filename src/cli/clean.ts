/** `klartext clean`: documents in, clean article bodies out. */
import path from 'node:path';
import type { Argv } from 'yargs';
import { cleanAll } from '../batch/cleanAll.js';
import { findInputs, type Input, STDIN } from '../batch/inputs.js';
import { outputNames, writeWhole } from '../batch/outputs.js';
import type { SiteChoice } from '../batch/site.js';
import { RULES_FORMAT, type RuleSet } from '../model/rule.js';
import { compileRules } from '../rules/compile.js';
import { OUTPUT_FORMATS, type OutputFormat, write } from '../write/write.js';
import { packsOf, type RuleOptions, rulesOf, siteChoiceOf, splitPaths, UsageError, withRuleOptions } from './options.js';
import { plural } from './table.js';
import { Tally } from './tally.js';
import { colorsFor, print, say } from './terminal.js';

interface CleanArguments extends RuleOptions {
  paths: string[];
  out: string | undefined;
  to: OutputFormat;
  learn: boolean;
  quiet: boolean;
}

export function cleanOptions(yargs: Argv): Argv<CleanArguments> {
  return withRuleOptions(yargs)
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders, globs, or - for standard input' })
    .option('out', { type: 'string', describe: 'Write into this folder, one file a document (else to standard output)' })
    .option('to', { choices: OUTPUT_FORMATS, default: 'txt' as OutputFormat, describe: 'The form of the output' })
    .option('learn', { type: 'boolean', default: false, describe: 'Learn rules from the same documents first, and apply them' })
    .option('quiet', { type: 'boolean', default: false, describe: 'No summary, only errors' })
    .example('$0 clean scraped/ --out bodies/', 'clean a folder, texts and pages mixed')
    .example('$0 clean scraped/ --learn --out bodies/', 'learn from the folder, then clean it')
    .example('$0 clean page.html --to md', 'one page as Markdown, on standard output')
    .example('curl -s … | $0 clean -', 'a page or a text from a pipe') as unknown as Argv<CleanArguments>;
}

/** @returns the exit status: 0 all clean, 1 some documents failed */
export async function runClean(args: CleanArguments): Promise<number> {
  const { paths, rules } = splitPaths(args);
  const inputs = await findInputs(paths);
  const learned = args.learn ? await learnFirst(inputs, args) : undefined;
  const settings = {
    rules: rulesOf({ packs: args.packs, rules }, learned === undefined ? [] : [learned.rules]),
    site: learned?.site ?? siteChoiceOf(args),
    engine: args.engine,
    model: args.model,
    favor: args.favor,
  };
  const names = outputNames(inputs, args.to);
  if (args.out !== undefined) refuseOverwriting(inputs, names, args.out);
  const colors = colorsFor(process.stderr);
  const tally = new Tally();
  for await (const outcome of cleanAll(inputs, settings)) {
    const { input } = outcome;
    try {
      if ('error' in outcome) throw outcome.error;
      const { document, article } = outcome;
      for (const note of [...(document.warnings ?? []), ...article.notes]) say(`${colors.yellow('note')} ${input.file}: ${note}`);
      const written = write(document, article, args.to);
      if (args.out === undefined) await print(withHeader(input, written, inputs.length > 1, args.to));
      else await writeWhole(path.join(args.out, names.get(input) as string), written);
      tally.add(document, article);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') throw error;
      tally.failed++;
      say(`${colors.red('error')} ${input.file}: ${(error as Error).message}`);
    }
  }
  if (!args.quiet && (args.out !== undefined || inputs.length > 1)) {
    if (learned !== undefined) say(learnedSummary(learned.rules));
    say(tally.summary(colors, args.out));
  }
  return tally.failed > 0 ? 1 : 0;
}

/** The rules that the inputs teach, and the sites they are of; what cannot be read is told when it is cleaned. */
async function learnFirst(inputs: readonly Input[], args: CleanArguments): Promise<{ rules: RuleSet; site: SiteChoice }> {
  if (inputs.some(({ file }) => file === STDIN)) throw new UsageError('--learn reads documents twice, and standard input can be read once');
  const { learnFrom, observeAll, sitesByFile } = await import('../batch/learnAll.js');
  const packs = compileRules(packsOf(args.packs));
  const choice = siteChoiceOf(args);
  const seen = await observeAll(inputs, { site: choice, rules: packs, vote: args.engine !== 'fast' });
  const { sites, observations } = learnFrom(seen.observations, packs, choice === 'auto');
  return {
    rules: { format: RULES_FORMAT, name: '--learn', rules: sites.flatMap((site) => site.rules) },
    site: choice === 'auto' ? { clusters: sitesByFile(observations) } : choice,
  };
}

function learnedSummary({ rules }: RuleSet): string {
  const applied = rules.filter(({ status }) => status === undefined).length;
  const sites = new Set(rules.map(({ site }) => site)).size;
  const others = rules.length - applied;
  const waiting = others > 0 ? `; ${others} not applied, as candidates or suspended: “klartext learn --out” writes them down` : '';
  return `${plural(applied, 'rule')} of ${plural(sites, 'site')} learned first${waiting}`;
}

/** Several documents on one output are told apart as `head` does it; records need no header. */
function withHeader(input: Input, text: string, several: boolean, format: OutputFormat): string {
  return several && format !== 'json' && format !== 'jsonl' ? `==> ${input.file} <==\n${text}\n` : text;
}

/** A cleaned text must not take the place of its source: what was removed would be gone. */
function refuseOverwriting(inputs: readonly Input[], names: ReadonlyMap<Input, string>, out: string): void {
  const sources = new Set(inputs.map(({ file }) => path.resolve(file)));
  const taken = inputs.map((input) => path.join(out, names.get(input) as string)).find((file) => sources.has(path.resolve(file)));
  if (taken !== undefined) throw new UsageError(`--out: ${taken} is one of the inputs and would be overwritten; name another folder`);
}
