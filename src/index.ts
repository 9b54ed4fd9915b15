/**
 * Klartext's public face.
 *
 * To clean: `readText` or `readHtml` a document, `compileRules` once, `clean`. To learn: `observe` each document and
 * `addSeen` it, `propose` rules, `dumpRules` them into a file or compile them. Parts of a corpus are observed apart,
 * written by `writeObservations`, and put together by `mergeObservations`. Reading and writing
 * files is left to the caller.
 */

export { score } from './content/index.js';
export { askReadability } from './judge/askReadability.js';
export { clean } from './judge/clean.js';
export { BODIES, type Body, withDeclaredBody } from './judge/declaredBody.js';
export { diffRemovals } from './judge/diffRemovals.js';
export { cleanWith, ENGINES, type Engine, type EngineOptions, MODELS, type Model } from './judge/engine.js';
export { judge } from './judge/judge.js';
export { FAVORS, type Favor } from './judge/model.js';
export type { JudgeOptions } from './judge/options.js';
export { type RuleFailure, type RuleTests, testRules } from './judge/ruleTests.js';
export { assignSites } from './learn/cluster.js';
export { mergeRules } from './learn/mergeRules.js';
export { addSeen, mergeObservations, type Observations, type SiteObservations } from './learn/observations.js';
export { observe, type SeenBlock, type SeenDocument } from './learn/observe.js';
export { ObservationFileError, ObservationReader, parseObservations, writeObservations } from './learn/obsFile.js';
export { type LearnedSite, propose } from './learn/propose.js';
export { rulesSeen } from './learn/recall.js';
export { type SiteUpdate, updateRules } from './learn/update.js';
export { CATEGORIES, type Category } from './model/category.js';
export { type Block, type BlockKind, type Document, type Format, type Meta, TEXT_LAYOUTS, type TextLayout } from './model/document.js';
export {
  type Anchor,
  type Effect,
  type Evidence,
  type Extent,
  type Match,
  RULES_FORMAT,
  type Rule,
  type RuleSet,
  type Scope,
  type Status,
  type Where,
} from './model/rule.js';
export type { CleanArticle, Reason, Span, Verdict, Witness } from './model/verdict.js';
export { PACK_NAMES, type PackName } from './packs/packs.js';
export { voteWithReadability } from './read/readability.js';
export { readHtml } from './read/readHtml.js';
export { type ReadOptions, readText } from './read/readText.js';
export { LAYOUT_CHOICES, type LayoutChoice } from './read/text/layout.js';
export { checkRules, type RuleProblem } from './rules/check.js';
export { type CompiledRules, compileRules } from './rules/compile.js';
export { dumpRules } from './rules/dump.js';
export { parseRules, RuleFileError } from './rules/load.js';
export { hasContentPath } from './rules/outside.js';
export { PatternError } from './rules/pattern.js';
export { findSite } from './rules/recognise.js';
export { SelectorError } from './rules/selector.js';
export { loadPacks } from './rules/shipped.js';
export { NotTextError } from './text/charset.js';
export { parseStandoff } from './write/parseStandoff.js';
export { keptSource, type SourceRange, sourceRanges } from './write/ranges.js';
export { keptIn, RestoreError, restoreFrom } from './write/restore.js';
export { type Original, type Recipe, type Removal, type Standoff, standoffOf } from './write/standoff.js';
export { OUTPUT_FORMATS, type OutputFormat, write } from './write/write.js';
