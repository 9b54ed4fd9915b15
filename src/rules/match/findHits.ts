/** Finds the hits of rules in a document. A hit depends on its rule and the document alone, never on other hits. */
import type { Block, Document } from '../../model/document.js';
import type { Rule } from '../../model/rule.js';
import type { Witness } from '../../model/verdict.js';
import { type BlockTable, tableOf } from '../../read/table/blockTable.js';
import { endsSentence } from '../../text/shape.js';
import { phraseOf } from '../compiled/phrase.js';
import { bindingsOf, isByWords, matchPattern, mayMatch, type Pattern, type PatternMatch } from '../pattern/pattern.js';
import { partFor, type Title, type TokenizedBlock, type TokenizedText, titleOf, tokenizeBlock } from '../pattern/tokenizedBlock.js';
import type { AllFields } from './allFields.js';
import { believedPositions, pageOf } from './believedSelectors.js';
import { type Claim, dealClaims } from './claims.js';
import { type CompiledRules, indexesOf, scopesOf } from './compile.js';
import { blocksOutside } from './contentPath.js';
import { patternsFor, textRulesFor } from './lookup.js';
import { type Positions, positionsOf } from './positions.js';
import type { CompiledRule, ContentPathEntry, PatternEntry, RuleScope } from './rulePart.js';
import type { ScopeSelectors } from './scopeSelectors.js';
import { Sections } from './section.js';
import { matchSentences, patternsByRule } from './sentences.js';

/** One match of a rule. */
export interface Hit {
  readonly rule: Rule;
  readonly order: number;
  /** The index of the matched block. */
  readonly block: number;
  /** How the rule recognised the block. */
  readonly witness: Witness;
  /** The pattern or selector that matched; absent for whole-block texts. */
  readonly matched?: string | undefined;
  /** For a span: its range in the block's text. */
  readonly span?: readonly [number, number] | undefined;
  /** For a block below a section's marker: the marker's index. */
  readonly marker?: number | undefined;
}

/** All hits in a document, sorted by block, then by the order of rules. */
export function findHits(document: Document, rules: CompiledRules): Hit[] {
  return new Matcher(document, rules).run();
}

/** Whether a rule knows labels without a full stop, which is what makes a word an answer. */
function isLabel({ witness, rule }: CompiledRule): boolean {
  return witness === 'words' && rule.match.text?.every((phrase) => !phrase.endsWith('.')) === true;
}

class Matcher {
  private readonly hits: Hit[] = [];
  private readonly claims: Claim[] = [];
  /** Created for the first marker, as most documents have none. */
  private sections: Sections | undefined;
  /** The rules of the document's site, and those for every site, each part by part. */
  private readonly scopes: readonly (readonly RuleScope[])[];
  private readonly anywhere: boolean;
  private readonly table: BlockTable;
  private readonly positions: Positions;
  /** For each block with text its tokenized form, created on demand. */
  private readonly tokenizedBlocks: (TokenizedBlock | undefined)[];
  /** Cached matches by pattern and block; null means no match. */
  private readonly matches = new Map<string, (PatternMatch | null | undefined)[]>();
  private readonly titles: readonly Title[];

  constructor(
    private readonly document: Document,
    rules: CompiledRules,
  ) {
    const indexes = indexesOf(rules);
    this.scopes = [...(document.site === undefined ? [] : [scopesOf(indexes, document.site)]), scopesOf(indexes, undefined)];
    this.anywhere = this.scopes.some((scopes) => scopes.some(({ anywhere }) => anywhere));
    this.table = tableOf(document);
    this.positions = positionsOf(document.blocks);
    this.tokenizedBlocks = new Array(this.positions.texts.length);
    this.titles = (document.meta.titles ?? []).map(titleOf).filter(({ folds }) => folds.join('').length >= 6);
  }

  run(): Hit[] {
    for (const scopes of this.scopes) {
      for (let at = 0; at < this.positions.texts.length; at++) this.matchBlock(scopes, at);
      if (this.document.format !== 'html') continue;
      for (const scope of scopes) if (!scope.selectors.isEmpty) this.matchSelectors(scope);
      for (const { contentPaths } of scopes) for (const entry of contentPaths) this.matchContentPath(entry);
    }
    dealClaims(this.claims, this.positions.texts.length, ({ owner: { rule, order, inSection }, marker }, at) =>
      this.add({
        rule,
        order,
        block: this.positions.texts[at],
        witness: inSection,
        matched: undefined,
        span: undefined,
        marker: this.positions.texts[marker],
      }),
    );
    return this.hits.sort((a, b) => a.block - b.block || a.order - b.order);
  }

  private block(at: number): Block {
    return this.document.blocks[this.positions.texts[at]];
  }

