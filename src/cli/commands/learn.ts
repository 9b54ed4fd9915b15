/** `klartext learn`: learns removal rules per site from documents. */
import { existsSync } from 'node:fs';
import type { Argv } from 'yargs';
import type { PlannedOutput } from '../../batch/guard/plannedOutput.js';
import { ProtectedFiles } from '../../batch/guard/protectedFiles.js';
import { type LearnResult, learnFrom, type ObservationResult, observeAll } from '../../batch/learn/learnAll.js';
import { measureRemoved } from '../../batch/learn/measureRemoved.js';
import { readObservationFile, writeObservationFile } from '../../batch/learn/observationFiles.js';
import { isFolder, ruleFilesIn } from '../../batch/ruleFolder.js';
import { findInputs, type Input } from '../../files/findInputs.js';
import { ENGINES, type Engine } from '../../judge/engine.js';
import { mergeObservations, type Observations, sampleIn } from '../../learn/observe/observations.js';
import type { LearnedSite } from '../../learn/propose/propose.js';
import { rulesSeen } from '../../learn/update/triedRules.js';
import { type SiteUpdate, updateRules } from '../../learn/update/update.js';
import type { Rule, RuleSet } from '../../model/rule.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { plural } from '../../text/plural.js';
import { visible } from '../../text/visible.js';
import {
  fileToWrite,
  type InputOptions,
  packsOf,
  type RunOptions,
  readRuleSet,
  ruleFileToWrite,
  runSettingsOf,
  siteChoiceOf,
  UsageError,
  withInputOptions,
  withRunOptions,
} from '../options.js';
import { foldersTaken } from '../report/foldersTaken.js';
import { untilInterrupted } from '../report/interrupt.js';
import { learnTable, tooFewNote } from '../report/learnTable.js';
import { sayLongNote } from '../report/note.js';
import { startReport } from '../report/report.js';
import { RunTally } from '../report/runTally.js';
import { type Colors, colorsFor, present, say } from '../terminal/terminal.js';
import { isDash, plannedList, writeSiteList } from './listSites.js';
import {
  filesRead,
  type OutputClaim,
  refuseLosses,
  rememberDone,
  sayUnguarded,
  type WriteOptions,
  withOutputs,
  withWriteOptions,
} from './outputClaim.js';
import { filesOf, isEdited, writeRuleOutputs } from './ruleOutputs.js';
import { withoutStandardOutput } from './standardOutput.js';

/** Why the files that `--update` names are not written, if another output is named. */
const UPDATED = 'what --update names';

interface LearnArguments extends InputOptions, RunOptions, WriteOptions {
  paths: string[] | undefined;
  out: string | undefined;
  split: string | undefined;
  observe: string | undefined;
  merge: string[] | undefined;
  update: string | undefined;
  packs: string;
  engine: Engine;
  site: string;
  listSites: string | undefined;
  config?: unknown;
}

export function learnOptions(yargs: Argv): Argv<LearnArguments> {
  return withWriteOptions(withRunOptions(withInputOptions(yargs)))
    .positional('paths', { type: 'string', array: true, describe: 'Files, folders, globs, or - for standard input' })
    .option('out', { type: 'string', describe: 'Write the rules to this file' })
    .option('split', { type: 'string', describe: 'Write the rules to this folder, one file per site' })
    .option('update', { type: 'string', describe: 'Update this rule file or folder; what people changed in it is kept' })
    .option('observe', { type: 'string', describe: 'Write observations of one part of a corpus to this file, for --merge' })
    .option('merge', { type: 'string', array: true, describe: 'Learn from these files, written by --observe' })
    .option('packs', {
      type: 'string',
      default: 'all',
      describe: 'Shipped rule packs that determine the categories: all, none, or names (de,en,…)',
    })
    .option('engine', {
      choices: ENGINES,
      default: 'auto' as Engine,
      describe: 'Whether Readability locates the article on a few pages per site: auto and readability (yes), fast (no)',
    })
    .option('site', { type: 'string', default: 'auto', describe: 'What names the site of a document: path, url, auto, or the name itself' })
    .option('list-sites', {
      type: 'string',
      describe: 'Write the documents of each site to this file (- for standard output), as site TAB file',
    })
    .example('$0 learn scraped/ --out rules.yaml', 'learn rules for every site of a folder,')
    .example('$0 rules list rules.yaml', 'look at them,')
    .example('$0 clean scraped/ --rules rules.yaml', 'and clean with them')
    .example('$0 learn scraped/ --site path --out r.yaml', 'each folder is a site')
    .example('$0 learn newer/ --update rules.yaml', 'learn again, keeping the decisions of people')
    .example('$0 learn scraped/ --split rules/', 'one file per site')
    .example('$0 learn part1/ --observe 1.obs', 'observe one part of a corpus,')
    .example('$0 learn --merge 1.obs 2.obs --out r.yaml', 'and learn from all parts') as unknown as Argv<LearnArguments>;
}

