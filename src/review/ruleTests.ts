/** Tests rules on their own examples: what a rule claims to match must be removed, what it claims to spare must be kept. */

import { judge } from '../judge/judge.js';
import { expectRuleSet } from '../model/argument.js';
import type { Document } from '../model/document.js';
import { isActive, type Match, RULES_FORMAT, type Rule, type RuleSet } from '../model/rule.js';
import type { Verdict } from '../model/verdict.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import { BLOCK_SEPARATOR, isCut } from '../rules/file/example.js';
import { type CompiledRules, compileRules } from '../rules/match/compile.js';
import { splitLines } from '../text/splitLines.js';

/** An example with another result than the rule claims. */
export interface RuleFailure {
  readonly rule: Rule;
  /** Which of the rule's texts failed: its phrases, its examples or counterexamples, or those of its evidence. */
  readonly kind: 'text' | 'example' | 'counterexample' | 'evidence';
  readonly text: string;
  /** One sentence, without the text. */
  readonly message: string;
}

/** How the tests of a rule set came out. */
export interface RuleTests {
  /** The number of examples and counterexamples tried. */
  readonly tried: number;
  readonly failures: readonly RuleFailure[];
  /** Rules without anything that can be tried. */
  readonly untested: readonly Rule[];
}

/** The title of the document in which examples are tried. */
const PROBE_TITLE = 'Ein Titel für die Probe';

/** Removed by a rule of the test's own, so that rules for the top find furniture above them. */
const FURNITURE = 'Möbelstück für die Probe';
/** Has the shape of prose, but words of no language, so that no rule can know them. */
const PROSE = Array.from({ length: 24 }, (_, i) => `Vorel damin ${i} kosta leriba munto, sapera nolit dema ${i} farun gelo tamis und.`);

/**
 * Tests every rule of a set, whatever its status: a veto does not make a rule wrong. An example must be matched by the
 * rule on its own; a counterexample must lose nothing to the rule itself, nor to any active rule of the set.
 *
 *
 * @example
 * ```ts
 * import { parseRules, testRules } from 'klartext';
 *
 * const rule = '{ remove: block, match: { pattern: "Lesedauer: {num} Min." }, examples: ["Lesedauer: 4 Min.", Lesedauer] }';
 * const yaml = `format: klartext-rules/1\ncategory: dateline\nrules: [${rule}]`;
 * const { tried, failures } = testRules(parseRules(yaml, 'rules.yaml'));
 * tried; // => 2
 * failures.map(({ kind, text }) => [kind, text]); // => [['example', 'Lesedauer']]
 * ```
 */
export function testRules(set: RuleSet): RuleTests {
  expectRuleSet(set, 'set');
  const together = compile(set.rules.filter(isActive));
  const tests = set.rules.map((rule) => ({ rule, ...testRule(rule, together) }));
  return {
    tried: tests.reduce((sum, { tried }) => sum + tried, 0),
    failures: tests.flatMap(({ failures }) => failures),
    untested: tests.filter(({ tried }) => tried === 0).map(({ rule }) => rule),
  };
}

/** @param together the applied rules of the set */
function testRule(rule: Rule, together: CompiledRules): Pick<RuleTests, 'tried' | 'failures'> {
  const alone = compile([applied(rule)]);
  const failures: RuleFailure[] = [];
  let tried = 0;
  const expectHit = (kind: RuleFailure['kind'], text: string, shown: string, by: Rule, compiled: CompiledRules) => {
    tried++;
    if (!isHit(by, shown, compiled)) failures.push({ rule, kind, text, message: 'the rule does not match it' });
  };
  for (const text of rule.match.text ?? []) expectHit('text', text, text, rule, alone);
  for (const text of rule.examples ?? []) expectHit('example', text, text, rule, alone);
  const loose = withAnyTitle(rule);
  const looselyCompiled = compile([applied(loose)]);
  for (const text of rule.evidence?.examples ?? []) {
    const shown = evidenceText(rule, text);
    if (shown !== undefined) expectHit('evidence', text, shown, loose, looselyCompiled);
  }
  for (const text of rule.counterexamples ?? []) {
    tried++;
    const takers = new Set([...takersOf(rule, text, alone), ...takersOf(rule, text, together)]);
    if (takers.size > 0)
      failures.push({ rule, kind: 'counterexample', text, message: `part of it is removed by ${[...takers].join(', ')}` });
  }
  return { tried, failures };
}

/** The rule as if it were active, and for any site. */
function applied({ status: _, site: __, ...rule }: Rule): Rule {
  return rule;
}

function compile(rules: readonly Rule[]): CompiledRules {
  const furniture: Rule = { id: 'probe', effect: 'remove', category: 'other', scope: 'block', match: { text: [FURNITURE] }, confidence: 1 };
  return compileRules({ format: RULES_FORMAT, name: 'probe', rules: [...rules, furniture] });
}

