/** `klartext clean`: documents in, clean article bodies out. */
import type { Argv } from 'yargs';
import { refusalIn } from '../../batch/guard/guard.js';
import { ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import type { CleanSettings } from '../../batch/run/cleanSettings.js';
import type { SiteChoice } from '../../batch/siteOf.js';
import { findInputs, type Input, STDIN } from '../../files/findInputs.js';
import { COMPRESSIONS } from '../../files/sinks/compress.js';
import { BODIES, type Body } from '../../judge/declaredBody.js';
import { RULES_FORMAT, type RuleSet } from '../../model/rule.js';
import { compileRules } from '../../rules/match/compile.js';
import { OUTPUT_FORMATS } from '../../write/write.js';
import {
  type InputOptions,
  packsOf,
  type RuleOptions,
  type RunOptions,
  ruleFilesOf,
  runSettingsOf,
  siteChoiceOf,
  splitPaths,
  UsageError,
  withInputOptions,
  withRuleOptions,
  withRunOptions,
} from '../options.js';
import { untilInterrupted } from '../report/interrupt.js';
import { startReport } from '../report/report.js';
import { RunTally } from '../report/runTally.js';
import { plural } from '../terminal/table.js';
import { cleanInto } from './cleanInto.js';
import { formOf, type OutputOptions, outputSettingsOf, plannedOutputs, refuseOverwriting, withoutOutputs } from './cleanOutputs.js';
import {
  claimOutputs,
  filesRead,
  type OutputClaim,
  refuseLosses,
  rememberBegun,
  rememberDone,
  unguarded,
  withWriteOptions,
} from './outputClaim.js';
import { withoutStandardOutput } from './standardOutput.js';

interface CleanArguments extends RuleOptions, InputOptions, RunOptions, OutputOptions {
  paths: string[];
  verdicts: boolean;
  learn: boolean;
  config?: unknown;
}

export function cleanOptions(yargs: Argv): Argv<CleanArguments> {
  return withWriteOptions(withRunOptions(withInputOptions(withRuleOptions(yargs))))
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders, globs, or - for standard input' })
    .option('out', { type: 'string', describe: 'Write into this folder, or this .jsonl or .parquet file (else to standard output)' })
    .option('to', { choices: OUTPUT_FORMATS, describe: 'The form of the output: txt where nothing is said, jsonl into such a file' })
    .option('compress', { choices: COMPRESSIONS, describe: 'Compress the files of the --out folder, or standard output' })
    .option('body', {
      choices: BODIES,
      default: 'visible' as Body,
      describe: 'The article’s body: what a page shows, or what its JSON-LD declares where that is clearly more',
    })
    .option('verdicts', { type: 'boolean', default: true, describe: 'Say in json and jsonl of each block what was decided, and why' })
    .option('removed', { type: 'string', describe: 'Write what is removed into this .jsonl file, for “klartext restore”' })
    .option('errors', { type: 'string', describe: 'Write documents that fail into this .jsonl file' })
    .option('learn', { type: 'boolean', default: false, describe: 'Learn rules from the same documents first, and apply them' })
    .option('resume', { type: 'boolean', default: true, describe: 'Skip what an earlier run into the same --out has done' })
    .group(['out', 'to', 'compress', 'body', 'verdicts', 'removed', 'errors'], 'Outputs:')
    .group(['learn', 'resume'], 'The run:')
    .example('$0 clean scraped/ --out bodies/', 'clean a folder, texts and pages mixed')
    .example('$0 clean crawl.warc.gz --out bodies.jsonl.gz', 'a crawl into a file of records')
    .example('$0 clean scraped/ --learn --out bodies/', 'learn from the folder, then clean it')
    .example('$0 clean page.html --to md', 'one page as Markdown, on standard output')
    .example('cat records.jsonl | $0 clean - --to jsonl', 'a record out for each record in') as unknown as Argv<CleanArguments>;
}

/** @returns the exit status: 0 all clean, 1 some documents failed, 128 and a signal’s number where that ended it */
export async function runClean(args: CleanArguments): Promise<number> {
  const claim = await claimOutputs(plannedOutputs(args, formOf(args)), args);
  try {
    return await cleanWithClaim(args, claim);
  } finally {
    claim.release();
  }
}

/** Cleans into outputs that nobody else writes to. */
async function cleanWithClaim(args: CleanArguments, claim: OutputClaim): Promise<number> {
  const { paths, rules } = splitPaths(args);
  const to = formOf(args);
  const found = await withoutOutputs(await findInputs(paths), paths, claim.outputs);
  const inputs = args.out === undefined ? withoutStandardOutput(found) : found;
  const protectedFiles = new ProtectedFiles([
    ...inputs.map(({ file }) => ({ file, what: 'one of the inputs' })),
    ...filesRead({ ...args, rules }),
  ]);
  await refuseLosses(claim, protectedFiles);
  const [folder] = claim.outputs.filter(({ kind }) => kind === 'folder');
  const refusal =
    folder &&
    refusalIn(
      folder.file,
      claim.outputs.filter((output) => output !== folder),
      protectedFiles,
      claim,
    );
  if (refusal !== undefined) refuseOverwriting(inputs, to, args, refusal);
  const tally = new RunTally();
  const output = outputSettingsOf(args, to, inputs.length > 1, tally, refusal);
  const settings = runSettingsOf(args, (count) => tally.read(count));
  // Read before the work, so that a broken file is told at once.
  const shipped = packsOf(args.packs);
  const own = ruleFilesOf(rules);
  const learned = args.learn ? await learnFirst(inputs, args) : undefined;
  const work: CleanSettings = {
    ruleSets: [...own, ...(learned === undefined ? [] : [learned.rules]), ...shipped],
    site: learned?.site ?? siteChoiceOf(args),
    layout: args.layout,
    engine: args.engine,
    model: args.model,
    favor: args.favor,
    body: args.body,
    to,
    verdicts: args.verdicts,
    removed: args.removed !== undefined,
  };
  const report = await startReport(inputs, tally, args);
  if (claim.failure !== undefined && args.out === undefined) report.info(unguarded(claim.failure));
  rememberBegun(claim);
  const began = performance.now();
  const interrupted = await untilInterrupted(
    report,
    (signal) => cleanInto({ inputs, work, run: { ...settings, signal }, output }, { tally, report }),
    'with an --out the same command goes on from here',
  );
  if (learned !== undefined) report.info(learnedSummary(learned.rules));
  // One document on standard output needs no words beside it.
  if (args.out === undefined && inputs.length === 1 && tally.documents <= 1 && args.log === 'text') report.stop();
  else report.end((performance.now() - began) / 1000, args.out);
  if (interrupted !== undefined) return interrupted;
  rememberDone(claim);
  return tally.failed > 0 ? 1 : 0;
}

/** The rules that the inputs teach, and the sites they are of; what cannot be read is told when it is cleaned. */
async function learnFirst(inputs: readonly Input[], args: CleanArguments): Promise<{ rules: RuleSet; site: SiteChoice }> {
  if (inputs.some(({ file }) => file === STDIN)) throw new UsageError('--learn reads documents twice, and standard input can be read once');
  const { learnFrom, observeAll, sitesByName } = await import('../../batch/learn/learnAll.js');
  const packs = compileRules(packsOf(args.packs));
  const choice = siteChoiceOf(args);
  const seen = await observeAll(inputs, {
    site: choice,
    layout: args.layout,
    rules: packs,
    vote: args.engine !== 'fast',
    run: runSettingsOf(args, () => undefined),
  });
  const { sites, observations } = learnFrom(seen.observations, packs, choice === 'auto');
  return {
    rules: { format: RULES_FORMAT, name: '--learn', rules: sites.flatMap((site) => site.rules) },
    site: choice === 'auto' ? { clusters: sitesByName(observations) } : choice,
  };
}

function learnedSummary({ rules }: RuleSet): string {
  const applied = rules.filter(({ status }) => status === undefined).length;
  const sites = new Set(rules.map(({ site }) => site)).size;
  const others = rules.length - applied;
  const waiting = others > 0 ? `; ${others} not applied, as candidates or suspended: “klartext learn --out” writes them down` : '';
  return `${plural(applied, 'rule')} of ${plural(sites, 'site')} learned first${waiting}`;
}