/** @returns the exit status: 0 all read, 1 some documents failed, 128 plus the signal number after an interrupt */
export async function runLearn(args: LearnArguments): Promise<number> {
  const { paths = [], merge = [], update } = args;
  const outputs = plannedOutputs(args);
  if (paths.length + merge.length === 0)
    throw new UsageError('name at least one file, folder or glob to learn from, or --merge observations');
  if (outputs.length === 0 && args.listSites === undefined) {
    throw new UsageError('name an output: --out RULES.yaml, --split DIR, --update RULES, or --observe PART.obs for a part of a corpus');
  }
  if (update !== undefined && !existsSync(update)) throw new UsageError(`--update: ${update} does not exist; --out writes a new file`);
  return withOutputs(outputs, args, (claim) => learnWithClaim(args, claim));
}

/** The files and folders to write. `--update` is written only if neither `--out` nor `--split` names another. */
function plannedOutputs({ out, split, update, observe, listSites }: LearnArguments): PlannedOutput[] {
  const outgoing: PlannedOutput[] = plannedList(listSites);
  if (out !== undefined) outgoing.push({ option: '--out', file: ruleFileToWrite('--out', out), kind: 'rules' });
  if (split === '') throw new UsageError('--split: name the folder to write');
  if (split !== undefined) outgoing.push({ option: '--split', file: split, kind: 'folder' });
  if (update !== undefined && out === undefined && split === undefined) {
    const kind = isFolder(update) ? 'folder' : 'rules';
    outgoing.push({ option: '--update', file: ruleFileToWrite('--update', update), kind });
  }
  if (observe !== undefined) outgoing.push({ option: '--observe', file: fileToWrite('--observe', observe), kind: 'observations' });
  return outgoing;
}

/** Learns, and writes to outputs that are locked for this run. */
async function learnWithClaim(args: LearnArguments, claim: OutputClaim): Promise<number> {
  const { paths = [], merge = [], out, split, update, observe, listSites } = args;
  const found = paths.length === 0 ? [] : await findInputs(paths);
  const inputs = isDash(listSites) ? withoutStandardOutput(found) : found;
  const protectedFiles = new ProtectedFiles([
    ...merge.map((file) => ({ file, what: 'one of the files of observations' })),
    ...(update !== undefined && (out ?? split) !== undefined ? ruleFilesIn(update) : []).map((file) => ({ file, what: UPDATED })),
    ...filesRead({ inputs: inputs.map(({ file }) => file), config: args.config }),
  ]);
  // What --update names is meant to be replaced.
  const outputs = claim.outputs.filter(({ option }) => option !== '--update').flatMap(filesOf);
  await refuseLosses({ ...claim, outputs }, protectedFiles, 'learn');
  // Read first, so that a broken file is reported immediately.
  const previous = update === undefined ? undefined : readRuleSet(update, '--update: ');
  const packs = compileRules(packsOf(args.packs));
  const colors = colorsFor(process.stderr);
  sayUnguarded(claim, colors);

  const observations: Observations = new Map();
  for (const file of merge) mergeObservations(observations, await readObservationFile(file));
  const { observations: own, failures, interrupted } = await observeWithReport(inputs, packs, args);
  if (interrupted !== undefined) return interrupted;
  mergeObservations(observations, own);

  if (observe !== undefined) {
    await writeObservationFile(observe, observations);
    say(observedSummary(observations, observe, colors));
  }
  if ((out ?? split ?? update ?? listSites) !== undefined) {
    await writeLearned(learnFrom(observations, packs, args.site === 'auto', previous?.rules), previous, args);
    rememberDone(claim);
  }
  return failures.length > 0 ? 1 : 0;
}