/** A document that contains a text where the rule looks for it. */
function probe(rule: Rule, text: string): { document: Document; first: number; count: number } {
  const titled = (document: Document): Document => ({
    ...document,
    ...(rule.site === undefined ? {} : { site: rule.site }),
    meta: { ...document.meta, title: PROBE_TITLE, titles: [PROBE_TITLE] },
  });
  if (rule.match.selector !== undefined || rule.match.outside !== undefined || rule.format === 'html') {
    const article = `<main><p>${PROSE.join('</p><p>')}</p></main>`;
    const [page, from] =
      rule.where === 'head' ? [`<body>${text}${article}`, 0] : [`<body>${article}${text}`, '<body>'.length + article.length];
    const document = titled(readHtml(page));
    return { document, first: document.blocks.findIndex((block) => block.start >= from && block.text !== ''), count: 1 };
  }
  const lines = text.split('\n');
  const above = rule.where === 'head' ? [] : rule.where === 'top' ? [FURNITURE] : rule.where === 'tail' ? PROSE : PROSE.slice(0, 12);
  const below = rule.where === 'tail' || (rule.scope === 'section' && rule.extent === 'end') ? [] : PROSE.slice(12);
  const shown = [...above, ...lines, ...below];
  // Characters that end a line of text are ordinary characters in a page's paragraph.
  const isOfPage = lines.some((line) => splitLines(line).some(({ textEnd, end }) => textEnd < end));
  const document = isOfPage ? readHtml(shown.map(paragraph).join('')) : readText(shown.join('\n'), { layout: 'lines' });
  return { document: titled(document), first: above.length, count: lines.length };
}

function paragraph(text: string): string {
  return `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
}

/** Whether the rule hits the whole text: each of its lines, or the span in its line. */
function isHit(rule: Rule, text: string, compiled: CompiledRules): boolean {
  const { document, first, count } = probe(rule, text);
  const { before, after } = rule.match;
  // If the text contains neighbours, the rule's own line is the first, or the second after a neighbour above.
  const from = after === undefined || count === 1 ? first : first + 1;
  const hit = judge(document, compiled, { vote: false })
    .slice(from, from + (before === undefined && after === undefined ? count : 1))
    .filter((verdict) => document.blocks[verdict.block].text !== '');
  return hit.length > 0 && hit.every((verdict) => hitters(verdict, rule.effect).includes(rule.id));
}

/** The rules that keep a block, or that remove it or a piece of it. */
function hitters({ action, reasons, spans = [] }: Verdict, effect: Rule['effect']): string[] {
  const removing = action === 'remove' ? reasons : spans.map((span) => span.reason);
  const hitting = effect === 'remove' ? removing : action === 'keep' && spans.length === 0 ? reasons : [];
  return hitting.flatMap(({ ruleId }) => ruleId ?? []);
}

/** The rules that remove something of a text, or of the prose around it. */
function takersOf(rule: Rule, text: string, compiled: CompiledRules): string[] {
  return judge(probe(rule, text).document, compiled, { vote: false })
    .flatMap((verdict) => hitters(verdict, 'remove'))
    .filter((id) => id !== 'probe');
}

/** Evidence comes from documents with titles of their own, so `{title}` may be any text in it. */
function withAnyTitle(rule: Rule): Rule {
  const free = (patterns: readonly string[] | undefined) => patterns?.map((pattern) => pattern.replaceAll(/\{title(\??)\}/gu, '{any$1}'));
  const { within: _, links: __, ...match } = rule.match;
  const pattern = free(match.pattern);
  const sequence = free(match.sequence);
  return {
    ...rule,
    match: { ...match, ...(pattern === undefined ? {} : { pattern }), ...(sequence === undefined ? {} : { sequence }) } as Match,
  };
}

/**
 * The part of an evidence example that can be tried: the marker of a section, the blocks of a sequence. Undefined if
 * the example was cut where the rule still looks at it, and for selectors, since examples do not contain markup.
 */
function evidenceText({ match, scope }: Rule, text: string): string | undefined {
  if (match.selector !== undefined || match.outside !== undefined || match.before !== undefined || match.after !== undefined)
    return undefined;
  if (scope === 'section') {
    // A marker may itself contain the separator.
    const marker = match.text?.find((phrase) => text === phrase || text.startsWith(phrase + BLOCK_SEPARATOR));
    return marker ?? (text.includes(BLOCK_SEPARATOR) ? text.slice(0, text.indexOf(BLOCK_SEPARATOR)) : undefined);
  }
  if (isCut(text) && !endsFreely(match)) return undefined;
  if (match.sequence === undefined) return text;
  const lines = text.split(BLOCK_SEPARATOR);
  return lines.length === match.sequence.length ? lines.join('\n') : undefined;
}

/** Whether a match accepts any ending of its block. */
function endsFreely({ pattern, sequence, at }: Match): boolean {
  const last = sequence?.slice(-1) ?? pattern;
  return at === 'block-start' || (last?.every((one) => one.endsWith('{any}')) ?? false);
}
