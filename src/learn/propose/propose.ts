/** From observations to rules: surveys each site, then proposes, guards and orders its rules. */
import type { Rule } from '../../model/rule.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { vanishedNote } from '../evidence/drift.js';
import { expectObservations, type Observations, type SiteObservations, sampleOf } from '../observe/observations.js';
import type { SeenDocument } from '../observe/observe.js';
import { AgencyCopy } from '../survey/agencyCopy.js';
import { collapseDuplicates } from '../survey/duplicates.js';
import { isOneArticle } from '../survey/oneArticle.js';
import { type SiteSurvey, surveySite } from '../survey/survey.js';
import { type Categorize, categorizer } from './categorizer.js';
import { withoutCovered } from './covered.js';
import type { Proposal } from './proposal.js';
import { toRule } from './proposal.js';
import { type Corpus, proposeSite } from './proposeSite.js';
import { addHeadTexts, type HeadTexts } from './teasers.js';
import { tryOut } from './trial.js';

/** What was learned of one site. */
export interface LearnedSite {
  readonly site: string;
  /** Documents seen, and the articles among them after near-duplicates were collapsed. */
  readonly seen: number;
  readonly articles: number;
  readonly rules: readonly Rule[];
}

/**
 * Proposes rules for every site of the observations, ordered by the sites' names. Documents without a site teach
 * nothing: call `assignSites` before. Equal observations give equal rules.
 * @param packs compiled packs whose vocabulary determines the categories; default none
 *
 *
 * @example
 * ```ts
 * import { addSeen, type Observations, observe, propose, readText } from 'klartext';
 *
 * const observations: Observations = new Map();
 * for (const day of ['Montag', 'Dienstag', 'Mittwoch']) {
 *   const text = `Am ${day} tagte der Rat der Stadt zum Ausbau des Hafens, wie ein Sprecher mitteilte.\n\nMehr vom Hohenwieker Boten`;
 *   addSeen(observations, observe(readText(text, { id: day, site: 'bote.example' })));
 * }
 * const [{ site, rules }] = propose(observations);
 * site; // => 'bote.example'
 * rules[0].match.text; // => ['Mehr vom Hohenwieker Boten']
 * ```
 */
export function propose(observations: Observations, packs: CompiledRules = compileRules([])): LearnedSite[] {
  expectObservations(observations);
  const sites = [...observations].filter(([site]) => site !== '').sort(([a], [b]) => (a < b ? -1 : 1));
  const corpus = surveyCorpus(sites, categorizer(packs));
  return sites.map(([site, observed]) => {
    const surveys = surveysOf(sampleOf(observed));
    const rules = surveys.flatMap((surveyed) => rulesOf(site, surveyed, corpus));
    return {
      site,
      seen: observed.seen,
      articles: surveys.reduce((sum, { documents }) => sum + documents.length, 0),
      rules: eachOnce(rules).sort(byCategory),
    };
  });
}

/** A site's pages and texts show different furniture, so each format is surveyed separately, with duplicates collapsed. */
function surveysOf(documents: readonly SeenDocument[]): SiteSurvey[] {
  const kinds = ['text', 'html'].map((format) => documents.filter((document) => document.format === format));
  return kinds.filter((kind) => kind.length > 0).map((kind) => surveySite(articlesOf(kind)));
}

/** The documents of one format, one for each article. */
function articlesOf(documents: readonly SeenDocument[]): readonly SeenDocument[] {
  const articles = collapseDuplicates(documents);
  return isOneArticle(articles) ? articles.slice(0, 1) : articles;
}

/**
 * Surveys one site after the other. Each is surveyed again when its rules are proposed: keeping all surveys would take
 * too much memory.
 */
function surveyCorpus(sites: readonly (readonly [string, SiteObservations])[], categorize: Categorize): Corpus {
  const agencyCopy = new AgencyCopy();
  const headTexts: HeadTexts = { titles: new Map(), leads: new Map() };
  for (const [site, observed] of sites) {
    const documents = sampleOf(observed);
    agencyCopy.add(documents);
    for (const surveyed of surveysOf(documents)) addHeadTexts(headTexts, site, surveyed);
  }
  return { categorize, isAgencyCopy: agencyCopy.test(), headTexts };
}

/** The rules for one site and format, each tried on documents that it was not proposed from. */
function rulesOf(name: string, site: SiteSurvey, corpus: Corpus): Rule[] {
  const { proposals, takenBy } = tryOut(name, site, proposeSite(name, site, corpus), corpus);
  const rules = proposals.map((proposal) => suspendVanished(proposal, toRule(proposal, name, site.documents), site.documents));
  return withoutCovered(site, rules, takenBy);
}

/** Long texts with the same beginning become one rule, with the evidence of the one that most documents show. */
function eachOnce(rules: readonly Rule[]): Rule[] {
  const documents = ({ evidence }: Rule) => evidence?.documents ?? 0;
  return [...new Map(rules.toSorted((a, b) => documents(a) - documents(b)).map((rule) => [rule.id, rule])).values()];
}

/**
 * Sections and patterns also remove text that nobody has seen: if a site's newest documents no longer show one, it
 * would hit something else. A fixed text removes nothing but itself, and the older documents still contain it.
 */
function suspendVanished({ documents, match, scope }: Proposal, rule: Rule, seen: readonly SeenDocument[]): Rule {
  const note = scope === 'block' && match.text !== undefined ? undefined : vanishedNote(documents, seen);
  return note === undefined ? rule : { ...rule, status: 'suspended', note };
}

function byCategory(a: Rule, b: Rule): number {
  return a.category < b.category ? -1 : a.category > b.category ? 1 : a.id < b.id ? -1 : 1;
}
