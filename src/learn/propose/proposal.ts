/** A proposal, which all parts of the learner make, and its conversion into a rule with evidence. */
import type { Category } from '../../model/category.js';
import type { Evidence, Extent, Match, Rule, Scope, Where } from '../../model/rule.js';
import { confidenceOf } from '../../rules/file/confidence.js';
import { someExamples } from '../../rules/file/example.js';
import { learnedId } from '../../rules/file/ruleId.js';
import { isOfOneText } from '../../rules/file/textCount.js';
import { given } from '../../rules/file/toRule.js';
import { withoutBullet } from '../../text/bullet.js';
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
  /** Whether it takes a zone of prose that is no article's, such as comments, so that its risk says nothing. */
  readonly isZone?: boolean;
  readonly trial?: Trial;
}

/** What a proposal does to documents that it was not proposed from, as far as there are any. */
export interface Trial {
  /** Those in which it takes a document's own prose out of its article. */
  readonly contentHits: number;
  /** The words that it takes of all documents of the site, and those of prose that one of them alone shows. */
  readonly words: number;
  readonly risk: number;
}

/** A text or frame with content hits in more than this share of its documents is not furniture: some are chance. */
export const CONTENT_SHARE = 0.1;
/** Why a text that may be part of articles waits for a person. */
export const ARTICLE_NOTE = 'among the paragraphs of articles, and no pack knows it';

/** Converts a proposal into a rule with its evidence. */
export function toRule(proposal: Proposal, site: string, documents: readonly SeenDocument[]): Rule {
  const { category, scope, extent, where, candidate, note } = proposal;
  const match = spelled(proposal.match);
  const evidence = evidenceOf({ ...proposal, match }, documents);
  return {
    id: learnedId({ category, site, match, scope, extent, where }),
    effect: 'remove',
    category,
    scope,
    match,
    ...given({ extent, where }),
    site,
    confidence: evidence.confidence,
    evidence,
    ...(candidate === true ? { status: 'candidate' as const } : {}),
    ...given({ note }),
  };
}

function evidenceOf(proposal: Proposal, documents: readonly SeenDocument[]): Evidence {
  const { scope, match, where, trial } = proposal;
  const shown = proposal.documents.size;
  const contentHits = Math.max(proposal.contentHits, trial?.contentHits ?? 0);
  // Files list such texts with nothing but a count each.
  const isDated = !isOfOneText({ effect: 'remove', scope, match, where });
  const dates = isDated ? [...proposal.documents].flatMap((d) => documents[d].date ?? []).sort() : [];
  const beginning = match.at === 'block-start' ? Math.max(0, ...(match.pattern ?? []).map((pattern) => pattern.length)) : 0;
  const shownTexts = match.text === undefined ? proposal.examples : scope === 'block' ? match.text : proposal.examples.map(withoutBullet);
  const examples = someExamples(shownTexts, beginning);
  return {
    documents: shown,
    of: documents.length,
    contentHits,
    ...given({ words: trial?.words, risk: trial?.risk || undefined }),
    confidence: confidenceOf(shown, contentHits),
    ...(examples.length > 0 ? { examples } : {}),
    ...given({ since: dates[0], until: dates.at(-1) }),
  };
}

/** Texts as people would write them: pages show them with a bullet or without, and rules find both. */
function spelled({ text, ...match }: Match): Match {
  return text === undefined ? match : { ...match, text: [...new Set(text.map(withoutBullet))] };
}
