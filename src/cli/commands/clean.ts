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
import { plural } from '../../text/plural.js';
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
import { foldersTaken } from '../report/foldersTaken.js';
import { untilInterrupted } from '../report/interrupt.js';
import { startReport } from '../report/report.js';
import { RunTally } from '../report/runTally.js';
import { cleanInto } from './cleanInto.js';
import { formOf, type OutputOptions, outputSettingsOf, plannedOutputs, refuseOverwriting, withoutOutputs } from './cleanOutputs.js';
import {
  filesRead,
  type OutputClaim,
  refuseLosses,
  rememberBegun,
  rememberDone,
  unguarded,
  withOutputs,
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
    .option('out', { type: 'string', describe: 'Write to this folder, or this .jsonl or .parquet file (default: standard output)' })
    .option('to', { choices: OUTPUT_FORMATS, describe: 'Output format; default: txt, or jsonl for a .jsonl or .parquet file' })
    .option('compress', { choices: COMPRESSIONS, describe: 'Compress standard output or the files in the --out folder' })
    .option('body', {
      choices: BODIES,
      default: 'visible' as Body,
      describe: 'The body of an article: what the page shows, or what its JSON-LD declares if that is clearly more',
    })
    .option('verdicts', {
      type: 'boolean',
      default: true,
      describe: 'Include in json and jsonl what was decided about each block, and why',
    })
    .option('removed', { type: 'string', describe: 'Write what is removed to this .jsonl file, for “klartext restore”' })
    .option('errors', { type: 'string', describe: 'Write documents that fail to this .jsonl file (default: among the records)' })
    .option('learn', { type: 'boolean', default: false, describe: 'First learn rules from the same documents, then apply them' })
    .option('resume', { type: 'boolean', default: true, describe: 'Skip documents that an earlier run with the same --out has done' })
    .group(['out', 'to', 'compress', 'body', 'verdicts', 'removed', 'errors'], 'Outputs:')
    .group(['learn', 'resume'], 'The run:')
    .example('$0 clean scraped/ --out bodies/', 'clean a folder of texts and pages')
    .example('$0 clean crawl.warc.gz --out bodies.jsonl.gz', 'clean a crawl into a record file')
    .example('$0 clean scraped/ --learn --out bodies/', 'learn from the folder, then clean it')
    .example('$0 clean page.html --to md', 'one page as Markdown, on standard output')
    .example('cat records.jsonl | $0 clean - --to jsonl', 'write one record for each input record') as unknown as Argv<CleanArguments>;
}

/** @returns the exit status: 0 all clean, 1 some documents failed, 128 plus the signal number after an interrupt */
export async function runClean(args: CleanArguments): Promise<number> {
  return withOutputs(plannedOutputs(args, formOf(args)), args, (claim) => cleanWithClaim(args, claim));
}

/** Cleans into outputs that are locked for this run. */
async function cleanWithClaim(args: CleanArguments, claim: OutputClaim): Promise<number> {
  const { paths, rules } = splitPaths(args);
  const to = formOf(args);
  const found = await withoutOutputs(await findInputs(paths), paths, claim.outputs);
  const inputs = args.out === undefined ? withoutStandardOutput(found) : found;
  const protectedFiles = new ProtectedFiles(filesRead({ ...args, inputs: inputs.map(({ file }) => file), rules }));
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
  // Read first, so that a broken file is reported immediately.
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
    captions: args.captions,
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
    'with --out, the same command continues from here',
  );
  if (learned !== undefined) report.info(learnedSummary(learned.rules));
  if (learned?.folders !== undefined) report.info(learned.folders);
  // A single document on standard output needs no summary.
  if (args.out === undefined && inputs.length === 1 && tally.documents <= 1 && args.log === 'text') report.stop();
  else report.end((performance.now() - began) / 1000, args.out);
  if (interrupted !== undefined) return interrupted;
  rememberDone(claim);
  return tally.failed > 0 ? 1 : 0;
}

/** What a run has learned from its inputs. */
interface LearnedFirst {
  readonly rules: RuleSet;
  readonly site: SiteChoice;
  /** A sentence on folders that were taken as sites. */
  readonly folders: string | undefined;
}

/** Learns rules and sites from the inputs. Unreadable documents are reported when they are cleaned. */
async function learnFirst(inputs: readonly Input[], args: CleanArguments): Promise<LearnedFirst> {
  if (inputs.some(({ file }) => file === STDIN))
    throw new UsageError('--learn reads documents twice, but standard input can be read only once');
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
  const { sites, observations, folders } = learnFrom(seen.observations, packs, choice === 'auto');
  return {
    rules: { format: RULES_FORMAT, name: '--learn', rules: sites.flatMap((site) => site.rules) },
    site: choice === 'auto' ? { clusters: sitesByName(observations) } : choice,
    folders: foldersTaken(folders),
  };
}

function learnedSummary({ rules }: RuleSet): string {
  const applied = rules.filter(({ status }) => status === undefined).length;
  const sites = new Set(rules.map(({ site }) => site)).size;
  const others = rules.length - applied;
  const waiting = others > 0 ? `; ${others} not applied (candidates or suspended): “klartext learn --out” saves them` : '';
  return `${plural(applied, 'rule')} of ${plural(sites, 'site')} learned first${waiting}`;
}
