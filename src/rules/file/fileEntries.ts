/** The rules of a rule file's content, each with the path of what it was read from. */
import * as v from 'valibot';
import { CATEGORIES } from '../../model/category.js';
import type { Rule } from '../../model/rule.js';
import { categoryOfId } from './ruleId.js';
import { CountObject, type FileRule, RuleFile, RuleList } from './schema.js';
import { fullEvidence } from './shortEvidence.js';
import { type CountFields, isCounted, ruleOfText, type TextCount, type TextPlace } from './textCount.js';
import { TEXT_LISTS } from './textLists.js';
import { given, toRule } from './toRule.js';

type Path = readonly PropertyKey[];

/** A rule and its place in the content of its file: the path of an item in a list of rules, or of a text's count. */
export interface FileEntry {
  readonly rule: Rule;
  readonly path: Path;
}

/** Thrown for content that is not a rule file's. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The rules of a file: those of its sites, then the others.
 * @throws ContentError for the first error
 */
export function fileEntries(content: unknown): FileEntry[] {
  const file = checked(RuleFile, content, []);
  const listed = file.sites === undefined ? [] : Object.entries(fieldsOf(file.sites, ['sites'])).flatMap((site) => siteEntries(site, file));
  return [...listed, ...ruleEntries(file.rules ?? [], ['rules'], file)];
}

function siteEntries([site, value]: [string, unknown], file: Pick<RuleFile, 'category'>): FileEntry[] {
  const at = ['sites', site];
  if (site === '') throw new ContentError(at, 'a site must have a name');
  const { pages: said, rules, ...lists } = fieldsOf(value, at);
  const pages = said === undefined ? undefined : wholeNumber(said, [...at, 'pages']);
  const texts = Object.entries(lists).flatMap(([name, list]) => namedList(name, list, [...at, name], { site, pages }));
  expectOnce(texts);
  return rules === undefined || rules === null
    ? texts
    : [...texts, ...rulesOfSite(rules, [...at, 'rules'], pages, { ...given({ category: file.category }), site })];
}

/** The texts of a field: its lists, or for a field with reasons those of each reason. */
function namedList(name: string, list: unknown, path: Path, place: Pick<TextPlace, 'site' | 'pages'>): FileEntry[] {
  const known = TEXT_LISTS.find((one) => one.name === name);
  if (known === undefined) throw new ContentError(path, `unknown field "${name}"`);
  const { status, hasReasons } = known;
  if (!hasReasons) return textEntries(list, path, { ...place, status });
  return Object.entries(fieldsOf(list, path)).flatMap(([note, ofReason]) => {
    if (note === '') throw new ContentError([...path, note], 'a reason must not be empty');
    return textEntries(ofReason, [...path, note], { ...place, status, note });
  });
}

function expectOnce(texts: readonly FileEntry[]): void {
  const first = new Map<PropertyKey, Path>();
  for (const { path } of texts) {
    const text = path[path.length - 1];
    const other = first.get(text);
    if (other !== undefined) throw new ContentError(path, `the site has this text twice; it is also in ${other.slice(2, -1).join(' → ')}`);
    first.set(text, path);
  }
}

function rulesOfSite(list: unknown, path: Path, pages: number | undefined, about: Pick<RuleFile, 'site' | 'category'>): FileEntry[] {
  const rules = checked(RuleList, Array.isArray(list) ? list.map((rule) => inFull(rule, pages)) : list, path);
  const named = rules.findIndex((rule) => rule.site !== undefined);
  if (named >= 0) throw new ContentError([...path, named, 'site'], 'the rules of a site do not name it again');
  return ruleEntries(rules, path, about);
}

/** A rule of a site, not checked yet, with the category that its id names and its evidence in full. */
function inFull(rule: unknown, pages: number | undefined): unknown {
  if (typeof rule !== 'object' || rule === null || Array.isArray(rule)) return rule;
  const { id, remove, evidence, match } = rule as Readonly<Record<string, unknown>>;
  const category = typeof id === 'string' && remove !== undefined ? categoryOfId(id) : undefined;
  const texts = (match as { readonly text?: unknown } | null | undefined)?.text;
  return {
    ...given({ category }),
    ...rule,
    ...(evidence === undefined ? {} : { evidence: fullEvidence(evidence, texts, pages) }),
  };
}

const EXPECTED_TEXTS = 'expected texts with the numbers of pages that show them: { Teilen: 48, Drucken: 12 }';

/** The texts of lists by category: category → text → count. */
function textEntries(lists: unknown, path: Path, place: Omit<TextPlace, 'category'>): FileEntry[] {
  return Object.entries(fieldsOf(lists, path)).flatMap(([name, texts]) => {
    const at = [...path, name];
    const category = CATEGORIES.find((one) => one === name);
    if (category === undefined) throw new ContentError(at, `unknown category; known categories are ${CATEGORIES.join(', ')}`);
    return Object.entries(fieldsOf(texts, at, EXPECTED_TEXTS)).map(([text, count]): FileEntry => {
      const here = [...at, text];
      if (text === '') throw new ContentError(here, 'a text must not be empty');
      return { rule: ruleOfText(text, textCount(count, here, place.pages), { ...place, category }), path: here };
    });
  });
}

function textCount(count: unknown, path: Path, pages: number | undefined): TextCount {
  if (count === null) return null;
  const known = typeof count === 'object' ? (checked(CountObject, count, path) as CountFields) : wholeNumber(count, path);
  if (isCounted(known, pages)) return known;
  throw new ContentError(
    path,
    pages === undefined ? 'a count needs the number of “pages” of its site' : `must be at most the ${pages} pages of its site`,
  );
}

function wholeNumber(value: unknown, path: Path): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
  throw new ContentError(path, 'must be a whole number');
}

/** The fields of a value; none where people have removed them all. */
function fieldsOf(value: unknown, path: Path, expected = 'expected fields'): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && !Array.isArray(value)) return (value ?? {}) as Record<string, unknown>;
  throw new ContentError(path, expected);
}

function ruleEntries(rules: readonly FileRule[], path: Path, file: Pick<RuleFile, 'site' | 'category'>): FileEntry[] {
  return rules.map((rule, i) => {
    if (file.category === undefined && rule.remove !== undefined && rule.category === undefined)
      throw new ContentError([...path, i], 'a removal needs a “category”, in the rule or at the top of the file');
    return { rule: toRule(rule, file), path: [...path, i] };
  });
}

function checked<T extends v.GenericSchema>(schema: T, value: unknown, path: Path): v.InferOutput<T> {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = deepest(parsed.issues);
  throw new ContentError([...path, ...(issue.path ?? []).map((item) => item.key as PropertyKey)], issue.message);
}

type Issue = v.BaseIssue<unknown>;

/** The most deeply nested issue of a union is the most specific: `rules[3].match.pattern[1]`, not `rules[3].match.pattern`. */
function deepest(issues: readonly Issue[]): Issue {
  let best = issues[0];
  const visit = (issue: Issue, above: Issue['path']): void => {
    const path = [...(above ?? []), ...(issue.path ?? [])] as unknown as Issue['path'];
    const here = { ...issue, path } as Issue;
    if ((path?.length ?? 0) > (best.path?.length ?? 0) && !/^Invalid/u.test(issue.message)) best = here;
    for (const inner of issue.issues ?? []) visit(inner, issue.type === 'union' ? path : above);
  };
  for (const issue of issues) visit(issue, undefined);
  return best;
}
