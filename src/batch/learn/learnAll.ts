/** Learns from many files: observes them, has Readability vote on a few pages of each site, proposes. */

import { shownName } from '../../files/fileName.js';
import { type Input, STDIN } from '../../files/findInputs.js';
import type { Task } from '../../files/item.js';
import { tasksOf } from '../../files/readTasks.js';
import { addSeen, addVotes, type Observations, sampleIn, votersOf } from '../../learn/observe/observations.js';
import { observe } from '../../learn/observe/observe.js';
import { type LearnedSite, propose } from '../../learn/propose/propose.js';
import { assignSites } from '../../learn/sites/cluster.js';
import { recogniser } from '../../learn/update/triedRules.js';
import type { Rule } from '../../model/rule.js';
import type { CompiledRules } from '../../rules/match/compile.js';
import type { ReadingOptions } from '../readTask.js';
import type { TaskMessage } from '../run/job.js';
import { namedDocument, type ObserveResult, observer } from '../run/observeTask.js';
import { type Outcome, type RunSettings, spread } from '../run/spread.js';

export interface ObserveSettings extends ReadingOptions {
  /** Hide from Readability what misleads it. */
  readonly rules: CompiledRules;
  /** Whether Readability votes on a few pages of each site. */
  readonly vote: boolean;
  readonly run: RunSettings;
  /** Told after each document that has been observed, or could not be. */
  readonly onDocument?: (failure: ObserveFailure | undefined) => void;
}

/** A document that could not be observed. */
interface ObserveFailure {
  readonly name: string;
  readonly error: Error;
}

/** What observing gives: the observations, and the documents that could not be read. */
export interface ObservationResult {
  readonly observations: Observations;
  readonly failures: readonly ObserveFailure[];
  /** Files that nobody has named and that hold no document, or are none. */
  readonly passedOver: readonly ObserveFailure[];
}

/**
 * Bytes that are observed without a clock, and that a page may have which Readability is shown: the worst documents of this
 * size take two seconds.
 */
const UNCLOCKED = 1 << 20;

/**
 * Observes inputs, in memory that depends on the number of sites, not of documents. What is observed does not depend
 * on the inputs' order. Where the run's signal is aborted it is a part of what was asked for.
 */
export async function observeAll(inputs: readonly Input[], settings: ObserveSettings): Promise<ObservationResult> {
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

/** Nothing is learned from what stands beside a document. */
function withoutRecord({ record: _, ...task }: Task): TaskMessage {
  return { task };
}

function failureOf(outcome: Exclude<Outcome<ObserveResult>, { unchanged: unknown }>): ObserveFailure | undefined {
  if ('bad' in outcome) return { name: outcome.bad.name, error: outcome.bad.error };
  const { task, result } = outcome;
  return 'error' in result ? { name: task.name, error: new Error(result.error) } : undefined;
}

/** Reads the voters of each site again, one after the other, and puts Readability's votes into their observations. */
async function askVoters(
  observations: Observations,
  inputs: readonly Input[],
  { rules, run: { read, signal }, ...reading }: ObserveSettings,
): Promise<ObserveFailure[]> {
  const failures: ObserveFailure[] = [];
  const voters = new Map([...observations].flatMap(([name, site]) => votersOf(name, site).map(({ id }) => [id, site] as const)));
  // Standard input is gone, and what came with merged observations was never here.
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

/** Whether a voter is the file, or stands in it. */
function holdsVoter(file: string, voters: ReadonlyMap<string, unknown>): boolean {
  if (voters.has(file)) return true;
  const inside = `${file}#`;
  for (const name of voters.keys()) if (name.startsWith(inside)) return true;
  return false;
}

/** What a corpus taught. */
export interface LearnResult {
  readonly sites: readonly LearnedSite[];
  /** The observations, in which every document has the site that it was counted for. */
  readonly observations: Observations;
}

/**
 * Proposes rules from observations. To be called once all parts of a corpus are together.
 * @param packs name the categories of what was learned
 * @param cluster whether documents without a site are put into sites by what they have in common
 * @param previous rules of an earlier run: what they know of such a site gives it the name that it has there
 */
export function learnFrom(seen: Observations, packs: CompiledRules, cluster: boolean, previous: readonly Rule[] = []): LearnResult {
  const observations = cluster ? assignSites(seen, recogniser(previous)) : seen;
  return { sites: propose(observations, packs), observations };
}

/** The site of each kept document, by its name: what `learnFrom` found for those of which nothing else tells it. */
export function sitesByName(observations: Observations): Map<string, string> {
  return new Map([...observations].flatMap(([name, site]) => [...sampleIn(site).documents.values()].map(({ id }) => [id, name] as const)));
}
