/** The part of a rule file for one site: lists of texts, then its other rules, ordered by how much they take. */
import type { Rule } from '../../model/rule.js';
import { blockKey, fill, flowPieces, WIDTH } from './flowYaml.js';
import { ruleWords } from './ruleWords.js';
import { shortEvidence } from './shortEvidence.js';
import { type SiteHead, siteHead } from './siteHead.js';
import { type ListedText, textOfRule } from './textCount.js';
import { TEXT_LISTS } from './textLists.js';
import { toFileRule, toShortRule } from './toFileRule.js';

/** A listed text and the words that its rule takes. */
interface WeighedText extends ListedText {
  readonly words: number;
}

/** Rules that take more lines, or have evidence that cannot be told in short, are at the end of the file, where they are in nobody's way. */
const LINES = 4;

/** The part of a file for a site. */
export interface SiteDump {
  /** What is written below `sites:`. */
  readonly text: string;
  /** Rules that are too long for it. */
  readonly long: readonly Rule[];
}

/**
 * Writes the part for a site.
 * @param rules all rules of the site
 * @param head what its documents show
 */
export function dumpSite(site: string, rules: readonly Rule[], head: SiteHead | undefined): SiteDump {
  const pages = usualPages(rules);
  const { texts, others } = split(rules, pages);
  const written = others.map((rule) => ({ rule, text: fill(flowPieces(toShortRule(rule, pages)), '      - ', '          ') }));
  const isLong = ({ rule, text }: { readonly rule: Rule; readonly text: string }) =>
    text.split('\n').length > LINES || (rule.evidence !== undefined && shortEvidence(rule, pages) === undefined);
  const short = written.filter((one) => !isLong(one)).map(({ text }) => text);
  const long = written.filter(isLong).map(({ rule }) => rule);
  const comment = siteHead(rules, pages, head, long.length);
  const lines = [
    ...(comment === '' ? [] : [fill(comment.split(' '), '  # ', '  # ')]),
    `  ${blockKey(site)}:`,
    ...(pages === undefined ? [] : [`    pages: ${pages}`]),
    ...TEXT_LISTS.flatMap(({ name, status, hasReasons }) => {
      const listed = texts.filter((text) => text.status === status);
      if (listed.length === 0) return [];
      return hasReasons ? [`    ${name}:`, ...reasons(listed)] : categories(name, listed, '    ');
    }),
    ...(short.length === 0 ? [] : ['    rules:', ...short]),
  ];
  return { text: texts.length + short.length === 0 ? '' : `${lines.join('\n')}\n`, long };
}

/** A rule that is too long for its site, in the list of the file's rules. */
export function dumpLongRule(rule: Rule): string {
  return `${fill(flowPieces(toFileRule(rule)), '  - ', '      ')}\n`;
}

/** The number of pages that most of a site's rules were learned from; the larger of two. */
function usualPages(rules: readonly Rule[]): number | undefined {
  const times = new Map<number, number>();
  for (const { evidence } of rules) if (evidence !== undefined) times.set(evidence.of, (times.get(evidence.of) ?? 0) + 1);
  return [...times].sort(([a, timesA], [b, timesB]) => timesB - timesA || b - a)[0]?.[0];
}

/** The rules that can be listed as texts, each text once, and the others, those that take most first. */
function split(rules: readonly Rule[], pages: number | undefined): { texts: WeighedText[]; others: Rule[] } {
  const texts = new Map<string, WeighedText>();
  const others: Rule[] = [];
  // Sorted, so that of two rules with one text it is always the same that is listed.
  for (const rule of rules.toSorted(byId)) {
    const text = textOfRule(rule, pages);
    if (text === undefined || texts.has(text.text)) others.push(rule);
    else texts.set(text.text, { ...text, words: ruleWords(rule) });
  }
  return { texts: [...texts.values()], others: others.sort((a, b) => ruleWords(b) - ruleWords(a)) };
}

function byId({ id: a }: Rule, { id: b }: Rule): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function reasons(texts: readonly WeighedText[]): string[] {
  return grouped(texts, ({ note }) => note as string).flatMap(([reason, ofReason]) => categories(blockKey(reason), ofReason, '      '));
}

/** A field with lists of texts by category: in one line, if it is one list and fits. */
function categories(key: string, texts: readonly WeighedText[], indent: string): string[] {
  const lists = grouped(texts, ({ category }) => category).map(([category, ofCategory]) => {
    const sorted = ofCategory.toSorted((a, b) => b.words - a.words || (a.text < b.text ? -1 : 1));
    // Not an object, whose keys that look like numbers come first.
    return { category, pieces: flowPieces(new Map(sorted.map(({ text, count }) => [text, count]))) };
  });
  const [{ category: first, pieces }] = lists;
  const line = `${indent}${key}: { ${first}: ${pieces.join(' ')} }`;
  if (lists.length === 1 && line.length <= WIDTH) return [line];
  return [`${indent}${key}:`, ...lists.map(({ category, pieces }) => fill(pieces, `${indent}  ${category}: `, `${indent}    `))];
}

/** Groups by key; the groups that take most words come first. */
function grouped<T extends WeighedText>(texts: readonly T[], keyOf: (text: T) => string): [string, T[]][] {
  const groups = new Map<string, { words: number; texts: T[] }>();
  for (const text of texts) {
    const group = groups.get(keyOf(text)) ?? { words: 0, texts: [] };
    group.words += text.words;
    group.texts.push(text);
    groups.set(keyOf(text), group);
  }
  return [...groups].sort(([a, { words: x }], [b, { words: y }]) => y - x || (a < b ? -1 : 1)).map(([key, group]) => [key, group.texts]);
}
