/** Testimonies: for each block of a document, everything that rules, models, the markup and its position say of it. */
import type { Category } from '../../model/category.js';
import { type Block, type Document, isLayout, isLinked } from '../../model/document.js';
import { isLearned } from '../../model/rule.js';
import type { Reason } from '../../model/verdict.js';
import type { Hit } from '../../rules/match/findHits.js';
import { countWords, isSentence } from '../../text/shape.js';
import { reasonOf } from '../category/message.js';
import { ModelWitness } from '../modelReasons.js';
import type { JudgeOptions } from '../options.js';
import { observed } from '../reason.js';
import { voteReasons } from '../voteReasons.js';
import { Authors } from './authors.js';
import { Markup } from './element.js';
import { Leads } from './leads.js';
import { Place } from './place.js';
import { Topic } from './topic.js';
import { isParagraph, type Testimony } from './weigh.js';

/**
 * A block counts for at most this many words in the search for the article's run of blocks: one long paragraph must not
 * outweigh a whole article …
 */
const STRETCH_WORDS = 60;
/** … and without a model, a block that is no paragraph of the article costs this many. */
const STRETCH_COST = 6;
/** A sentence directly below the article is kept down to this probability. */
const CLOSING_LEAST = 0.1;
/** Tools that sites insert between paragraphs; any other bare label there may be a subheading. */
const TOOLS: ReadonlySet<Category> = new Set<Category>(['ad', 'share', 'font-size']);
/** A bare number, date or time has at most this many words, including the number. */
const NUMBER_WORDS = 3;
/** A bare label has at most this many words. */
const LABEL_WORDS = 5;
/** A paragraph at or above this probability counts as the article's when others beside it are judged. */
const LIKELY = 0.4;
/** Below one half, furniture is more likely than article. */
const SURE = 0.5;
/** At or above this probability there is no doubt that a block belongs to the article. */
const CERTAIN = 0.9;
/** A block below this probability counts against the article's run of blocks. */
const CENTER = 0.2;

/** Everything that is said of the blocks of one document. */
export class Testimonies {
  /** For each block, what keep rules say: they override everything. */
  readonly protections: Reason[][];
  /** Hits on pieces of blocks, and hits of rules for the top, which are applied after everything else is decided. */
  readonly spans: Hit[] = [];
  readonly tops: Hit[] = [];

  /** For each block, the hits on it, and the hits of sections that claim it. */
  private readonly hits: Hit[][];
  private readonly claims: Hit[][];
  /** Markers whose section has ended. */
  private readonly ended = new Set<number>();
  private readonly votes: readonly (Reason | undefined)[] | undefined;
  private readonly model: ModelWitness | undefined;
  private readonly place: Place;
  private readonly markup: Markup;
  private readonly topic: Topic;
  private readonly leads: Leads | undefined;
  private readonly authors: Authors;
  private readonly known: (Testimony | undefined)[];

  constructor(
    private readonly document: Document,
    hits: readonly Hit[],
    { vote, scores, favor, learned }: JudgeOptions,
  ) {
    const { blocks } = document;
    this.protections = blocks.map(() => []);
    this.hits = blocks.map(() => []);
    this.claims = blocks.map(() => []);
    this.known = new Array(blocks.length);
    const heard = learned === false ? hits.filter(({ rule }) => !isLearned(rule)) : hits;
    const isKnown = hits.some(({ rule }) => isLearned(rule));
    this.model = scores === undefined ? undefined : new ModelWitness(document, scores, heard, isKnown, favor);
    for (const hit of heard) if (!this.model?.isClean || hit.witness !== 'place') this.hear(hit);
    this.votes = vote === false || blocks.every(({ main }) => main === undefined) ? undefined : voteReasons(document);
    const isArticle = blocks.map((block, i) => this.isSurelyArticle(block, i));
    this.place = new Place(
      document,
      isArticle,
      blocks.map((block, i) => this.gain(block, i)),
    );
    this.markup = new Markup(document, isArticle);
    this.topic = new Topic(document, isArticle);
    this.leads = this.model === undefined ? undefined : new Leads(document, this.model, this.hits, this.claims);
    this.authors = new Authors(document, heard);
  }

  /** What is said of a block, as it was when first asked. */
  of(block: number): Testimony {
    this.known[block] ??= this.collect(block);
    return this.known[block] as Testimony;
  }

  /** Whether the model takes a block for furniture rather than article, however unsure it is. */
  isDoubted(block: number): boolean {
    return this.model !== undefined && this.model.scoreOf(block) < SURE;
  }

  /** Whether the model has any doubt that a block belongs to the article. */
  private isOpenToDoubt(block: number): boolean {
    return this.model !== undefined && this.model.scoreOf(block) < CERTAIN;
  }

  /** Adds a rule's reason to remove a block. */
  add(block: number, reason: Reason): void {
    const { against, for: speakFor } = this.of(block);
    this.known[block] = { against: [...against, reason], for: speakFor };
  }

  /** Ends the sections that claim a block: they claim nothing below it. */
  endSections(block: number): void {
    for (const { marker, witness } of this.claims[block]) if (witness !== 'person') this.ended.add(marker as number);
  }

  private hear(hit: Hit): void {
    const { rule, block, span, marker } = hit;
    if (rule.effect === 'keep') this.protections[block].push(reasonOf(this.document, hit));
    else if (rule.where === 'top') this.tops.push(hit);
    else if (span !== undefined) this.spans.push(hit);
    else if (marker !== undefined) this.claims[block].push(hit);
    else this.hits[block].push(hit);
  }

