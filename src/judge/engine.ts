/** Cleans with everything available: rules, the content model, and Readability for pages. */
import type { Scored } from '../content/score.js';
import { expectChoice, expectDocument, expectOptions } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { type Limit, UNLIMITED } from '../model/limit.js';
import type { CleanArticle } from '../model/verdict.js';
import { PACK_NAMES } from '../packs/packs.js';
import { type CompiledRules, indexesOf } from '../rules/match/compile.js';
import { hasContentPath } from '../rules/match/contentPath.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { namedArticle } from './article.js';
import { cleanHits, type JudgedArticle } from './clean.js';
import { BODIES, type Body, bodyAsDeclared } from './declaredBody.js';
import { FAVORS, type Favor } from './modelReasons.js';
import { CAPTIONS, type Captions } from './options.js';
import { isUnsure, withVote } from './unsure.js';

/**
 * `fast` never runs Readability; `readability` runs it on every page, on jsdom; `auto` runs it where no content path is
 * known and the model is unsure or off.
 */
export const ENGINES = ['auto', 'fast', 'readability'] as const;

/** One of `ENGINES`. */
export type Engine = (typeof ENGINES)[number];

/** Whether the content model judges blocks that no rule knows. */
export const MODELS = ['auto', 'none'] as const;

/** One of `MODELS`. */
export type Model = (typeof MODELS)[number];

/** A less confident shipped rule is a feature that the model has learned to weigh, so the model decides instead. */
const DECIDING = 0.8;

/** What a document is cleaned with; every option may be left out. */
export interface EngineOptions {
  /** Whether and when Readability runs on a page. Default `auto`. */
  readonly engine?: Engine | undefined;
  /** Whether the content model judges. Default `auto`. */
  readonly model?: Model | undefined;
  /** Which of the model's errors weighs more. Default `balanced`. */
  readonly favor?: Favor | undefined;
  /** What is done with captions. Default `drop`, as without the picture they refer to nothing. */
  readonly captions?: Captions | undefined;
  /** Which text is the article's body. Default `visible`, since that is what a reader of the page sees. */
  readonly body?: Body | undefined;
}

/** An article, and the document with the votes that decided it. */
export interface Cleaned {
  readonly document: Document;
  readonly article: CleanArticle;
}

/**
 * Cleans a document. Modules that an engine needs are loaded with the first document that needs them.
 *
 *
 * @example
 * ```ts
 * import { cleanWith, compileRules, loadPacks, readHtml } from 'klartext';
 *
 * const rules = compileRules(loadPacks());
 * const page = readHtml('<h1>Hafen</h1><p>Die Bauarbeiten am Hafen beginnen im Mai, teilte die Stadt mit.</p><p>Textgröße ändern:</p>');
 * const { article } = await cleanWith(page, rules);
 * article.body.includes('Textgröße'); // => false
 * const byRulesAlone = await cleanWith(page, rules, { engine: 'fast', model: 'none' });
 * byRulesAlone.article.body.includes('Die Bauarbeiten am Hafen'); // => true
 * ```
 */
export async function cleanWith(document: Document, rules: CompiledRules, options: EngineOptions = {}): Promise<Cleaned> {
  expectDocument(document);
  expectOptions(options);
  expectChoice(options.engine, ENGINES, 'engine');
  expectChoice(options.model, MODELS, 'model');
  expectChoice(options.favor, FAVORS, 'favor');
  expectChoice(options.captions, CAPTIONS, 'captions');
  expectChoice(options.body, BODIES, 'body');
  return named(await judgeWith(document, rules, options));
}

/** An article, the document with the votes that decided it, and the judgement that names its verdicts. */
export interface JudgedDocument extends JudgedArticle {
  readonly document: Document;
}

function named({ document, article, judgement }: JudgedDocument): Cleaned {
  return { document, article: namedArticle(article, judgement) };
}

