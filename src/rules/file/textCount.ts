/** Texts in the lists of a site: each is short for a rule that removes blocks with this text. */
import type { Category } from '../../model/category.js';
import type { Evidence, Rule, Status } from '../../model/rule.js';
import { confidenceOf } from './confidence.js';
import { someExamples } from './example.js';
import { canBeKey } from './flowYaml.js';
import { isSame } from './isSame.js';
import { categoryOfId, learnedId } from './ruleId.js';
import { unusualFields } from './shortEvidence.js';
import { TEXT_LISTS } from './textLists.js';
import { given, toRule } from './toRule.js';

/** What is known of a text beyond the number of pages that show it. What is absent is as for a plain number. */
export interface CountFields extends Partial<Omit<Evidence, 'documents' | 'examples'>> {
  /** The number of pages that show it. */
  readonly seen: number;
  /** The category that it was learned with, if a person has moved it to another. */
  readonly learned?: Category;
}

/** The number of pages that show a text, or more about it; null for a text that a person wrote. */
export type TextCount = number | CountFields | null;

/** Where in a file a text is listed. */
export interface TextPlace {
  readonly site: string;
  /** The number of the site's pages that counts refer to. */
  readonly pages?: number | undefined;
  readonly category: Category;
  readonly status?: Status | undefined;
  readonly note?: string | undefined;
}

/** The rule that a listed text stands for. `place.pages` must be there if the text has a count without an `of`. */
export function ruleOfText(text: string, count: TextCount, { site, pages, category, status, note }: TextPlace): Rule {
  const content = { category, scope: 'block', match: { text: [text] }, site } as const;
  const about = given({ status, note });
  if (count === null) return toRule({ category, remove: 'block', match: { text }, ...about }, { site });
  const { seen, learned, ...fields } = typeof count === 'number' ? { seen: count } : count;
  const { of = pages as number, contentHits = 0, confidence = confidenceOf(seen, contentHits), ...rest } = fields as CountFields;
  return {
    id: learnedId(learned === undefined ? content : { ...content, category: learned }),
    effect: 'remove',
    ...content,
    confidence,
    evidence: { documents: seen, of, contentHits, ...rest, confidence, examples: someExamples([text]) },
    ...about,
  };
}

/** Whether a rule removes blocks with one text and no other condition, so that a file may list the text. */
export function isOfOneText({ effect, scope, match, where, format }: Omit<Rule, 'id' | 'category' | 'confidence'>): boolean {
  const { text, ...conditions } = match;
  const isPlain = effect === 'remove' && scope === 'block' && where === undefined && format === undefined;
  return isPlain && text?.length === 1 && Object.values(conditions).every((condition) => condition === undefined);
}

/** A rule as a listed text. */
export interface ListedText extends TextPlace {
  readonly text: string;
  readonly count: TextCount;
}

/**
 * The listed text that stands for a rule; undefined if none does.
 * @param pages of the rule's site
 */
export function textOfRule(rule: Rule, pages: number | undefined): ListedText | undefined {
  const { site, match, category, status, note, evidence } = rule;
  const text = isOfOneText(rule) ? match.text?.[0] : undefined;
  const hasReasons = TEXT_LISTS.find((list) => list.status === status)?.hasReasons;
  if (site === undefined || text === undefined || hasReasons !== (note !== undefined)) return undefined;
  if (!canBeKey(text) || (note !== undefined && !canBeKey(note))) return undefined;
  const place = { site, pages, category, status, note };
  const count = evidence === undefined ? null : countOf(evidence, rule, pages);
  if (count !== null && !isCounted(count, pages)) return undefined;
  return isSame(ruleOfText(text, count, place), rule) ? { ...place, text, count } : undefined;
}

/** Whether a text may have a count: a site without pages counts nothing, and no text is on more pages than there are. */
export function isCounted(count: number | CountFields, pages: number | undefined): boolean {
  const { seen, of = pages } = typeof count === 'number' ? { seen: count } : (count as CountFields);
  return of !== undefined && seen <= of;
}

/** What has to be said of a rule's evidence: a number, if that says it all. */
function countOf(evidence: Evidence, rule: Rule, pages: number | undefined): number | CountFields {
  const fields = given({ ...unusualFields(evidence, pages), learned: learnedCategory(rule) });
  return Object.keys(fields).length === 0 ? evidence.documents : { seen: evidence.documents, ...fields };
}

/** The category that a rule's id was made with; undefined if it is the rule's own, or none. */
function learnedCategory(rule: Rule): Category | undefined {
  const category = categoryOfId(rule.id);
  return category !== undefined && category !== rule.category && learnedId({ ...rule, category }) === rule.id ? category : undefined;
}
