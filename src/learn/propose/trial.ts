/**
 * Trials: rules that also take what nobody has seen (sections, patterns, elements) are tried on documents that they were
 * not proposed from: each half of a site's documents proposes rules for the other half.
 */
import { RULES_FORMAT } from '../../model/rule.js';
import { compileRules } from '../../rules/match/compile.js';
import { findHits } from '../../rules/match/findHits.js';
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
  const every = site.documents.map((_, d) => d);
  const seen = new Takings(site);
  seen.add(name, open, site.documents, every);
  const unseen = new Takings(site);
  for (const half of site.documents.length >= 2 * HALF_DOCUMENTS ? [0, 1] : []) {
    const from = site.documents.filter((_, d) => d % 2 !== half);
    const others = every.filter((d) => d % 2 === half);
    unseen.add(name, proposeSite(name, surveySite(from), corpus).filter(isOpen), from, others);
  }
  const tried = proposals.map((proposal) => {
    const taken = isOpen(proposal) ? seen.of(idOf(proposal)) : undefined;
    if (taken === undefined) return proposal;
    const untaught = unseen.of(idOf(proposal));
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

  /**
   * Tries proposals on some documents.
   * @param from the documents that they were proposed from
   * @param on the indexes of those that they are tried on
   */
  add(name: string, proposals: readonly Proposal[], from: readonly SeenDocument[], on: readonly number[]): void {
    const rules = proposals.map(({ candidate: _, ...proposal }) => toRule(proposal, name, from));
    const once = [...new Map(rules.map((rule) => [rule.id, rule])).values()];
    const compiled = compileRules({ format: RULES_FORMAT, name, rules: once });
    for (const document of on) {
      for (const { rule, block } of findHits(recall(this.site.documents[document]), compiled)) this.count(rule.id, document, block);
    }
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
