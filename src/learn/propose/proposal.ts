/** A proposal, which all parts of the learner make, and its conversion into a rule with evidence. */
import type { Category } from '../../model/category.js';
import type { Extent, Match, Rule, Scope, Where } from '../../model/rule.js';
import { confidenceOf } from '../../rules/file/confidence.js';
import { someExamples } from '../../rules/file/example.js';
import { learnedId } from '../../rules/file/ruleId.js';
import { isOfOneText } from '../../rules/file/textCount.js';
import type { SeenDocument } from '../observe/observe.js';

export interface Proposal {
  readonly category: Category;
  readonly scope: Scope;
  readonly match: Match;
  readonly extent?: Extent;
  readonly where?: Where;
  /** Indexes of the documents that show it. */
  readonly documents: ReadonlySet<number>;
  /** The number of those in which it hits what other evidence takes for content. */
  readonly contentHits: number;
  readonly examples: readonly string[];
  /** Whether a person has to look at it before it is applied. */
  readonly candidate?: boolean;
  readonly note?: string;
}

/** A text or frame with content hits in more than this share of its documents is not furniture: some are chance. */
export const CONTENT_SHARE = 0.1;
/** Why a text that may be part of articles waits for a person. */
export const ARTICLE_NOTE = 'among the paragraphs of articles, and no pack knows it';

/** Converts a proposal into a rule with its evidence. */
export function toRule(proposal: Proposal, site: string, documents: readonly SeenDocument[]): Rule {
  const { category, scope, match, extent, where, contentHits, candidate, note } = proposal;
  const shown = proposal.documents.size;
  // Files list such texts with nothing but a count each.
  const isDated = !isOfOneText({ effect: 'remove', scope, match, where });
  const dates = isDated ? [...proposal.documents].flatMap((d) => documents[d].date ?? []).sort() : [];
  const beginning = match.at === 'block-start' ? Math.max(0, ...(match.pattern ?? []).map((pattern) => pattern.length)) : 0;
  const examples = someExamples(proposal.examples, beginning);
  const confidence = confidenceOf(shown, contentHits);
  return {
    id: learnedId({ category, site, match, scope, extent, where }),
    effect: 'remove',
    category,
    scope,
    match,
    ...(extent === undefined ? {} : { extent }),
    ...(where === undefined ? {} : { where }),
    site,
    confidence,
    evidence: {
      documents: shown,
      of: documents.length,
      contentHits,
      confidence,
      ...(examples.length > 0 ? { examples } : {}),
      ...(dates.length > 0 ? { since: dates[0], until: dates[dates.length - 1] } : {}),
    },
    ...(candidate === true ? { status: 'candidate' as const } : {}),
    ...(note === undefined ? {} : { note }),
  };
}
