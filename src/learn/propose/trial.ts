/**
 * Trials: rules that also take what nobody has seen (sections, patterns, elements) are tried on documents that they were
 * not proposed from: each half of a site's documents proposes rules for the other half.
 */
import { RULES_FORMAT } from '../../model/rule.js';
import { type CompiledRules, compileRules } from '../../rules/match/compile.js';
import { findHits, type Hit } from '../../rules/match/findHits.js';
import type { SeenDocument } from '../observe/observe.js';
import { recall } from '../observe/recall.js';
import { isInBody, type Occurrence, type SiteSurvey, surveySite } from '../survey/survey.js';
import { CONTENT_SHARE, type Proposal, type Trial, toRule } from './proposal.js';
import { type Corpus, proposeSite } from './proposeSite.js';

/** A half of fewer documents proposes nothing. */
const HALF_DOCUMENTS = 3;
/** A rule waits for a person if more than this share of the words that it takes is prose that one document alone shows. */
const RISK_SHARE = 1 / 3;

/** Proposals that were tried. */
export interface Tried {
  /** With what trials say of them; those that take content are candidates. */
  readonly proposals: readonly Proposal[];
  /** What a section, pattern or selector takes of the documents that it was proposed from, by the id of its rule. */
  readonly takenBy: (id: string) => readonly Occurrence[];
}

/**
 * Tries the proposals for a site.
 * @param proposals those for all of the site's documents
 */
export function tryOut(name: string, site: SiteSurvey, proposals: readonly Proposal[], corpus: Corpus): Tried {
  const open = proposals.filter(isOpen);
  if (open.length === 0) return { proposals, takenBy: () => [] };
  const idOf = (proposal: Proposal) => toRule(proposal, name, site.documents).id;
  const all = compiled(name, open, site.documents);
  const halves = (site.documents.length < 2 * HALF_DOCUMENTS ? [] : [0, 1]).map((half) => {
    const others = site.documents.filter((_, d) => d % 2 !== half);
    return compiled(name, proposeSite(name, surveySite(others), corpus).filter(isOpen), others);
  });
  const seen = new Takings(site);
  const unseen = new Takings(site);
  site.documents.forEach((one, d) => {
    const document = recall(one);
    seen.add(d, findHits(document, all));
    if (halves.length > 0) unseen.add(d, findHits(document, halves[d % 2]));
  });
  const tried = proposals.map((proposal) => {
    const id = isOpen(proposal) ? idOf(proposal) : undefined;
    const taken = id === undefined ? undefined : seen.of(id);
    if (id === undefined || taken === undefined) return proposal;
    const untaught = unseen.of(id);
    const risk = Math.max(taken.risk, untaught?.risk ?? 0);
    // What a rule does to documents that it was proposed from says little for it, but what speaks against it counts.
    const content = untaught ?? taken;
    // Where comments are long, they pass for a part of the article.
    const contentHits = proposal.isZone === true ? 0 : content.content.size;
    const trial: Trial = { contentHits, words: taken.words, risk };
    const isContent = content.content.size > content.documents.size * CONTENT_SHARE || risk > taken.words * RISK_SHARE;
    return { ...proposal, trial, ...(isContent && !mayTakeProse(proposal) ? { candidate: true, note: riskNote(trial) } : {}) };
  });
  return { proposals: tried, takenBy: (id) => seen.of(id)?.blocks ?? [] };
}

function riskNote({ risk, words }: Trial): string {
  return `${risk} of the ${words} words that it takes are prose that one document alone shows`;
}

/** Whether a rule also takes what nobody has seen: a list of texts takes nothing else. */
function isOpen({ match, scope }: Proposal): boolean {
  return scope !== 'block' || match.text === undefined;
}

/** Whether something else has told prose that a rule takes from the article: Readability's votes, or a wall before comments. */
function mayTakeProse({ match, isZone }: Proposal): boolean {
  return match.selector !== undefined || match.outside !== undefined || isZone === true;
}

/** Compiles the rules of proposals, candidates too, each once. @param documents those that they were proposed from */
function compiled(name: string, proposals: readonly Proposal[], documents: readonly SeenDocument[]): CompiledRules {
  const rules = proposals.map(({ candidate: _, ...proposal }) => toRule(proposal, name, documents));
  return compileRules({ format: RULES_FORMAT, name, rules: [...new Map(rules.map((rule) => [rule.id, rule])).values()] });
}

/** What one rule takes of the documents that it is tried on. */
interface Taking {
  /** Documents in which it takes something, and those in which it takes the document's own prose out of its article. */
  readonly documents: Set<number>;
  readonly content: Set<number>;
  /** What it takes. */
  readonly blocks: Occurrence[];
  words: number;
  risk: number;
}

/** What rules take of a site's documents, by their ids. */
class Takings {
  private readonly byId = new Map<string, Taking>();

  constructor(private readonly site: SiteSurvey) {}

  of(id: string): Taking | undefined {
    return this.byId.get(id);
  }

  /** Adds what rules take of a document. @param document its index */
  add(document: number, hits: readonly Hit[]): void {
    for (const { rule, block } of hits) this.count(rule.id, document, block);
  }

  private count(id: string, document: number, block: number): void {
    const taking = this.byId.get(id) ?? { documents: new Set(), content: new Set(), blocks: [], words: 0, risk: 0 };
    this.byId.set(id, taking);
    const { words } = this.site.documents[document].blocks[block];
    taking.documents.add(document);
    taking.blocks.push({ document, block });
    taking.words += words;
    if (!this.site.core[document][block]) return;
    taking.risk += words;
    if (isInBody(this.site, { document, block })) taking.content.add(document);
  }
}
