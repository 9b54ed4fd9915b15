/** Statements: what rules, the content model and Readability say of each block of a document, before anything is weighed. */
import { type Document, isLayout, isLinked } from '../../model/document.js';
import { isLearned } from '../../model/rule.js';
import type { Reason } from '../../model/verdict.js';
import type { Hit } from '../../rules/match/findHits.js';
import { countWords } from '../../text/shape.js';
import { hitReason } from '../category/message.js';
import { ContentModelWitness } from '../modelReasons.js';
import type { JudgeOptions } from '../options.js';
import { voteReasons } from '../voteReasons.js';
import { isParagraph } from './weigh.js';

/**
 * A block counts for at most this many words in the search for the article's run of blocks: one long paragraph must not
 * outweigh a whole article …
 */
const COUNTED_WORDS = 60;
/** … and without a model, a block that is no paragraph of the article costs this many. */
const RUN_COST = 6;
/** A block below this probability counts against the article's run of blocks. */
const RUN_CENTER = 0.2;
/** A paragraph at or above this probability counts as the article's when others beside it are judged. */
const LIKELY = 0.4;

/** What is said of the blocks of one document. */
export class Statements {
  /** For each block, what keep rules say: they override everything. */
  readonly protections: Reason[][];
  /** Hits on pieces of blocks, and hits of rules for the top, which are applied after everything else is decided. */
  readonly spans: Hit[] = [];
  readonly tops: Hit[] = [];
  /** For each block, the hits on it, and the hits of sections that claim it. */
  readonly hits: readonly Hit[][];
  readonly claims: readonly Hit[][];
  /** All hits that count. */
  readonly counted: readonly Hit[];
  /** For each block, the reason to remove it that Readability's vote gives. */
  readonly votes: readonly (Reason | undefined)[] | undefined;
  readonly model: ContentModelWitness | undefined;

  constructor(
    private readonly document: Document,
    hits: readonly Hit[],
    { vote, scores, favor, learned }: JudgeOptions,
  ) {
    const { blocks } = document;
    this.protections = blocks.map(() => []);
    this.hits = blocks.map(() => []);
    this.claims = blocks.map(() => []);
    this.counted = learned === false ? hits.filter(({ rule }) => !isLearned(rule)) : hits;
    const isKnown = hits.some(({ rule }) => isLearned(rule));
    this.model = scores === undefined ? undefined : new ContentModelWitness(document, scores, this.counted, isKnown, favor);
    for (const hit of this.counted) if (!this.model?.isClean || hit.witness !== 'place') this.add(hit);
    this.votes = vote === false || blocks.every(({ main }) => main === undefined) ? undefined : voteReasons(document);
  }

  /** Whether a block is surely a paragraph of the article. */
  isSurelyArticle(block: number): boolean {
    const found = this.document.blocks[block];
    if (isLayout(found) || isLinked(found) || !isParagraph(found)) return false;
    if (this.hits[block].some(({ witness }) => witness !== 'place')) return false;
    if (this.model !== undefined) return this.model.scoreOf(block) >= LIKELY;
    return this.votes === undefined ? this.hits[block].length + this.claims[block].length === 0 : this.votes[block] === undefined;
  }

  /**
   * How much a block speaks for an article at its position, in words. Without a model, rules have no influence on it:
   * more rules must never move the article to where fewer rules removed something.
   */
  gain(block: number): number {
    const found = this.document.blocks[block];
    if (isLayout(found)) return 0;
    const words = Math.min(countWords(found.text), COUNTED_WORDS);
    if (this.model !== undefined) return (this.model.scoreOf(block) - RUN_CENTER) * words;
    return isParagraph(found) && !isLinked(found) && this.votes?.[block] === undefined ? words : -RUN_COST;
  }

  private add(hit: Hit): void {
    const { rule, block, span, marker } = hit;
    if (rule.effect === 'keep') this.protections[block].push(hitReason(this.document, hit));
    else if (rule.where === 'top') this.tops.push(hit);
    else if (span !== undefined) this.spans.push(hit);
    else if (marker !== undefined) this.claims[block].push(hit);
    else this.hits[block].push(hit);
  }
}
