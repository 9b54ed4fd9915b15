/** Learns from many files: observes one after the other, has Readability vote on a few pages of each site, proposes. */
import pLimit from 'p-limit';
import { assignSites } from '../learn/cluster.js';
import { addSeen, addVotes, type Observations, votersOf } from '../learn/observations.js';
import { observe, type SeenTexts } from '../learn/observe.js';
import { type LearnedSite, propose } from '../learn/propose.js';
import { recogniser } from '../learn/recall.js';
import type { Rule } from '../model/rule.js';
import type { CompiledRules } from '../rules/compile.js';
import type { Input } from './inputs.js';
import { readDocument } from './readFile.js';
import type { SiteChoice } from './site.js';

export interface ObserveSettings {
  readonly site: SiteChoice;
  /** Hide from Readability what misleads it. */
  readonly rules: CompiledRules;
  /** Whether Readability votes on a few pages of each site; that loads jsdom. */
  readonly vote: boolean;
}

/** A document that could not be observed. */
export interface ObserveFailure {
  readonly input: Input;
  readonly error: Error;
}

/** How many files are read ahead of the one that is being observed. */
const AHEAD = 4;

/**
 * Observes inputs, in memory that depends on the number of sites, not of documents. What is observed does not depend
 * on the inputs' order.
 * @returns the observations, and the inputs that could not be read
 */
export async function observeAll(
  inputs: readonly Input[],
  settings: ObserveSettings,
): Promise<{ observations: Observations; failures: ObserveFailure[] }> {
  const observations: Observations = new Map();
  const failures: ObserveFailure[] = [];
  const texts: SeenTexts = new Map();
  const limit = pLimit(AHEAD);
  const waiting: Promise<void>[] = [];
  const observeOne = async (input: Input) => {
    try {
      addSeen(observations, observe(await readDocument(input, settings.site), texts));
    } catch (error) {
      failures.push({ input, error: error as Error });
    }
  };
  for (const input of inputs) {
    waiting.push(limit(() => observeOne(input)));
    if (waiting.length > AHEAD) await waiting.shift();
  }
  await Promise.all(waiting);
  if (settings.vote) failures.push(...(await askVoters(observations, inputs, settings)));
  return { observations, failures };
}

/** Reads the voters of each site again, one after the other, and puts Readability's votes into their observations. */
async function askVoters(
  observations: Observations,
  inputs: readonly Input[],
  { site: choice, rules }: ObserveSettings,
): Promise<ObserveFailure[]> {
  const failures: ObserveFailure[] = [];
  const byFile = new Map(inputs.map((input) => [input.file, input]));
  for (const [name, site] of observations) {
    for (const { id } of votersOf(name, site)) {
      const input = byFile.get(id);
      // Standard input is gone, and what came with merged observations was never here.
      if (input === undefined) continue;
      try {
        const { askReadability } = await import('../judge/askReadability.js');
        addVotes(site, observe(await askReadability(await readDocument(input, choice), rules)));
      } catch (error) {
        failures.push({ input, error: error as Error });
      }
    }
  }
  return failures;
}

/** What a corpus taught. */
export interface Learned {
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
export function learnFrom(seen: Observations, packs: CompiledRules, cluster: boolean, previous: readonly Rule[] = []): Learned {
  const observations = cluster ? assignSites(seen, recogniser(previous)) : seen;
  return { sites: propose(observations, packs), observations };
}

/** The site of each kept document, by its file: what `learnFrom` found for those of which nothing else tells it. */
export function sitesByFile(observations: Observations): Map<string, string> {
  return new Map([...observations].flatMap(([name, { documents }]) => [...documents.values()].map(({ id }) => [id, name] as const)));
}
