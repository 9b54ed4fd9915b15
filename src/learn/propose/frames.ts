/** Patterns: lines that are equal except for a title, a date, a name. The frame is what stays the same, a slot is what varies. */

import type { Category } from '../../model/category.js';
import type { Where } from '../../model/rule.js';
import { fixesTooLittle } from '../../rules/pattern/fixesTooLittle.js';
import { matchPattern, parsePattern } from '../../rules/pattern/pattern.js';
import { SLOT_TOKENS, type SlotName, slotEnds } from '../../rules/pattern/slots.js';
import { type TokenizedText, titleOf, tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { isDecorativeMark } from '../../text/tokens.js';
import type { SeenBlock } from '../observe/observe.js';
import type { IsOfArticles } from '../survey/articleZone.js';
import { isSlot, type MaskedLine, mask, spellPattern } from '../survey/masked.js';
import { documentsOf, FIXED_DOCUMENTS, FIXED_SHARE, isInBody, looksLikeSubheading, type SiteSurvey } from '../survey/survey.js';
import type { Categorize } from './categorizer.js';
import { groupAlike, groupFramed, isTelling } from './frameGroups.js';
import { ARTICLE_NOTE, CONTENT_SHARE, type Proposal } from './proposal.js';
import { whereOf } from './whereOf.js';

/** Longer lines, in words, have no frame. */
const MAX_WORDS = 25;
/** A frame needs at least this many different fillings: with fewer, the fillings may be fixed themselves. */
const FILLINGS = 3;
/** A word in at least this share of the articles is common, so it is no sign of furniture. */
const COMMON_WORD_SHARE = 0.1;

/** A free slot takes at most so many times the tokens of the longest filling seen, … */
const ROOM = 1.5;
/** … up to this many, if none was longer. */
const MAX_ROOM = MAX_WORDS;

/** Slots tried for what varies in the middle of a frame; `any` if none fits all fillings. */
const TYPED: readonly SlotName[] = ['num', 'date', 'time', 'title', 'initials', 'name'];

interface Frame {
  readonly pattern: string;
  readonly lines: readonly MaskedLine[];
  readonly where?: Where;
}

/** A paragraph of a document's own prose. */
interface OwnParagraph {
  readonly text: TokenizedText;
  readonly words: ReadonlySet<string>;
  /** Whether it is inside the article, not at its edge. */
  readonly inBody: boolean;
}

/** Proposes patterns for the lines that no fixed text explains. */
export function proposeFrames(site: SiteSurvey, categorize: Categorize, isOfArticles: IsOfArticles): Proposal[] {
  // With fewer documents no frame would be accepted.
  if (site.documents.length < FIXED_DOCUMENTS) return [];
  const lines = site.documents.flatMap((document, d) => {
    const titles = document.titles.map(titleOf).filter(({ folds }) => folds.length > 1);
    return document.blocks.flatMap((block, b) => (isCandidate(site, block, d, b) ? [mask(block.text, d, b, titles)] : []));
  });
  const prose = site.documents.map((_, d) => ownParagraphs(site, d));
  const common = commonWords(prose);
  const needed = Math.max(FIXED_DOCUMENTS, Math.ceil(site.documents.length * FIXED_SHARE));
  const isBelieved = (found: readonly MaskedLine[]) =>
    documentsOf(found).size >= needed && new Set(found.map((line) => line.filling)).size >= FILLINGS;
  const whole = groupAlike(lines.filter(({ items }) => items.some(isSlot) && isTelling(items, common)))
    .filter(isBelieved)
    .flatMap((found) => frameOf(site, spellPattern(found[0], 0, 0, undefined), found));
  const explained = new Set(whole.flatMap((frame) => frame.lines));
  const framed = growFrames(
    site,
    lines.filter((line) => !explained.has(line)),
    common,
    needed,
    isBelieved,
  );
  const paragraphs = prose.flat().filter(({ inBody }) => inBody);
  return [...whole, ...framed].flatMap((frame) => toProposal(frame, site, paragraphs, categorize, isOfArticles));
}

function isCandidate(site: SiteSurvey, block: SeenBlock, d: number, b: number): boolean {
  return (
    block.key !== '' &&
    block.words <= MAX_WORDS &&
    block.text.length < 240 &&
    !site.core[d][b] &&
    !site.isFixed(block.key) &&
    !/[{}]/u.test(block.text)
  );
}

const isMark = (item: string) => !isSlot(item) && !/[\p{L}\p{N}]/u.test(item);

/**
 * The frame for a pattern, if the pattern matches each of its lines and is specific enough. A thin pattern also needs a
 * position; free text has none.
 */
function frameOf(site: SiteSurvey, pattern: string, lines: readonly MaskedLine[]): Frame[] {
  const parsed = parsePattern(pattern);
  const matches = ({ document, text }: MaskedLine) => {
    const titles = site.documents[document].titles.map(titleOf);
    return matchPattern(parsed, tokenizeText(text, titles), 'whole') !== undefined;
  };
  if (!lines.every(matches)) return [];
  if (!fixesTooLittle(parsed)) return [{ pattern, lines }];
  const where = /\{(?:any:\d+|phrase)\}/u.test(pattern) ? undefined : whereOf(site, lines);
  return where === undefined ? [] : [{ pattern, lines, where }];
}

/** Frames with a fixed beginning, a free middle and a fixed end. Of frames for the same lines, the one with more literals. */
function growFrames(
  site: SiteSurvey,
  lines: readonly MaskedLine[],
  common: ReadonlySet<string>,
  needed: number,
  isBelieved: (lines: readonly MaskedLine[]) => boolean,
): Frame[] {
  const frames: { frame: Frame; documents: number; literals: number }[] = [];
  for (const { before: shared, after: sharedAfter, lines: found } of groupFramed(lines, common, needed)) {
    const [before, after] = widened(found, [shared, sharedAfter]);
    const fillings = found.map((line) => line.text.slice(line.ranges[before][0], line.ranges[line.items.length - 1 - after][1]));
    const filled = found.map((line, n) => ({ ...line, filling: fillings[n] }));
    if (!isBelieved(filled)) continue;
    const [frame] = slotsFor(found[0], before, after, fillings).flatMap((slot) =>
      frameOf(site, spellPattern(found[0], before, after, slot === 'any' ? `any:${roomFor(fillings)}` : slot), filled),
    );
    if (frame !== undefined) frames.push({ frame, documents: documentsOf(found).size, literals: before + after });
  }
  // The widest first, then the most specific; each line is explained once.
  frames.sort((a, b) => b.documents - a.documents || b.literals - a.literals || (a.frame.pattern < b.frame.pattern ? -1 : 1));
  const explained = new Set<string>();
  return frames.flatMap(({ frame }) => {
    const fresh = frame.lines.filter((line) => !explained.has(`${line.document} ${line.text}`));
    if (!isBelieved(fresh)) return [];
    for (const line of fresh) explained.add(`${line.document} ${line.text}`);
    return [frame];
  });
}

/**
 * Extends both sides of a frame by the punctuation that separates them from the slot in every line: `By {name} /
 * DAILY`, not `By {name} DAILY`.
 */
function widened(lines: readonly MaskedLine[], [before, after]: readonly [number, number]): readonly [number, number] {
  const isShared = (at: (line: MaskedLine) => number) => {
    const mark = lines[0].items[at(lines[0])];
    return isMark(mark) && isDecorativeMark(mark) && lines.every((line) => line.items[at(line)] === mark);
  };
  const isFree = () => lines.every((line) => line.items.length > before + after + 1);
  while (isFree() && isShared(() => before)) before++;
  while (isFree() && isShared((line) => line.items.length - 1 - after)) after++;
  return [before, after];
}

/**
 * The slots that fit every filling, the narrowest first. A label not followed by a sentence has a phrase:
 * `Schlagwörter: {phrase}`.
 */
function slotsFor({ items }: MaskedLine, before: number, after: number, fillings: readonly string[]): SlotName[] {
  const views = [...new Set(fillings)].map((text) => tokenizeText(text));
  const takesAll = (slot: SlotName) => views.every((view) => slotEnds(slot, view, 0, view.count).includes(view.count));
  const isLabel = after === 0 && before > 0 && isMark(items[before - 1]) && takesAll('phrase');
  // A word in lower case is no set of initials, however short.
  const areWords = fillings.some((text) => /\p{Lu}\p{Ll}{2}/u.test(text));
  const typed = TYPED.find((slot) => !(areWords && slot === 'initials') && takesAll(slot));
  return [typed ?? 'any', ...(isLabel ? (['phrase'] as const) : [])];
}

/** The most tokens that a free slot may take: what was seen and somewhat more, but no paragraph. */
function roomFor(fillings: readonly string[]): number {
  const most = Math.max(...fillings.map((filling) => tokenizeText(filling).count));
  return Math.min(SLOT_TOKENS.any, Math.max(most, Math.min(MAX_ROOM, Math.ceil(most * ROOM))));
}

/** The paragraphs of a document's own prose. */
function ownParagraphs(site: SiteSurvey, d: number): OwnParagraph[] {
  return site.documents[d].blocks.flatMap(({ text }, b) => {
    if (!site.core[d][b]) return [];
    const view = tokenizeText(text);
    return [{ text: view, words: new Set(view.folds()), inBody: isInBody(site, { document: d, block: b }) }];
  });
}

/** Words that many of the articles use. */
function commonWords(prose: readonly (readonly OwnParagraph[])[]): Set<string> {
  const frequency = new Map<string, number>();
  for (const paragraphs of prose) {
    const words = new Set<string>();
    for (const paragraph of paragraphs) for (const word of paragraph.words) words.add(word);
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const needed = Math.max(2, prose.length * COMMON_WORD_SHARE);
  return new Set([...frequency].filter(([, count]) => count >= needed).map(([word]) => word));
}

/** A frame that would remove a document's own prose is dropped, even if its free slot is too small for that paragraph. */
function toProposal(
  { pattern, lines, where }: Frame,
  site: SiteSurvey,
  prose: readonly OwnParagraph[],
  categorize: Categorize,
  isOfArticles: IsOfArticles,
): Proposal[] {
  const parsed = parsePattern(pattern.replace(/\{any:\d+\}/u, '{any}'));
  const hitsProse = prose.some(
    (paragraph) =>
      paragraph.text.count <= parsed.maxTokens &&
      (parsed.key === undefined || paragraph.words.has(parsed.key)) &&
      matchPattern(parsed, paragraph.text, 'whole') !== undefined,
  );
  const contentHits = new Set(lines.filter((line) => looksLikeSubheading(site, line)).map((line) => line.document)).size;
  if (hitsProse || contentHits > documentsOf(lines).size * CONTENT_SHARE) return [];
  const examples = lines.map((line) => line.text);
  const vocabulary = examples.map(categorize).find((category) => category !== undefined);
  const isDoubted = vocabulary === undefined && isOfArticles(lines);
  return [
    {
      category: vocabulary ?? categoryByShape(pattern),
      scope: 'block',
      match: { pattern: [pattern] },
      ...(where === undefined ? {} : { where }),
      documents: documentsOf(lines),
      contentHits,
      examples,
      ...(isDoubted ? { candidate: true, note: ARTICLE_NOTE } : {}),
    },
  ];
}

/** The category suggested by a pattern's slots and punctuation, if no pack knows its lines. */
function categoryByShape(pattern: string): Category {
  if (pattern === '{title}') return 'title';
  if (pattern.includes('{title}')) return /©|\s\/\s|\(/u.test(pattern) ? 'caption' : 'masthead';
  if (pattern.startsWith('(') && pattern.endsWith(')') && /\{(?:name|initials)\}/u.test(pattern)) return 'byline';
  return pattern.includes('{date}') ? 'dateline' : 'other';
}
