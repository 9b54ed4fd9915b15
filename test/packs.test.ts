/** Every shipped rule must match its examples, and no phrase may match a sentence that quotes it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import {
  type CompiledRules,
  clean,
  compileRules,
  type Document,
  loadPacks,
  PACK_NAMES,
  parseRules,
  type Rule,
  readHtml,
  readText,
  type Verdict,
} from '../src/index.js';
import { packFiles } from '../src/packs/packs.js';
import { parsePattern } from '../src/rules/pattern/pattern.js';
import { ROOT } from './support/samples.js';

const TITLE = 'Ein Titel für die Probe';
/** Removed by a rule of this test, so that rules for the top find furniture above. */
const FURNITURE = 'Möbelstück für die Probe';
const furniture = parseRules(
  `format: klartext-rules/1\nrules:\n  - { id: test-furniture, category: other, remove: block, match: { text: "${FURNITURE}" } }`,
  'test',
);
/** Words of no language, which no pack can contain, in the shape of prose. */
const PROSE = Array.from({ length: 24 }, (_, i) => `Vorel damin ${i} kosta leriba munto, sapera nolit dema ${i} farun gelo tamis und.`);
const all = loadPacks();
const everything = compileRules([...all, furniture]);

/** The examples of the entries in pack files, by rule id, then by pattern or selector. */
const ownExamples = new Map(
  PACK_NAMES.flatMap((name) => packFiles(name)).flatMap(({ yaml }) =>
    (parse(yaml) as { rules: WrittenRule[] }).rules.map(({ id, match }) => {
      const entries = [match.pattern, match.selector].flat().filter((entry) => typeof entry === 'object');
      return [id, new Map(entries.map((entry) => [entry.pattern ?? entry.selector, [entry.example].flat()]))] as const;
    }),
  ),
);

type WrittenEntry = string | { readonly pattern?: string; readonly selector?: string; readonly example: string | string[] };
interface WrittenRule {
  readonly id: string;
  readonly match: { readonly pattern?: WrittenEntry | WrittenEntry[]; readonly selector?: WrittenEntry | WrittenEntry[] };
}

/**
 * This many lines fit into the head or the tail of a document, which have at least ten blocks each; in its middle they
 * are in neither.
 */
const AT_ONCE = 10;

/** Phrases for one document each: several lines if they are independent of each other. */
function inDocuments({ match, where, scope, format }: Rule, phrases: readonly string[]): string[] {
  const isApart = match.before === undefined && match.after === undefined && match.selector === undefined && format !== 'html';
  const size = isApart && scope !== 'section' && where !== 'top' ? AT_ONCE : 1;
  return Array.from({ length: Math.ceil(phrases.length / size) }, (_, i) => phrases.slice(i * size, (i + 1) * size).join('\n'));
}

/** A document with an example in the position that the rule requires. */
interface Shown {
  readonly example: string;
  readonly document: Document;
  readonly first: number;
  readonly lines: number;
}

function show(rule: Rule, example: string): Shown {
  const lines = example.split('\n');
  if (rule.match.selector !== undefined || rule.format === 'html') {
    const main = `<main><p>${PROSE.join('</p><p>')}</p></main>`;
    const [page, from] = rule.where === 'head' ? [`<body>${example}${main}`, 0] : [`<body>${main}${example}`, main.length];
    const document = withTitle(readHtml(page));
    return { example, document, first: document.blocks.findIndex((block) => block.start >= from && block.text !== ''), lines: 1 };
  }
  const above = rule.where === 'head' ? [] : rule.where === 'top' ? [FURNITURE] : rule.where === 'tail' ? PROSE : PROSE.slice(0, 12);
  const below = rule.where === 'tail' ? [] : PROSE.slice(12);
  const end = rule.scope === 'section' && rule.extent === 'end' ? [] : below;
  const document = withTitle(readText([...above, ...lines, ...end].join('\n')));
  return { example, document, first: above.length, lines: lines.length };
}

function withTitle(document: Document): Document {
  return { ...document, meta: { ...document.meta, title: TITLE, titles: [TITLE] } };
}

function hitBy(rule: Rule, verdict: Verdict): boolean {
  const reasons = [...verdict.reasons, ...(verdict.spans ?? []).map((span) => span.reason)];
  return reasons.some((reason) => reason.ruleId === rule.id);
}

/** Whether the rule alone matches the whole example: each line, or the span in its line. */
function matches(rule: Rule, { document, first, lines }: Shown, compiled: CompiledRules): boolean {
  const needed = rule.match.before === undefined && rule.match.after === undefined ? lines : 1;
  const at = rule.match.after === undefined || lines === 1 ? first : first + 1;
  const { verdicts } = clean(document, compiled);
  const meant = verdicts.slice(at, at + needed);
  return meant.length > 0 && meant.every((verdict) => hitBy(rule, verdict) && (rule.scope === 'inline') === (verdict.action === 'keep'));
}

