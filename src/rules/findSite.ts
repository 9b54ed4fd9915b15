/**
 * Recognises the site of a document without a known site, by texts that the site shows on page after page.
 *
 * The texts are those of the site's learned rules. Each counts for the site by the share of its documents that contain
 * it, and the less the more sites have it. Texts that rules for every site know (“Share”, in the shipped packs) do not
 * count. The rules of a wrong site may remove content, whereas without a site some furniture is left, so in doubt there
 * is no site.
 */
import { expectArgument, expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import { tableOf } from '../read/table/blockTable.js';
import { Tokens } from '../text/tokens.js';
import { phraseOf } from './compiled/phrase.js';
import { type CompiledRules, indexesOf, type RuleIndexes, scopesOf } from './match/compile.js';
import { textRulesFor } from './match/lookup.js';
import { tokenizeText } from './pattern/tokenizedBlock.js';

/**
 * The document must contain at least this many texts that no other site has, or more that are shared (one is enough if
 * its folder is named like the site), …
 */
const TEXTS = 4;
/** … and at least this share of what the site's own documents contain on average. */
const USUAL_SHARE = 0.4;
/** Of the texts that two sites do not share, the likelier site must have at least this weight, and the other at most this share of it. */
const LEAD = 2;
const SECOND_SHARE = 0.5;

/** The weight of a text for a site: the share of the site's documents that contain it, divided by the number of sites that have it. */
interface Clue {
  readonly site: string;
  readonly weight: number;
}

interface SiteIndex {
  /** By a text's key, its sites. */
  readonly clues: ReadonlyMap<string, readonly Clue[]>;
  /** By site, the total weight that its own documents have on average. */
  readonly usual: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<CompiledRules, SiteIndex>();

/**
 * The site whose learned texts the document contains: several of them, and far more than of any other site. Undefined if
 * there is none. The document's own `site` is ignored.
 * @param likely names of sites, such as the document's folders: one that has rules is taken if the document contains
 *   nearly what the site's own do, or any of its texts unless another site is recognised; default none
 *
 * @example
 * ```ts
 * import { compileRules, findSite, loadPacks, readText } from 'klartext';
 *
 * // Shipped packs are of no site: nothing is recognised by them.
 * findSite(readText('Der Rat der Stadt tagt.'), compileRules(loadPacks())); // => undefined
 * ```
 */
export function findSite(document: Pick<Document, 'blocks'>, rules: CompiledRules, likely: readonly string[] = []): string | undefined {
  expectDocument(document as Document);
  expectArgument(Array.isArray(likely), 'likely', 'a list of names', likely);
  const { parts } = indexesOf(rules);
  if (parts.every(({ sites }) => sites.length === 0)) return undefined;
  const { clues, usual } = indexOf(rules);
  const { tokens, tokenFrom } = tableOf(document);
  const keys = new Set(
    document.blocks.map(({ text }, i) => phraseOf(new Tokens(text, tokens, tokenFrom[i], tokenFrom[i + 1] - tokenFrom[i]))),
  );
  const shown = [...keys].map((key) => clues.get(key)).filter((sites) => sites !== undefined);
  const scores = new Map<string, number>();
  for (const { site, weight } of shown.flat()) add(scores, site, weight);
  const isUsual = (site: string) => (scores.get(site) ?? 0) >= (usual.get(site) ?? 0) * USUAL_SHARE;
  const named = likely.filter((site) => parts.some(({ sites }) => sites.includes(site)));
  return (
    named.find((site) => scores.has(site) && isUsual(site)) ??
    siteByText(scores, isUsual, shown) ??
    // A site without texts, such as one with selectors only, can be known by nothing but its name.
    named.find((site) => scores.has(site) || !usual.has(site))
  );
}

/** The likeliest site, if the document contains enough of its texts and far more than of any other site. */
function siteByText(
  scores: ReadonlyMap<string, number>,
  isUsual: (site: string) => boolean,
  shown: readonly (readonly Clue[])[],
): string | undefined {
  const [likeliest] = [...scores].sort(([, a], [, b]) => b - a);
  if (likeliest === undefined) return undefined;
  const [site, score] = likeliest;
  const ofSite = shown.filter((sites) => sites.some((clue) => clue.site === site));
  const texts = ofSite.reduce((sum, sites) => sum + 1 / sites.length, 0);
  return texts >= TEXTS && isUsual(site) && leads(site, score, shown) ? site : undefined;
}

/** Whether a site is ahead of every other one. Texts that both have are ignored, since parts of one site share most of them. */
function leads(site: string, score: number, shown: readonly (readonly Clue[])[]): boolean {
  const common = new Map<string, number>();
  const others = new Map<string, number>();
  for (const clues of shown) {
    const own = clues.find((clue) => clue.site === site);
    for (const clue of clues) {
      add(common, clue.site, own?.weight ?? 0);
      add(others, clue.site, own === undefined ? clue.weight : 0);
    }
  }
  others.delete(site);
  return [...others].every(([other, theirs]) => {
    const ours = score - (common.get(other) as number);
    return ours >= LEAD && theirs <= ours * SECOND_SHARE;
  });
}

/** The index of compiled rules, built for the first document that needs it. */
function indexOf(rules: CompiledRules): SiteIndex {
  const index = indexes.get(rules) ?? buildIndex(indexesOf(rules));
  indexes.set(rules, index);
  return index;
}

function buildIndex(rules: RuleIndexes): SiteIndex {
  const shares = new Map<string, [site: string, share: number][]>();
  for (const [site, texts] of sharesBySite(rules)) {
    for (const [key, share] of texts) {
      const known = shares.get(key);
      if (known === undefined) shares.set(key, [[site, share]]);
      else known.push([site, share]);
    }
  }
  const clues = new Map<string, Clue[]>();
  const usual = new Map<string, number>();
  for (const [key, sites] of shares) {
    clues.set(
      key,
      sites.map(([site, share]) => ({ site, weight: share / sites.length })),
    );
    for (const [site, share] of sites) add(usual, site, (share * share) / sites.length);
  }
  return { clues, usual };
}

/** By site and text the share of the site's documents that contain it, without the texts that rules for every site know. */
function sharesBySite(rules: RuleIndexes): Map<string, Map<string, number>> {
  const everywhere = scopesOf(rules, undefined);
  const bySite = new Map<string, Map<string, number>>();
  for (const { rule } of rules.parts.flatMap((part) => part.siteRulesWithTexts())) {
    const [site, share] = [rule.site as string, shareOf(rule)];
    const texts = bySite.get(site) ?? new Map<string, number>();
    bySite.set(site, texts);
    for (const text of share === 0 ? [] : (rule.match.text ?? [])) {
      const tokens = tokenizeText(text);
      const isKnown = everywhere.some((scope) => textRulesFor(scope, tokens).length > 0);
      const phrase = phraseOf(tokens);
      if (!isKnown) texts.set(phrase, Math.max(texts.get(phrase) ?? 0, share));
    }
  }
  return bySite;
}

/** The share of a site's documents that contain a text of the rule; 0 for rules that were not learned. */
function shareOf({ evidence, match }: Rule): number {
  if (evidence === undefined || evidence.of === 0) return 0;
  // The evidence of a list of texts counts documents that contain any of them.
  return evidence.documents / evidence.of / (match.text?.length ?? 1);
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