  private tokenized(at: number): TokenizedBlock {
    this.tokenizedBlocks[at] ??= tokenizeBlock(this.block(at), this.positions.texts[at], this.table, this.titles, this.anywhere);
    return this.tokenizedBlocks[at] as TokenizedBlock;
  }

  private matchBlock(scopes: readonly RuleScope[], at: number): void {
    const block = this.tokenized(at);
    if (block.whole !== undefined) this.matchTexts(scopes, block.whole, at);
    const sentences: PatternEntry[] = [];
    for (const entry of patternsFor(scopes, block)) {
      if (entry.anchor === 'sentences') sentences.push(entry);
      else if (entry.offset <= at) this.tryEntry(entry, at - entry.offset);
    }
    if (sentences.length > 0) this.trySentences(sentences, at);
  }

  private matchTexts(scopes: readonly RuleScope[], text: TokenizedText, at: number): void {
    const isAnswer = text.isOneWordSentence();
    for (const scope of scopes) for (const owner of textRulesFor(scope, text)) if (!(isAnswer && isLabel(owner))) this.hit(owner, at, 1);
  }

  /** Tries the rules that recognise single sentences, each with all of its patterns that the block could contain. */
  private trySentences(entries: readonly PatternEntry[], at: number): void {
    const text = this.tokenized(at).whole as TokenizedText;
    for (const [owner, patterns] of patternsByRule(entries)) {
      const isKnown = this.applies(owner, at) ? matchSentences(patterns, text) : undefined;
      if (isKnown !== undefined) this.hitIfFits(owner, at, 1, patterns[0].source, isKnown);
    }
  }

  private tryEntry(entry: PatternEntry, at: number): void {
    let found: PatternMatch | undefined;
    for (const owner of entry.owners) {
      if (!this.applies(owner, at)) continue;
      found ??= this.matchEntry(entry, at);
      if (found === undefined) return;
      this.accept(owner, at, entry, found);
    }
  }

  private matchEntry({ pattern, anchor }: PatternEntry, at: number): PatternMatch | undefined {
    const part = partFor(anchor, this.tokenized(at));
    if (part === undefined) return undefined;
    return pattern.key === undefined && anchor === 'whole' ? this.matchWhole(pattern, at) : matchPattern(pattern, part, anchor);
  }

  private accept(owner: CompiledRule, at: number, { pattern, anchor }: PatternEntry, found: PatternMatch): void {
    const isInline = owner.rule.scope === 'inline' && owner.sequence.length === 0;
    if (owner.sequence.length === 0 && !isInline) this.hitIfFits(owner, at, 1, pattern.source, isByWords(pattern, found));
    else {
      const part = partFor(anchor, this.tokenized(at)) as TokenizedText;
      if (isInline) this.hitSpan(owner, at, part, found, pattern.source);
      else this.matchSequence(owner, at, part, found);
    }
  }

  /** Matches a pattern against a whole block, once for all rules: many share patterns without literals. */
  private matchWhole(pattern: Pattern, at: number): PatternMatch | undefined {
    const { whole, head } = this.tokenized(at);
    // Looking up what takes no time would take longer.
    if (pattern.shape !== undefined) return matchPattern(pattern, whole ?? head, 'whole');
    let matches = this.matches.get(pattern.source);
    if (matches === undefined) {
      matches = new Array(this.tokenizedBlocks.length);
      this.matches.set(pattern.source, matches);
    }
    if (matches[at] === undefined) {
      matches[at] = matchPattern(pattern, whole ?? head, 'whole') ?? null;
    }
    return matches[at] ?? undefined;
  }

  private matchSequence(owner: CompiledRule, at: number, part: TokenizedText, first: PatternMatch): void {
    let bindings = bindingsOf(part, first);
    let isKnown = isByWords(owner.sequence[0], first);
    for (let i = 1; i < owner.sequence.length; i++) {
      if (at + i >= this.positions.texts.length) return;
      const { whole, head } = this.tokenized(at + i);
      const below = whole ?? head;
      const found = matchPattern(owner.sequence[i], below, 'whole', bindings);
      if (found === undefined) return;
      isKnown &&= isByWords(owner.sequence[i], found);
      bindings = bindingsOf(below, found, bindings);
    }
    this.hitIfFits(owner, at, owner.sequence.length, undefined, isKnown);
  }

  private matchSelectors({ part, selectors }: RuleScope): void {
    const { blocks, meta } = this.document;
    const { texts } = this.positions;
    const selected = selectedBy(selectors, this.table, texts);
    if (selected.size === 0) return;
    const page = pageOf(blocks, this.table, texts);
    for (const number of [...selected.keys()].sort((a, b) => a - b)) {
      if (!part.applies(part.columns.selectorRule[number])) continue;
      const entry = part.selector(number);
      const { links } = entry.owner.rule.match;
      const all = selected.get(number) as number[];
      const positions = links === undefined ? all : all.filter((at) => (page.blocks[at].linkDensity ?? 0) >= links);
      for (const at of believedPositions(page, entry, positions, meta.titles ?? [])) this.hit(entry.owner, at, 1, entry.source);
    }
  }

