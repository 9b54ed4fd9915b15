/** Learns from many files: observes them, has Readability vote on a few pages per site, and proposes rules. */

import { shownName } from '../../files/fileName.js';
import { type Input, STDIN } from '../../files/findInputs.js';
import type { Task } from '../../files/item.js';
import { tasksOf } from '../../files/readTasks.js';
import { addSeen, addVotes, type Observations, sampleIn, votersOf } from '../../learn/observe/observations.js';
import { observe } from '../../learn/observe/observe.js';
import { type LearnedSite, propose } from '../../learn/propose/propose.js';
import { assignSites } from '../../learn/sites/cluster.js';
import { assignFolders } from '../../learn/sites/folderSites.js';
import { recogniser } from '../../learn/update/triedRules.js';
import type { Rule } from '../../model/rule.js';
import type { CompiledRules } from '../../rules/match/compile.js';
import { setRunFlags } from '../../start/v8Flags.js';
import type { ReadingOptions } from '../readTask.js';
import type { TaskMessage } from '../run/job.js';
import { namedDocument, type ObserveResult, observer } from '../run/observeTask.js';
import { type Outcome, type RunSettings, spread } from '../run/spread.js';

export interface ObserveSettings extends ReadingOptions {
  /** Rules that hide misleading parts from Readability. */
  readonly rules: CompiledRules;
  /** Whether Readability votes on a few pages per site. */
  readonly vote: boolean;
  readonly run: RunSettings;
  /** Called after each document, with the reason if it could not be observed. */
  readonly onDocument?: (failure: ObserveFailure | undefined) => void;
}

interface ObserveFailure {
  readonly name: string;
  readonly error: Error;
}

export interface ObservationResult {
  readonly observations: Observations;
  readonly failures: readonly ObserveFailure[];
  /** Files without documents that were found in a folder rather than named by the user. */
  readonly passedOver: readonly ObserveFailure[];
}

/**
 * Bytes that may be observed in the main thread, and the largest page shown to Readability: the worst documents of this
 * size take two seconds.
 */
const UNCLOCKED = 1 << 20;

/**
 * Observes inputs in memory proportional to the number of sites, not of documents. The result does not depend on the
 * order of the inputs. If the run's signal is aborted, it covers only a part of them.
 */
export async function observeAll(inputs: readonly Input[], settings: ObserveSettings): Promise<ObservationResult> {
  // Also without threads: what learning leaves behind of each site makes the heap grow.
  setRunFlags();
  const observations: Observations = new Map();
  const failures: ObserveFailure[] = [];
  const passedOver: ObserveFailure[] = [];
  const { site, layout, run, onDocument } = settings;
  const reading: ReadingOptions = { site, ...(layout === undefined ? {} : { layout }) };
  const job = {
    handler: () => observer(reading),
    worker: new URL('../run/observeWorker.js', import.meta.url),
    data: reading,
    unclocked: UNCLOCKED,
    messageOf: withoutRecord,
  };
  for await (const outcome of spread(inputs, job, run)) {
    if ('unchanged' in outcome) continue;
    if ('bad' in outcome && outcome.bad.leftOut) {
      passedOver.push(outcome.bad);
      continue;
    }
    const failure = failureOf(outcome);
    if (failure !== undefined) failures.push(failure);
    else if ('task' in outcome && 'seen' in outcome.result) addSeen(observations, outcome.result.seen);
    onDocument?.(failure);
  }
  if (settings.vote && run.signal?.aborted !== true) failures.push(...(await askVoters(observations, inputs, settings)));
  return { observations, failures, passedOver };
}

/** Learning uses nothing but the content. */
function withoutRecord({ record: _, ...task }: Task): TaskMessage {
  return { task };
}

function failureOf(outcome: Exclude<Outcome<ObserveResult>, { unchanged: unknown }>): ObserveFailure | undefined {
  if ('bad' in outcome) return { name: outcome.bad.name, error: outcome.bad.error };
  const { task, result } = outcome;
  return 'error' in result ? { name: task.name, error: new Error(result.error) } : undefined;
}

/** Reads the voters of each site again, one at a time, and adds Readability's votes to their observations. */
async function askVoters(
  observations: Observations,
  inputs: readonly Input[],
  { rules, run: { read, signal }, ...reading }: ObserveSettings,
): Promise<ObserveFailure[]> {
  const failures: ObserveFailure[] = [];
  const voters = new Map([...observations].flatMap(([name, site]) => votersOf(name, site).map(({ id }) => [id, site] as const)));
  // Standard input cannot be read again, and merged observations come from other inputs.
  const holding = inputs.filter(({ file }) => file !== STDIN && holdsVoter(shownName(file), voters));
  for await (const task of tasksOf(holding, read)) {
    if (signal?.aborted) break;
    const site = voters.get(task.name);
    if (site === undefined || 'error' in task || task.content.length > UNCLOCKED) continue;
    try {
      const { askReadability } = await import('../../judge/askReadability.js');
      addVotes(site, observe(await askReadability(namedDocument(task, reading), rules)));
    } catch (error) {
      failures.push({ name: task.name, error: error as Error });
    }
  }
  return failures;
}

/** Whether a voter is the file itself or a document in it. */
function holdsVoter(file: string, voters: ReadonlyMap<string, unknown>): boolean {
  if (voters.has(file)) return true;
  const inside = `${file}#`;
  for (const name of voters.keys()) if (name.startsWith(inside)) return true;
  return false;
}

export interface LearnResult {
  readonly sites: readonly LearnedSite[];
  /** The observations, with every document under the site that it was counted for. */
  readonly observations: Observations;
  /** The sites that folders have told. */
  readonly folders: readonly string[];
}

/**
 * Proposes rules from observations. Must be called once all parts of a corpus have been merged.
 * @param packs name the categories of what was learned
 * @param find whether to find sites for documents without one, by their folders and by what they have in common
 * @param previous rules of an earlier run; sites that they recognise keep their names
 */
export function learnFrom(seen: Observations, packs: CompiledRules, find: boolean, previous: readonly Rule[] = []): LearnResult {
  setRunFlags();
  const { observations, folders } = find ? findSites(seen, previous) : { observations: seen, folders: [] };
  return { sites: propose(observations, packs), observations, folders };
}

/** Finds sites for the documents without one: those that folders tell, and then those that documents have in common. */
function findSites(seen: Observations, previous: readonly Rule[]): Pick<LearnResult, 'observations' | 'folders'> {
  const recognise = recogniser(previous);
  const { observations, sites } = assignFolders(seen, recognise);
  return { observations: assignSites(observations, recognise), folders: sites };
}

/** The site of each sampled document by document name, including the sites that `learnFrom` has found. */
export function sitesByName(observations: Observations): Map<string, string> {
  return new Map([...observations].flatMap(([name, site]) => [...sampleIn(site).documents.values()].map(({ id }) => [id, name] as const)));
}
