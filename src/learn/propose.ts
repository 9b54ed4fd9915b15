/** From observations to rules: each site surveyed, its rules proposed, guarded and ordered. */
import type { Rule } from '../model/rule.js';
import { type CompiledRules, compileRules } from '../rules/compile.js';
import { proposeAuthors } from './authors.js';
import { type Categorize, categorizer } from './category.js';
import { collapseDuplicates } from './duplicates.js';
import { proposeFixed } from './fixed.js';
import { proposeFrames } from './frames.js';
import { type Observations, sampleOf } from './observations.js';
import type { SeenDocument } from './observe.js';
import type { Proposal } from './proposal.js';
import { toRule } from './proposal.js';
import { proposeSections } from './sections.js';
import { type Survey, survey } from './survey.js';
import { findHeads, isTeaser, proposeTeasers } from './teasers.js';

/** Prose that stands on so many sites is agency copy (or a law), not a site's furniture. */
const FOREIGN_SITES = 3;

/** What was learned of one site. */
export interface LearnedSite {
  readonly site: string;
  /** Documents seen, and of those the articles that count once duplicates are collapsed. */
  readonly seen: number;
  readonly articles: number;
  readonly rules: readonly Rule[];
}

/**
 * Proposes rules for every site of the observations, in the order of the sites' names.
 * @param packs the compiled packs whose vocabulary names the categories; compile none to learn without
 */
export function propose(observations: Observations, packs: CompiledRules = compileRules([])): LearnedSite[] {
  const categorize = categorizer(packs);
  const sites = [...observations.keys()].filter((site) => site !== '').sort();
  const samples = new Map(
    sites.map((site) => [site, collapseDuplicates(sampleOf(observations.get(site) as NonNullable<ReturnType<Observations['get']>>))]),
  );
  const isForeign = foreignKeys(samples);
  return sites.map((site) => {
    const documents = samples.get(site) as SeenDocument[];
    return {
      site,
      seen: observations.get(site)?.seen ?? 0,
      articles: documents.length,
      rules: proposeSite(site, documents, categorize, isForeign),
    };
  });
}

function proposeSite(
  site: string,
  documents: readonly SeenDocument[],
  categorize: Categorize,
  isForeign: (key: string) => boolean,
): Rule[] {
  const surveyed = survey(documents);
  const heads = findHeads(surveyed);
  const fixed = proposeFixed(surveyed, categorize, isForeign, (key) => heads.leads.has(key));
  const frames = proposeFrames(surveyed, categorize);
  const explained = explain(surveyed, [...fixed, ...frames]);
  const sections = proposeSections(surveyed, explained, (d, block) => isTeaser(heads, surveyed, d, block), categorize);
  const teasers = proposeTeasers(surveyed, heads, explained);
  const rules = [...fixed, ...frames, ...sections, ...teasers, ...proposeAuthors(surveyed)].map((proposal) =>
    toRule(proposal, site, documents),
  );
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort(byCategory);
}

function byCategory(a: Rule, b: Rule): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : a.id < b.id ? -1 : 1;
}

/** For each document and block whether one of the proposals takes it. */
function explain({ documents, frequency, isFixed }: Survey, proposals: readonly Proposal[]): boolean[][] {
  const texts = new Set(proposals.filter((p) => p.candidate !== true).flatMap((p) => p.match.text ?? []));
  const examples = new Set(proposals.filter((p) => p.match.pattern !== undefined).flatMap((p) => p.examples));
  return documents.map(({ blocks }) =>
    blocks.map(({ key, text }) => key === '' || texts.has(text) || examples.has(text) || (isFixed(key) && (frequency.get(key) ?? 0) > 0)),
  );
}

/** Keys of prose that stand on several sites. */
function foreignKeys(samples: ReadonlyMap<string, readonly SeenDocument[]>): (key: string) => boolean {
  const sites = new Map<string, number>();
  for (const documents of samples.values()) {
    const keys = new Set(documents.flatMap((document) => document.blocks.flatMap((block) => (block.shape === 'prose' ? [block.key] : []))));
    for (const key of keys) sites.set(key, (sites.get(key) ?? 0) + 1);
  }
  return (key) => (sites.get(key) ?? 0) >= FOREIGN_SITES;
}
