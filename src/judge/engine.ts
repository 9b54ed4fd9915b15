/** Cleans with everything available: rules, the content model, and Readability for pages. */
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import { PACK_NAMES } from '../packs/packs.js';
import type { CompiledRules } from '../rules/match/compile.js';
import { hasContentPath } from '../rules/match/contentPath.js';
import { findHits, type Hit } from '../rules/match/findHits.js';
import { cleanHits } from './clean.js';
import { type Body, withDeclaredBody } from './declaredBody.js';
import type { Favor } from './modelReasons.js';
import { isUnsure, withVote } from './unsure.js';

/**
 * `fast` never runs Readability; `readability` runs it on every page, on jsdom; `auto` runs it where no content path is
 * known and the model is unsure or off.
 */
export const ENGINES = ['auto', 'fast', 'readability'] as const;

export type Engine = (typeof ENGINES)[number];

/** Whether the content model judges blocks that no rule knows. */
export const MODELS = ['auto', 'none'] as const;

export type Model = (typeof MODELS)[number];

/** A less confident shipped rule is a feature that the model has learned to weigh, so the model decides instead. */
const DECIDING = 0.8;

export interface EngineOptions {
  readonly engine: Engine;
  readonly model: Model;
  readonly favor?: Favor;
  /** Default `visible`, since that is what a reader of the page sees. */
  readonly body?: Body;
}

/** An article, and the document with the votes that decided it. */
export interface Cleaned {
  readonly document: Document;
  readonly article: CleanArticle;
}

/** Cleans a document. Modules that an engine needs are loaded with the first document that needs them. */
export async function cleanWith(document: Document, rules: CompiledRules, { body, ...options }: EngineOptions): Promise<Cleaned> {
  const cleaned = await cleanShown(document, rules, options);
  return body === 'declared' ? { ...cleaned, article: withDeclaredBody(document, cleaned.article) } : cleaned;
}

async function cleanShown(document: Document, rules: CompiledRules, { engine, model, favor }: EngineOptions): Promise<Cleaned> {
  const hits = findHits(document, rules);
  if (needsVote(document, rules, engine, model)) {
    const { askReadability } = await import('./askReadability.js');
    const voted = await askReadability(document, rules, { hits, on: engine === 'readability' ? 'jsdom' : 'light' });
    return { document: voted, article: cleanHits(voted, hits, {}) };
  }
  if (model === 'none') return { document, article: cleanHits(document, hits, {}) };
  const { score } = await import('../content/score.js');
  // The model was trained on the hits of all packs: if all are loaded, their hits are reused.
  const isAsked = PACK_NAMES.every((name) => rules.packs.has(name));
  const scores = score(document, isAsked ? hits.filter(({ rule }) => rules.shipped.has(rule)) : undefined);
  return cleanScored(document, rules, hits, scores, { engine, ...(favor === undefined ? {} : { favor }) });
}

/**
 * Cleans a document that the content model has scored, as `cleanWith` does: adds Readability's vote if the engine is
 * `auto` and the scores are undecided.
 * @param hits the rules' hits in the document (`findHits`)
 * @param scores for each block, the probability that it belongs to the article (`score`)
 */
export async function cleanScored(
  document: Document,
  rules: CompiledRules,
  hits: readonly Hit[],
  scores: Float32Array,
  { engine, ...favor }: Omit<EngineOptions, 'model' | 'body'>,
): Promise<Cleaned> {
  const deciding = hits.filter(({ rule }) => rule.effect === 'keep' || rule.confidence >= DECIDING || !rules.shipped.has(rule));
  if (engine !== 'auto' || document.format !== 'html' || hasContentPath(document, rules) || !isUnsure(document, scores)) {
    return { document, article: cleanHits(document, deciding, { vote: false, scores, ...favor }) };
  }
  const { askReadability } = await import('./askReadability.js');
  const voted = await askReadability(document, rules, { hits });
  return { document: voted, article: cleanHits(voted, deciding, { vote: false, scores: withVote(scores, voted), ...favor }) };
}

function needsVote(document: Document, rules: CompiledRules, engine: Engine, model: Model): boolean {
  if (document.format !== 'html' || engine === 'fast') return false;
  return engine === 'readability' || (model === 'none' && !hasContentPath(document, rules));
}
