/** Testimonies: for each block of a document, everything that rules, models, the markup and its position say of it. */
import { type Document, isLinked } from '../../model/document.js';
import type { Reason } from '../../model/verdict.js';
import type { Hit } from '../../rules/match/findHits.js';
import { isSentence } from '../../text/shape.js';
import { hitReason } from '../category/message.js';
import type { JudgeOptions } from '../options.js';
import { EVEN } from '../probabilities.js';
import { observed } from '../reason.js';
import { ArticlePlace } from './articlePlace.js';
import { Markup } from './element.js';
import { OwnWords } from './ownWords.js';
import { Statements } from './statements.js';
import { TeaserLeads } from './teaserLeads.js';
import type { Testimony } from './weigh.js';

/** A sentence directly below the article is kept down to this probability: below it the model is nearly sure. */
const CLOSING_LEAST = 0.1;

/** Everything that is said of the blocks of one document. */
export class Testimonies {
  readonly statements: Statements;

  /** Markers whose section has ended. */
  private readonly ended = new Set<number>();
  private readonly place: ArticlePlace;
  private readonly markup: Markup;
  private readonly words: OwnWords;
  private readonly leads: TeaserLeads | undefined;
  private readonly collected: (Testimony | undefined)[];

  constructor(
    private readonly document: Document,
    hits: readonly Hit[],
    options: JudgeOptions,
  ) {
    const { blocks } = document;
    this.statements = new Statements(document, hits, options);
    const { model, hits: onBlocks, claims } = this.statements;
    const isArticle = blocks.map((_, i) => this.statements.isSurelyArticle(i));
    this.place = new ArticlePlace(
      document,
      isArticle,
      blocks.map((_, i) => this.statements.gain(i)),
    );
    this.markup = new Markup(document, isArticle);
    this.words = new OwnWords(document, this.statements, this.place, isArticle);
    this.leads = model === undefined ? undefined : new TeaserLeads(document, model, onBlocks, claims);
    this.collected = new Array(blocks.length);
  }

  /** What is said of a block, as it was when first asked. */
  of(block: number): Testimony {
    this.collected[block] ??= this.collect(block);
    return this.collected[block] as Testimony;
  }

  /** Whether the model takes a block for furniture rather than article, however unsure it is. */
  isDoubted(block: number): boolean {
    const { model } = this.statements;
    return model !== undefined && model.scoreOf(block) < EVEN;
  }

  /** Adds a rule's reason to remove a block. */
  add(block: number, reason: Reason): void {
    const { against, for: speakFor } = this.of(block);
    this.collected[block] = { against: [...against, reason], for: speakFor };
  }

  /** Ends the sections that claim a block: they claim nothing below it. */
  endSections(block: number): void {
    for (const { marker, witness } of this.statements.claims[block]) if (witness !== 'person') this.ended.add(marker as number);
  }

  private collect(block: number): Testimony {
    const { hits, claims, votes, model } = this.statements;
    const against = [...hits[block], ...claims[block].filter((hit) => this.reaches(hit))].map((hit) => hitReason(this.document, hit));
    const isLead = this.leads?.isLead(block) ?? false;
    const said = [votes?.[block], isLead ? LEAD : model?.against(block), this.words.against(block)];
    against.push(...said.filter((reason) => reason !== undefined));
    // Markup and position have something to say of every block: they matter only where a reason to remove it is not yet final.
    if (against.length === 0) return NOTHING;
    if (against.some(({ witness }) => witness === 'person')) return { against, for: [] };
    const isClosing = this.isClosingSentence(block);
    const more = [isClosing ? undefined : this.place.against(block), this.markup.against(block)];
    against.push(...more.filter((reason) => reason !== undefined));
    const place = isClosing ? CLOSING : this.place.for(block);
    // A lead is among other leads and reads like any article's paragraph, so neither place nor model speaks for it.
    const speakFor = [this.words.for(block), ...(isLead ? [] : [model?.for(block), place]), this.markup.for(block)];
    return { against, for: speakFor.filter((reason) => reason !== undefined) };
  }

  /** A short sentence directly below a paragraph of the article closes it, unless the model is sure that it does not. */
  private isClosingSentence(block: number): boolean {
    const found = this.document.blocks[block];
    if (!this.place.isRightBelow(block) || isLinked(found) || !isSentence(found.text)) return false;
    const { model } = this.statements;
    return model === undefined || model.scoreOf(block) >= CLOSING_LEAST;
  }

  /** Whether a section still claims a block: no paragraph of the article is between it and the marker. */
  private reaches({ marker, block, witness }: Hit): boolean {
    if (witness === 'person') return true;
    const at = marker as number;
    return block < at ? this.place.nextParagraph(block) > at : !this.ended.has(at);
  }
}

const NOTHING: Testimony = { against: [], for: [] };

const CLOSING = observed('place', 'is a sentence directly below a paragraph of the article');
const LEAD = observed('model', 'is the lead of a headline that reads like furniture', { category: 'teaser', confidence: 0.8 });
