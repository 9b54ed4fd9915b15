/** What the learner's parts share: a proposal, and how it becomes a rule with its evidence. */
import type { Category } from '../../model/category.js';
import type { Extent, Match, Rule, Scope, Where } from '../../model/rule.js';
import { cutExample } from '../../rules/file/example.js';
import { wilson } from '../evidence/confidence.js';
import { learnedId } from '../evidence/identity.js';
import type { SeenDocument } from '../observe/observe.js';

export interface Proposal {
  readonly category: Category;
  readonly scope: Scope;
  readonly match: Match;
  readonly extent?: Extent;
  readonly where?: Where;
  /** Indexes of the documents that show it. */
  readonly documents: ReadonlySet<number>;
  /** In how many of them it hits what other evidence holds for content. */
  readonly contentHits: number;
  readonly examples: readonly string[];
  /** Not to be applied before a person has looked at it. */
  readonly candidate?: boolean;
  readonly note?: string;
}

/** Examples kept with a rule. */
const EXAMPLES = 3;

/** The rule of a proposal, with its evidence. */
export function toRule(proposal: Proposal, site: string, documents: readonly SeenDocument[]): Rule {
  const { category, scope, match, extent, where, contentHits, candidate, note } = proposal;
  const shown = proposal.documents.size;
  const dates = [...proposal.documents].flatMap((d) => documents[d].date ?? []).sort();
  const beginning = match.at === 'block-start' ? Math.max(0, ...(match.pattern ?? []).map((pattern) => pattern.length)) : 0;
  const examples = [...new Set(proposal.examples)]
    .sort()
    .slice(0, EXAMPLES)
    .map((example) => cutExample(example, beginning));
  // Each document is judged by what the others say of the rule, so one document fewer speaks for it.
  const confidence = wilson(Math.max(0, shown - 1 - contentHits), Math.max(1, shown - 1));
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
