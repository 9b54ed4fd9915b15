/** From observations to rules: each site surveyed, its rules proposed, guarded and ordered. */
import type { Rule } from '../model/rule.js';
import { type CompiledRules, compileRules } from '../rules/compile.js';
import { proposeAuthors } from './authors.js';
import { type Categorize, categorizer } from './category.js';
import { contentElement, proposeContent } from './content.js';
import { collapseDuplicates } from './duplicates.js';
import { proposeEdges } from './edges.js';
import { proposeFixed } from './fixed.js';
import { proposeFrames } from './frames.js';
import { proposeFurniture } from './furniture.js';
import { type Observations, sampleOf } from './observations.js';
import type { SeenDocument } from './observe.js';
import type { Proposal } from './proposal.js';
import { toRule } from './proposal.js';
import { proposeSections } from './sections.js';
import { type Survey, survey } from './survey.js';
import { findHeads, type Heads, proposeTeasers, teaserTest } from './teasers.js';

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
  const samples = new Map(sites.map((site) => [site, sampleOf(observations.get(site) as NonNullable<ReturnType<Observations['get']>>)]));
  const surveys = new Map(sites.map((site) => [site, byFormat(samples.get(site) as SeenDocument[]).map(survey)]));
  const corpus: Corpus = { categorize, isForeign: foreignKeys(samples), heads: findHeads(surveys) };
  return sites.map((site) => {
    const ofSite = surveys.get(site) as Survey[];
    const rules = ofSite.flatMap((surveyed) => proposeSite(site, surveyed, corpus));
    return {
      site,
      seen: observations.get(site)?.seen ?? 0,
      articles: ofSite.reduce((sum, { documents }) => sum + documents.length, 0),
      rules: [...new Map(rules.map((rule) => [rule.id, rule])).values()].sort(byCategory),
    };
  });
}

/** A site's pages and its texts show different furniture: each kind is surveyed by itself, duplicates collapsed. */
function byFormat(documents: readonly SeenDocument[]): SeenDocument[][] {
  const kinds = ['text', 'html'].map((format) => documents.filter((document) => document.format === format));
  return kinds.filter((kind) => kind.length > 0).map(collapseDuplicates);
}

/** What a site's proposals know of the rest of the corpus. */
interface Corpus {
  readonly categorize: Categorize;
  /** Whether a text is prose that stands on several sites. */
  readonly isForeign: (key: string) => boolean;
  readonly heads: Heads;
}

function proposeSite(name: string, site: Survey, { categorize, isForeign, heads }: Corpus): Rule[] {
  const isLead = (key: string) => heads.leads.has(key);
  const fixed = proposeFixed(site, categorize, isForeign, isLead);
  const frames = proposeFrames(site, categorize);
  const explained = explain(site, [...fixed, ...frames]);
  const edges = proposeEdges(site, categorize);
  const sections = proposeSections(site, explained, teaserTest(heads, name, site), categorize, new Set(edges.keys()));
  const teasers = proposeTeasers(heads, name, site, explained);
  const content = contentElement(site);
  const places = content === undefined ? [] : [...proposeContent(site, content), ...proposeFurniture(site, content, categorize)];
  return [...fixed, ...frames, ...edges.values(), ...sections, ...teasers, ...proposeAuthors(site), ...places].map((proposal) =>
    toRule(proposal, name, site.documents),
  );
}

function byCategory(a: Rule, b: Rule): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : a.id < b.id ? -1 : 1;
}

/** For each document and block whether one of the proposals takes it. */
function explain({ documents, isFixed }: Survey, proposals: readonly Proposal[]): boolean[][] {
  const texts = new Set(proposals.filter((p) => p.candidate !== true).flatMap((p) => p.match.text ?? []));
  const examples = new Set(proposals.filter((p) => p.match.pattern !== undefined).flatMap((p) => p.examples));
  return documents.map(({ blocks }) => blocks.map(({ key, text }) => key === '' || texts.has(text) || examples.has(text) || isFixed(key)));
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
