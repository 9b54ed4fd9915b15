/**
 * Klartext's public API.
 *
 * To clean, read a document with `readText` or `readHtml`, compile rules once with `compileRules`, and call `clean`. To
 * learn, `observe` each document, collect the results with `addSeen`, and `propose` rules, which `dumpRules` turns into a
 * file. Parts of a corpus can be observed separately: `writeObservations` stores the results, and `mergeObservations`
 * combines them. The caller reads and writes the files.
 */

export { score } from './content/score.js';
export { askReadability, type ReadabilityOptions } from './judge/askReadability.js';
export { clean } from './judge/clean.js';
export { BODIES, type Body, withDeclaredBody } from './judge/declaredBody.js';
export { type Cleaned, cleanWith, ENGINES, type Engine, type EngineOptions, MODELS, type Model } from './judge/engine.js';
export { judge } from './judge/judge.js';
export { FAVORS, type Favor } from './judge/modelReasons.js';
export { CAPTIONS, type Captions, type JudgeOptions } from './judge/options.js';
export type { Rate } from './learn/evidence/drift.js';
export { ObservationFileError, ObservationReader, parseObservations, writeObservations } from './learn/observe/observationFile.js';
export { addSeen, mergeObservations, type Observations, type SiteObservations } from './learn/observe/observations.js';
export { observe, type SeenBlock, type SeenDocument, type SeenText, type SeenTexts } from './learn/observe/observe.js';
export { type LearnedSite, propose } from './learn/propose/propose.js';
export { assignSites, type Recognise } from './learn/sites/cluster.js';
export { type Conflict, mergeRules } from './learn/update/mergeRules.js';
export { rulesSeen } from './learn/update/triedRules.js';
export { type SiteUpdate, type Update, type UpdateOptions, updateRules } from './learn/update/update.js';
export { ArgumentError } from './model/argument.js';
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
export { readHtml } from './read/readHtml.js';
export { type ReadOptions, readText } from './read/readText.js';
export { LAYOUT_CHOICES, type LayoutChoice } from './read/text/layout.js';
export type { DomName } from './readability/dom/dom.js';
export { voteWithReadability } from './readability/voteWithReadability.js';
export { checkRules, type RuleProblem } from './review/checkRules.js';
export { type Difference, diffRemovals } from './review/diffRemovals.js';
export { type RuleFailure, type RuleTests, testRules } from './review/ruleTests.js';
export { type DumpOptions, dumpRules } from './rules/file/dump.js';
export { parseRules, RuleFileError } from './rules/file/load.js';
export { loadPacks } from './rules/file/loadPacks.js';
export type { SiteHead } from './rules/file/siteHead.js';
export { findSite } from './rules/findSite.js';
export { type CompiledRules, compileRules } from './rules/match/compile.js';
export { hasContentPath } from './rules/match/contentPath.js';
export { PatternError } from './rules/pattern/patternItems.js';
export { SelectorError } from './rules/selector/selector.js';
export type { BytePatch } from './text/bytes/bytePatch.js';
export { NotTextError } from './text/bytes/charset.js';
export { keptSource, type SourceRange, sourceRanges } from './write/ranges.js';
export type { Layout } from './write/standoff/layout.js';
export { parseStandoff } from './write/standoff/parseStandoff.js';
export { keptIn, RestoreError, restoreFrom } from './write/standoff/restore.js';
export {
  type InCharset,
  type Original,
  type Recipe,
  type RecordShape,
  type Removal,
  type Standoff,
  standoffOf,
  type Whole,
} from './write/standoff/standoff.js';
export { OUTPUT_FORMATS, type OutputFormat, write } from './write/write.js';
