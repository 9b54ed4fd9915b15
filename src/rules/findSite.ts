/**
 * Recognising: the site of a document of which nothing tells it, by the texts that the site shows on page after page.
 *
 * The texts are those of the site's learned rules. Each speaks for the site as far as the site's documents show it, and
 * the less the more sites have it; what a rule of every site knows (“Share”, in the shipped packs) speaks for none. A
 * wrong site's rules may take content, while none leave furniture: in doubt there is no site.
 */
import { expectDocument } from '../model/argument.js';
import type { Document } from '../model/document.js';
import type { Rule } from '../model/rule.js';
import { type CompiledRules, indexesOf, phraseKey, type RuleIndexes } from './match/compile.js';

/** So many texts that no other site has must be shown, or more that some have … */
const TEXTS = 4;
/** … and this share of what the site's own documents show on average. */
const USUAL_SHARE = 0.4;
/** Of what two sites do not share, the likelier one must show so much, and the other at most this share of it. */
const LEAD = 2;
const SECOND_SHARE = 0.5;

/** What a text says for a site: the share of the site's documents that show it, divided by the number of sites that have it. */
interface Clue {
  readonly site: string;
  readonly weight: number;
}

interface SiteIndex {
  /** By the key of a text, each of its sites once. */
  readonly clues: ReadonlyMap<string, readonly Clue[]>;
  /** By site, the sum of the weights that its own documents show on average. */
  readonly usual: ReadonlyMap<string, number>;
}

const indexes = new WeakMap<CompiledRules, SiteIndex>();

/**
 * The site whose learned texts the document shows, several of them and far more than of any other site; undefined where
 * there is none. The document's own `site` is not looked at.
 *
 * @example
 * ```ts
 * import { compileRules, findSite, loadPacks, readText } from 'klartext';
 *
 * // Shipped packs are of no site: nothing is recognised by them.
 * findSite(readText('Der Rat der Stadt tagt.'), compileRules(loadPacks())); // => undefined
 * ```
 */
export function findSite(document: Pick<Document, 'blocks'>, rules: CompiledRules): string | undefined {
  expectDocument(document as Document);
  if (indexesOf(rules).bySite.size === 0) return undefined;
  const { clues, usual } = indexOf(rules);
  const keys = new Set(document.blocks.map(({ text }) => phraseKey(text)));
  const shown = [...keys].map((key) => clues.get(key)).filter((sites) => sites !== undefined);
  const scores = new Map<string, number>();
  for (const { site, weight } of shown.flat()) add(scores, site, weight);
  const [likeliest] = [...scores].sort(([, a], [, b]) => b - a);
  if (likeliest === undefined) return undefined;
  const [site, score] = likeliest;
  const ofSite = shown.filter((sites) => sites.some((clue) => clue.site === site));
  const texts = ofSite.reduce((sum, sites) => sum + 1 / sites.length, 0);
  if (texts < TEXTS || score < (usual.get(site) as number) * USUAL_SHARE) return undefined;
  return leads(site, score, shown) ? site : undefined;
}

/** Whether a site leads before each other one. What both show says nothing: parts of one site share most of their texts. */
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

/** The index of compiled rules, built at the first document that needs it. */
function indexOf(rules: CompiledRules): SiteIndex {
  const index = indexes.get(rules) ?? buildIndex(indexesOf(rules));
  indexes.set(rules, index);
  return index;
}

function buildIndex({ everywhere, bySite }: RuleIndexes): SiteIndex {
  const shares = new Map<string, [site: string, share: number][]>();
  for (const [site, { texts }] of bySite) {
    for (const [key, owners] of texts) {
      const share = Math.max(...owners.map(({ rule }) => shareOf(rule)));
      if (share > 0 && !everywhere.texts.has(key)) shares.set(key, [...(shares.get(key) ?? []), [site, share]]);
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

/** The share of a site's documents that show a text of the rule: 0 for a rule that nobody learned. */
function shareOf({ evidence, match }: Rule): number {
  if (evidence === undefined || evidence.of === 0) return 0;
  // The evidence of a list of texts counts documents that show any of them.
  return evidence.documents / evidence.of / (match.text?.length ?? 1);
}

function add(sums: Map<string, number>, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value);
}