/**
 * Whether one of the rule's patterns or selectors matches all examples of its entry, or if it has none, any example of
 * the rule; those that contain its words are tried first.
 */
function isProven(rule: Rule, one: string, examples: readonly Shown[]): boolean {
  const kind = rule.match.pattern === undefined ? 'selector' : 'pattern';
  const compiled = alone(rule, { [kind]: [one] });
  const own = ownExamples.get(rule.id)?.get(one);
  if (own !== undefined) return own.length > 0 && own.every((example) => matches(rule, show(rule, example), compiled));
  const words = one.toLowerCase().split(/\s*\{\w*\??\}\s*/u);
  const holdsThem = ({ example }: Shown) => Number(words.every((part) => example.toLowerCase().includes(part)));
  return examples.toSorted((a, b) => holdsThem(b) - holdsThem(a)).some((example) => matches(rule, example, compiled));
}

function alone(rule: Rule, over: Partial<Rule['match']> = {}): CompiledRules {
  return compileRules([{ format: 'klartext-rules/1', name: 'test', rules: [{ ...rule, match: { ...rule.match, ...over } }] }, furniture]);
}

/** What all packs remove from a text among prose. */
function removedFrom(rule: Rule, text: string): string[] {
  const { document } = show(rule, text);
  const { verdicts } = clean(document, everything, { vote: false });
  return verdicts.flatMap((verdict) => {
    const block = document.blocks[verdict.block].text;
    if (block === FURNITURE || !verdict.reasons.length) return [];
    return [`${block} [${verdict.reasons.map((reason) => reason.ruleId).join(' ')}]`];
  });
}

/**
 * Rules that may contain an open pattern, each with its reason. The list should only get shorter.
 * - `title-top`, `kicker-top`: a headline-like line, which is believed only at the top.
 * - `title-dated`: metadata of a page, not text by a person.
 * - `gallery-between`: two headlines in a row between paragraphs; only a sign for the model, which decides.
 * - `embed-signature`: a handle and a date follow the free part.
 * - `de-author-bio-…`: after a complete sentence of an author's biography, at the foot of an article.
 * - `de-teaser-see-also`: a reference, whatever it refers to.
 */
const MAY_BE_OPEN =
  /^(?:title-top.*|kicker-top|title-dated|gallery-between|embed-signature|de-author-bio-.+|de-teaser-see-also|de-title-top-rated)$/u;

describe.each(all.map((pack) => [pack.pack, pack.rules] as const))('open patterns of pack %s', (_name, rules) => {
  test.each(
    rules.flatMap((rule) => {
      const patterns = [...(rule.match.pattern ?? []), ...(rule.match.sequence ?? [])];
      return MAY_BE_OPEN.test(rule.id) || patterns.length === 0 ? [] : [[rule.id, patterns] as const];
    }),
  )('no pattern of %s is open', (_id, patterns) => {
    expect(patterns.filter((pattern) => parsePattern(pattern).isOpen)).toEqual([]);
  });
});

describe.each(PACK_NAMES.map((name, i) => [name, all[i].rules] as const))('pack %s', (name, rules) => {
  test('every file of the pack is named after a category', () => {
    const files = readdirSync(path.join(ROOT, 'src/packs', name));
    expect(files.sort()).toEqual(
      packFiles(name)
        .map((file) => path.basename(file.name))
        .sort(),
    );
  });

  test('the pack has rules, and no id is used in two packs', () => {
    expect(rules.length).toBeGreaterThan(0);
    const ids = all.flatMap((pack) => pack.rules.map((rule) => rule.id));
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s matches its examples and spares its counterexamples', (_id, rule) => {
    const compiled = alone(rule);
    const phrases = rule.match.text ?? [];
    const examples = (rule.examples ?? []).map((example) => show(rule, example));
    const shown = [...inDocuments(rule, phrases).map((lines) => show(rule, lines)), ...examples];
    expect(shown.length).toBeGreaterThan(0);
    expect(rule.counterexamples?.length ?? 0).toBeGreaterThan(0);
    expect(shown.filter((one) => !matches(rule, one, compiled)).map(({ example }) => example)).toEqual([]);
    const unproven = [...(rule.match.pattern ?? []), ...(rule.match.selector ?? [])].filter((one) => !isProven(rule, one, examples));
    expect(unproven).toEqual([]);
    expect((rule.counterexamples ?? []).flatMap((text) => removedFrom(rule, text))).toEqual([]);
    const quoted = phrases.map(
      (phrase) => `Sapera nolit dema las, „${phrase.replace(/[.!?:]+$/u, '')}“ munto farun gelo tamis vorel damin.`,
    );
    expect(inDocuments(rule, quoted).flatMap((text) => removedFrom(rule, text))).toEqual([]);
  });
});