  private matchContentPath(entry: ContentPathEntry): void {
    const outside = new Set(blocksOutside(this.document, entry));
    this.positions.texts.forEach((block, at) => {
      if (outside.has(block)) this.hit(entry.owner, at, 1, entry.source);
    });
  }

  /** Whether a rule may match this block: its kind, its format, its position. */
  private applies({ rule }: CompiledRule, at: number): boolean {
    // Code does not address the reader, so its words are not furniture.
    const isCode = this.block(at).kind === 'code' && rule.match.selector === undefined && rule.match.outside === undefined;
    if (isCode && rule.effect === 'remove') return false;
    if (rule.format !== undefined && rule.format !== this.document.format) return false;
    if (rule.where === 'head') return at < this.positions.headCount;
    if (rule.where === 'tail') return at >= this.positions.texts.length - this.positions.tailCount;
    return true;
  }

  /** Whether the block's links and neighbours meet the rule's conditions. */
  private fits({ rule, within, before, after }: CompiledRule, at: number, count: number): boolean {
    const { links } = rule.match;
    if (links !== undefined && (this.block(at).linkDensity ?? 0) < links) return false;
    if (within.length > 0 && !within.some((test) => test(this.block(at).path ?? ''))) return false;
    for (let i = 0; i < before.length; i++) if (!this.isWhole(before[i], at + count + i)) return false;
    return after === undefined || this.isWhole(after, at - 1);
  }

  /** Whether there is a block at a position that a pattern matches. */
  private isWhole(pattern: Pattern, at: number): boolean {
    if (at < 0 || at >= this.positions.texts.length) return false;
    const { whole, head } = this.tokenized(at);
    return mayMatch(pattern, whole ?? head, 'whole') && this.matchWhole(pattern, at) !== undefined;
  }

  /** @param isKnown whether the match is recognised by its words; otherwise a rule of words only recognises its shape */
  private hit(owner: CompiledRule, at: number, count: number, matched?: string, isKnown = true): void {
    if (this.applies(owner, at)) this.hitIfFits(owner, at, count, matched, isKnown);
  }

  private hitIfFits(owner: CompiledRule, at: number, count: number, matched: string | undefined, isKnown: boolean): void {
    if (!this.fits(owner, at, count)) return;
    const { rule, order } = owner;
    const { texts } = this.positions;
    const byShape = rule.evidence === undefined ? 'place' : 'site';
    const witness = owner.witness === 'words' && !isKnown ? byShape : owner.witness;
    for (let i = at; i < at + count; i++) this.add({ rule, order, block: texts[i], witness, matched, span: undefined, marker: undefined });
    if (rule.scope !== 'section' || rule.extent === undefined) return;
    this.sections ??= new Sections(this.document.blocks, this.table, texts, (i) => phraseOf(this.tokenized(i).head));
    const [from, to] = this.sections.range(at, rule, owner.sectionEnd);
    if (from < to) this.claims.push({ owner, marker: at, from, to });
  }

  private hitSpan(owner: CompiledRule, at: number, part: TokenizedText, found: PatternMatch, matched: string): void {
    if (!this.fits(owner, at, 1)) return;
    const { text } = this.block(at);
    let start = part.start(found.from) + part.offset;
    let end = part.end(found.to - 1) + part.offset;
    if (owner.rule.match.at === 'block-end') {
      // A removal at a block's end must follow a complete sentence: brackets inside a sentence are part of it.
      if (start > 0 && !endsSentence(text.slice(0, start))) return;
      end = text.length;
    }
    while (start > 0 && text[start - 1] === ' ') start--;
    if (start === 0) while (end < text.length && text[end] === ' ') end++;
    this.add({
      rule: owner.rule,
      order: owner.order,
      block: this.positions.texts[at],
      witness: owner.witness,
      matched,
      span: [start, end],
      marker: undefined,
    });
  }

  private add(hit: AllFields<Hit>): void {
    this.hits.push(hit);
  }
}

/** For each selector that selects some of the blocks with text, their positions. */
function selectedBy(selectors: ScopeSelectors, { paths, pathNumbers }: BlockTable, texts: readonly number[]): Map<number, number[]> {
  const selected = new Map<number, number[]>();
  const byPath = selectors.selecting(paths);
  texts.forEach((block, at) => {
    if (pathNumbers[block] < 0) return;
    for (const number of byPath[pathNumbers[block]]) {
      const positions = selected.get(number);
      if (positions === undefined) selected.set(number, [at]);
      else positions.push(at);
    }
  });
  return selected;
}