  private collect(block: number): Testimony {
    const against = [...this.hits[block], ...this.claims[block].filter((hit) => this.reaches(hit))].map((hit) =>
      reasonOf(this.document, hit),
    );
    const isLead = this.leads?.isLead(block) ?? false;
    const said = [this.votes?.[block], isLead ? LEAD : this.model?.against(block), this.ofAuthor(block)];
    against.push(...said.filter((reason) => reason !== undefined));
    // Markup and position have something to say of every block: they matter only where a reason to remove it is not yet final.
    if (against.length === 0) return NOTHING;
    if (against.some(({ witness }) => witness === 'person')) return { against, for: [] };
    const isClosing = this.isClosingSentence(block);
    const more = [isClosing ? undefined : this.place.against(block), this.markup.against(block)];
    against.push(...more.filter((reason) => reason !== undefined));
    const found = this.document.blocks[block];
    const place = isClosing ? CLOSING : this.place.for(block, isParagraph(found), isNumber(found));
    // A lead is among other leads and reads like any article's paragraph, so neither place nor model speaks for it.
    const speakFor = [this.wordsFor(block), ...(isLead ? [] : [this.model?.for(block), place]), this.markup.for(block)];
    return { against, for: speakFor.filter((reason) => reason !== undefined) };
  }

  /**
   * A paragraph that begins with the author's name is a note about the author, provided that the article does not
   * mention them elsewhere: nobody reports on themselves that way. The bare name is a byline. Below a name that no
   * byline gives, a paragraph is such a note only at the very end, and only if the model has doubts.
   */
  private ofAuthor(block: number): Reason | undefined {
    if (!isParagraph(this.document.blocks[block])) return this.authors.isName(block) ? AUTHOR : undefined;
    const isLast = () => this.place.nextParagraph(block + 1) >= this.document.blocks.length;
    const isNote = this.authors.isNote(block) || (this.isOpenToDoubt(block) && isLast() && this.authors.isOnlyHeadedNote(block));
    return isNote && !this.topic.isAbout(block) ? AUTHOR_NOTE : undefined;
  }

  /** A short sentence directly below a paragraph of the article closes it, unless the model is sure that it does not. */
  private isClosingSentence(block: number): boolean {
    const found = this.document.blocks[block];
    if (!this.place.isRightBelow(block) || isLinked(found) || !isSentence(found.text)) return false;
    return this.model === undefined || this.model.scoreOf(block) >= CLOSING_LEAST;
  }

  /** The reason to keep a block in spite of a rule that knows its words. */
  private wordsFor(block: number): Reason | undefined {
    const known = this.hits[block].filter(({ witness }) => witness === 'words');
    // Text that a site's rule has learned word for word is never a subheading there.
    if (known.length === 0 || known.some(({ rule }) => rule.evidence !== undefined)) return undefined;
    if (isParagraph(this.document.blocks[block])) {
      return known.every(({ rule }) => rule.category === 'author-bio') && this.topic.isAbout(block) ? SUBJECT : undefined;
    }
    if (!this.place.isDirectlyBetween(block) || !isBareLabel(this.document.blocks[block])) return undefined;
    if (this.topic.isNamedBelow(block)) return NAMED;
    const isTool = known.some(({ rule }) => TOOLS.has(rule.category));
    // In a clean text, everything between two paragraphs belongs to the article.
    return isTool || (this.model?.isSure(block) && !this.model.isClean) ? undefined : HEADING;
  }

  /** Whether a section still claims a block: no paragraph of the article is between it and the marker. */
  private reaches({ marker, block, witness }: Hit): boolean {
    if (witness === 'person') return true;
    const at = marker as number;
    return block < at ? this.place.nextParagraph(block) > at : !this.ended.has(at);
  }

  private isSurelyArticle(block: Block, i: number): boolean {
    if (isLayout(block) || isLinked(block) || !isParagraph(block)) return false;
    if (this.hits[i].some(({ witness }) => witness !== 'place')) return false;
    if (this.model !== undefined) return this.model.scoreOf(i) >= LIKELY;
    return this.votes === undefined ? this.hits[i].length + this.claims[i].length === 0 : this.votes[i] === undefined;
  }

  /**
   * How much a block speaks for an article at its position, in words. Without a model, rules have no influence on it:
   * more rules must never move the article to where fewer rules removed something.
   */
  private gain(block: Block, i: number): number {
    if (isLayout(block)) return 0;
    const words = Math.min(countWords(block.text), STRETCH_WORDS);
    if (this.model !== undefined) return (this.model.scoreOf(i) - CENTER) * words;
    return isParagraph(block) && !isLinked(block) && this.votes?.[i] === undefined ? words : -STRETCH_COST;
  }
}

/** Whether a text is nothing but a label: a few words, and none after a colon. */
function isBareLabel({ text }: Block): boolean {
  return countWords(text) <= LABEL_WORDS && !/[:|]\s/u.test(text);
}

/** Whether a text is a number, a date or a time with at most two words beside it. */
function isNumber({ text }: Block): boolean {
  return /\d/u.test(text) && countWords(text) <= NUMBER_WORDS && (text.match(/\p{L}+/gu)?.length ?? 0) < NUMBER_WORDS;
}

const NOTHING: Testimony = { against: [], for: [] };

const CLOSING = observed('place', 'is a sentence directly below a paragraph of the article');
const HEADING = observed('words', 'is directly between two paragraphs, as a subheading would be');
const LEAD = observed('model', 'is the lead of a headline that reads like furniture', { category: 'teaser', confidence: 0.8 });
const AUTHOR = observed('words', 'is the name of the author', { category: 'byline', confidence: 0.8 });
const AUTHOR_NOTE = observed('words', 'begins with the name of the author', { category: 'author-bio', confidence: 0.8 });
const NAMED = observed('words', 'names the topic of the paragraph below', { confidence: 0.98 });
const SUBJECT = observed('words', 'is about a person whom the article mentions');