/** Observes with progress reports; `interrupted` is the exit status if a signal has ended it. */
async function observeWithReport(
  inputs: readonly Input[],
  rules: CompiledRules,
  args: LearnArguments,
): Promise<ObservationResult & { readonly interrupted: number | undefined }> {
  const tally = new RunTally();
  const run = runSettingsOf(args, (count) => tally.read(count));
  const report = await startReport(inputs, tally, args);
  let observed: ObservationResult = { observations: new Map(), failures: [], passedOver: [] };
  const observing = async (signal: AbortSignal): Promise<void> => {
    observed = await observeAll(inputs, {
      site: siteChoiceOf(args),
      layout: args.layout,
      rules,
      vote: args.engine !== 'fast',
      run: { ...run, signal },
      onDocument(failure) {
        if (failure === undefined) tally.cleaned++;
        else tally.failed++;
        report.update();
      },
    });
  };
  const interrupted = await untilInterrupted(report, observing, 'nothing was learned or written');
  report.stop();
  for (const { name, error } of observed.passedOver) report.note(name, error.message);
  for (const { name, error } of observed.failures) report.error(name, error.message);
  return { ...observed, interrupted };
}

/** Writes the list of sites and the rules. */
async function writeLearned(learned: LearnResult, previous: RuleSet | undefined, args: LearnArguments): Promise<void> {
  const taken = foldersTaken(learned.folders);
  if (taken !== undefined) sayLongNote(taken);
  if (args.listSites !== undefined) await writeSiteList(args.listSites, learned.observations);
  if ((args.out ?? args.split ?? args.update) !== undefined) await writeRules(learned, previous, args);
}

/** Writes the rules and prints a summary of them: to standard error if something else takes standard output. */
async function writeRules(learned: LearnResult, previous: RuleSet | undefined, args: LearnArguments): Promise<void> {
  const { observations } = learned;
  const edited = args.update !== undefined && isEdited(args.update);
  const update =
    previous === undefined ? undefined : updateRules(previous, learned.sites, rulesSeen(previous.rules, observations), { edited });
  const rules = update?.rules.rules ?? learned.sites.flatMap((site) => site.rules);
  // Includes the rules that people have added or approved.
  const sites = learned.sites.map((site) => ({ ...site, rules: rules.filter((rule) => rule.site === site.site) }));
  const removed = measureRemoved(observations, sites);
  const written = await writeRuleOutputs(rules, args, removed);
  const isTaken = isDash(args.listSites);
  const colors = colorsFor(isTaken ? process.stderr : process.stdout);
  const show = isTaken ? say : present;
  await show(learnTable(sites, removed, colors));
  await show(update === undefined ? suspendedReport(sites, colors) : `\n${updateReport(update.sites, colors)}`);
  const note = colorsFor(process.stderr).yellow('note');
  if (rules.length === 0) say(`${note} nothing was learned: it takes several documents of a site to see what they share`);
  const tooFew = rules.length === 0 ? undefined : tooFewNote(learned.sites);
  if (tooFew !== undefined) sayLongNote(tooFew);
  const unknown = observations.get('')?.seen ?? 0;
  if (unknown > 0) say(`${note} ${plural(unknown, 'document')} without a known site; --site NAME or --site path can set it`);
  say(`${plural(rules.length, 'rule')} written to ${written}`);
}

function observedSummary(observations: Observations, file: string, colors: Colors): string {
  let seen = 0;
  let kept = 0;
  for (const site of observations.values()) {
    seen += site.seen;
    kept += sampleIn(site).documents.size;
  }
  return `${colors.bold(`${plural(seen, 'document')} observed`)} of ${plural(observations.size, 'site')}, ${kept} kept in ${file}`;
}

/** Changes to the previous rules: a line per site with changes, and per rule that no longer applies. */
function updateReport(sites: ReadonlyMap<string, SiteUpdate>, colors: Colors): string {
  const lines: string[] = [];
  for (const [site, { kept, refreshed, added, suspended, dropped }] of sites) {
    const counts = Object.entries({ kept, refreshed, new: added, suspended, dropped }).filter(([, rules]) => rules.length > 0);
    lines.push(
      `${colors.bold(site === '' ? 'every site' : visible(site))}: ${counts.map(([what, rules]) => `${rules.length} ${what}`).join(', ')}`,
    );
    for (const rule of suspended) lines.push(suspendedLine(rule, colors));
    for (const { id } of dropped) lines.push(colors.red(`  dropped ${visible(id)}: still not seen`));
  }
  return `${lines.join('\n')}\n`;
}

/** Rules that were suspended when they were learned, by site. */
function suspendedReport(sites: readonly LearnedSite[], colors: Colors): string {
  const lines = sites.flatMap(({ site, rules }) => {
    const suspended = rules.filter(({ status }) => status === 'suspended').map((rule) => suspendedLine(rule, colors));
    return suspended.length === 0 ? [] : [`${colors.bold(visible(site))}: ${suspended.length} suspended`, ...suspended];
  });
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
}

function suspendedLine({ id, note }: Rule, colors: Colors): string {
  return colors.yellow(`  suspended ${visible(id)}: ${visible(note ?? '')}`);
}