/**
 * Cleans a document as `cleanWith` does, for callers that need what was decided but not the names of its reasons.
 * @param limit runs all work that may take long
 */
export async function judgeWith(
  document: Document,
  rules: CompiledRules,
  options: EngineOptions,
  limit: Limit = UNLIMITED,
): Promise<JudgedDocument> {
  const { engine = 'auto', model = 'auto', favor, captions, body } = options;
  const judged = await judgeShown(document, rules, { engine, model, favor, captions }, limit);
  return body === 'declared' ? { ...judged, article: bodyAsDeclared(document, judged.article) } : judged;
}

/** The options by which what the page shows is judged, none left open. */
interface Choices {
  readonly engine: Engine;
  readonly model: Model;
  readonly favor: Favor | undefined;
  readonly captions: Captions | undefined;
}

async function judgeShown(
  document: Document,
  rules: CompiledRules,
  { engine, model, favor, captions }: Choices,
  limit: Limit,
): Promise<JudgedDocument> {
  const hits = limit(() => findHits(document, rules));
  if (needsVote(document, rules, engine, model)) {
    const { askAfterRules } = await import('./askReadability.js');
    const voted = await askAfterRules(document, hits, engine === 'readability' ? 'jsdom' : 'light', limit);
    return limit(() => ({ document: voted, ...cleanHits(voted, hits, { captions }) }));
  }
  if (model === 'none') return limit(() => ({ document, ...cleanHits(document, hits, { captions }) }));
  const { scoreAlone, scoreHits } = await import('../content/score.js');
  // The model was trained on the hits of all packs: if all are loaded, their hits are reused.
  const isAsked = PACK_NAMES.every((name) => rules.packs.has(name));
  const { isShipped } = indexesOf(rules);
  const shipped = hits.filter(({ rule }) => isShipped(rule));
  const scored = limit(() => (isAsked ? scoreHits(document, shipped) : scoreAlone(document)));
  return judgeScored(document, rules, hits, scored, { engine, favor, captions }, limit);
}

/** What is open once the content model has scored a document. */
type ScoredChoices = Pick<EngineOptions, 'engine' | 'favor' | 'captions'>;

/**
 * Cleans a document that the content model has scored, as `cleanWith` does: adds Readability's vote if the engine is
 * `auto` and the scores are undecided.
 * @param hits the rules' hits in the document (`findHits`)
 * @param scored what the content model says of each block (`scoreHits`)
 */
export async function cleanScored(
  document: Document,
  rules: CompiledRules,
  hits: readonly Hit[],
  scored: Scored,
  choices: ScoredChoices,
): Promise<Cleaned> {
  return named(await judgeScored(document, rules, hits, scored, choices, UNLIMITED));
}

async function judgeScored(
  document: Document,
  rules: CompiledRules,
  hits: readonly Hit[],
  { scores, outside }: Scored,
  { engine, favor, captions }: ScoredChoices,
  limit: Limit,
): Promise<JudgedDocument> {
  const { isShipped } = indexesOf(rules);
  const deciding = hits.filter(({ rule }) => rule.effect === 'keep' || rule.confidence >= DECIDING || !isShipped(rule));
  const options = { vote: false, scores, outside, favor, captions };
  if (engine !== 'auto' || document.format !== 'html' || hasContentPath(document, rules) || !isUnsure(document, scores)) {
    return limit(() => ({ document, ...cleanHits(document, deciding, options) }));
  }
  const { askAfterRules } = await import('./askReadability.js');
  const voted = await askAfterRules(document, hits, 'light', limit);
  return limit(() => ({ document: voted, ...cleanHits(voted, deciding, { ...options, scores: withVote(scores, voted) }) }));
}

function needsVote(document: Document, rules: CompiledRules, engine: Engine, model: Model): boolean {
  if (document.format !== 'html' || engine === 'fast') return false;
  return engine === 'readability' || (model === 'none' && !hasContentPath(document, rules));
}
