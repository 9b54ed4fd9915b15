/** Testimonies: for each block of a document all that rules, models, the markup and its place say of it. */
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

/** No block counts for more words where the article's stretch is looked for … */
const STRETCH_WORDS = 60;
/** … and one that is no paragraph of it counts against it with this many, where no model tells more. */
const STRETCH_COST = 6;
/** A sentence right below the article stays down to this probability. */
const CLOSING_LEAST = 0.1;
/** Tools that sites put between paragraphs; any other bare label there may be a subheading. */
const TOOLS: ReadonlySet<Category> = new Set<Category>(['ad', 'share', 'font-size']);
/** A bare number, date or time has no more words than this, the number among them. */
const NUMBER_WORDS = 3;
/** A bare label has no more words than this. */
const LABEL_WORDS = 5;
/** From this probability on a paragraph is taken for the article's by those who ask about others beside it. */
const LIKELY = 0.4;
/** From this probability on it rather is than is not. */
const SURE = 0.5;
/** From this probability on it is so beyond doubt. */
const CERTAIN = 0.9;
/** A block of a lower probability counts against a stretch. */
const CENTER = 0.2;

/** All that is said of the blocks of one document. */
export class Testimonies {
  /** For each block what keep rules say: they beat everything. */
  readonly protections: Reason[][];
  /** Hits that cut pieces out of blocks, and those of rules for the top, which are heard once all else is decided. */
  readonly spans: Hit[] = [];
  readonly tops: Hit[] = [];

  /** For each block the hits on it, and the hits of sections that claim it. */
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

  /** What is said of a block. What it was at the first question it stays. */
  of(block: number): Testimony {
    this.known[block] ??= this.collect(block);
    return this.known[block] as Testimony;
  }

  /** Whether the model holds a block for furniture more than for the article, be it ever so unsure. */
  isDoubted(block: number): boolean {
    return this.model !== undefined && this.model.scoreOf(block) < SURE;
  }

  /** Whether the model is not sure that a block is the article's. */
  private isOpenToDoubt(block: number): boolean {
    return this.model !== undefined && this.model.scoreOf(block) < CERTAIN;
  }

  /** Adds what a rule says against a block. */
  add(block: number, reason: Reason): void {
    const { against, for: speakFor } = this.of(block);
    this.known[block] = { against: [...against, reason], for: speakFor };
  }

  /** Ends the sections that claim a block: below it they claim nothing. */
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
    // Markup and place say something of every block: they are asked where somebody doubts it, and has not the last word.
    if (against.length === 0) return NOTHING;
    if (against.some(({ witness }) => witness === 'person')) return { against, for: [] };
    const isClosing = this.isClosingSentence(block);
    const more = [isClosing ? undefined : this.place.against(block), this.markup.against(block)];
    against.push(...more.filter((reason) => reason !== undefined));
    const found = this.document.blocks[block];
    const place = isClosing ? CLOSING : this.place.for(block, isParagraph(found), isNumber(found));
    // A lead stands among leads, and reads like any article's paragraph.
    const speakFor = [this.wordsFor(block), ...(isLead ? [] : [this.model?.for(block), place]), this.markup.for(block)];
    return { against, for: speakFor.filter((reason) => reason !== undefined) };
  }

  /**
   * A paragraph that begins with its author's name, whom the article does not name otherwise, speaks of its author: nobody
   * reports on himself so. The name alone is a byline. Below a name that no byline gives, it is such a note at the very end
   * alone, and where the model is not sure of it.
   */
  private ofAuthor(block: number): Reason | undefined {
    if (!isParagraph(this.document.blocks[block])) return this.authors.isName(block) ? AUTHOR : undefined;
    const isLast = () => this.place.nextParagraph(block + 1) >= this.document.blocks.length;
    const isNote = this.authors.isNote(block) || (this.isOpenToDoubt(block) && isLast() && this.authors.isOnlyHeadedNote(block));
    return isNote && !this.topic.isAbout(block) ? AUTHOR_NOTE : undefined;
  }

  /** A short sentence right below a paragraph of the article: it is its end, unless the model is sure that it is not. */
  private isClosingSentence(block: number): boolean {
    const found = this.document.blocks[block];
    if (!this.place.isRightBelow(block) || isLinked(found) || !isSentence(found.text)) return false;
    return this.model === undefined || this.model.scoreOf(block) >= CLOSING_LEAST;
  }

  /** What the words of a block say for it, where its words speak against it. */
  private wordsFor(block: number): Reason | undefined {
    const known = this.hits[block].filter(({ witness }) => witness === 'words');
    // What a site's rule has learned word for word is no subheading there.
    if (known.length === 0 || known.some(({ rule }) => rule.evidence !== undefined)) return undefined;
    if (isParagraph(this.document.blocks[block])) {
      return known.every(({ rule }) => rule.category === 'author-bio') && this.topic.isAbout(block) ? SUBJECT : undefined;
    }
    if (!this.place.isDirectlyBetween(block) || !isBareLabel(this.document.blocks[block])) return undefined;
    if (this.topic.isNamedBelow(block)) return NAMED;
    const isTool = known.some(({ rule }) => TOOLS.has(rule.category));
    // In a clean text nothing stands between paragraphs that the article does not say.
    return isTool || (this.model?.isSure(block) && !this.model.isClean) ? undefined : HEADING;
  }

  /** Whether a section still claims a block: no paragraph of the article stands between it and the marker. */
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
   * How much a block speaks for an article where it stands. Without a model rules have no say in it: more of them must
   * never move the article to where fewer took something.
   */
  private gain(block: Block, i: number): number {
    if (isLayout(block)) return 0;
    const words = Math.min(countWords(block.text), STRETCH_WORDS);
    if (this.model !== undefined) return (this.model.scoreOf(i) - CENTER) * words;
    return isParagraph(block) && !isLinked(block) && this.votes?.[i] === undefined ? words : -STRETCH_COST;
  }
}

/** Whether a text is a label and nothing else: a few words, and nothing behind a colon. */
function isBareLabel({ text }: Block): boolean {
  return countWords(text) <= LABEL_WORDS && !/[:|]\s/u.test(text);
}

/** Whether a text is a number, a date or a time with no more than a word or two beside it. */
function isNumber({ text }: Block): boolean {
  return /\d/u.test(text) && countWords(text) <= NUMBER_WORDS && (text.match(/\p{L}+/gu)?.length ?? 0) < NUMBER_WORDS;
}

const NOTHING: Testimony = { against: [], for: [] };

const CLOSING = observed('place', 'is a sentence right below a paragraph of the article');
const HEADING = observed('words', 'stands right between two paragraphs, as a subheading does');
const LEAD = observed('model', 'is the lead of a headline that reads like furniture', { category: 'teaser', confidence: 0.8 });
const AUTHOR = observed('words', 'is the name of the author', { category: 'byline', confidence: 0.8 });
const AUTHOR_NOTE = observed('words', 'begins with the name of the author', { category: 'author-bio', confidence: 0.8 });
const NAMED = observed('words', 'names what the paragraph below speaks of', { confidence: 0.98 });
const SUBJECT = observed('words', 'speaks of a person whom the article names');
