/** Patterns: lines that are the same but for a title, a date, a name. A frame is what stays, a slot what varies. */

import type { Category } from '../model/category.js';
import { matchPattern, parsePattern } from '../rules/pattern.js';
import { type SlotName, slotEnds, type TokenView } from '../rules/slots.js';
import { tokenize } from '../text/tokens.js';
import type { Categorize } from './category.js';
import type { SeenBlock } from './observe.js';
import type { Proposal } from './proposal.js';
import { FIXED_DOCUMENTS, FIXED_SHARE, isInBody, looksLikeSubheading, type Survey } from './survey.js';

/** Longer lines have no frame. */
const MAX_WORDS = 25;
/** A frame has at least so many different fillings … */
const FILLINGS = 3;
/** … and so many literal tokens, or one beside a slot that no sentence fills. */
const LITERALS = 2;
/** Tokens of a frame before and behind its slot. */
const REACH = 4;
/** A word in this share of the articles' own prose is no sign of furniture. */
const COMMON_SHARE = 0.1;
/** More content hits than this share of its documents, and a frame is none. */
const CONTENT_SHARE = 0.1;

/** Slots that are recognised wherever they stand, in the order in which they are tried. */
const RECOGNISED: readonly SlotName[] = ['title', 'date', 'time', 'url', 'email', 'num'];
/** Slots that what varies in the middle of a frame is tried as; free text where none fits all. */
const TYPED: readonly SlotName[] = ['num', 'date', 'time', 'title', 'initials', 'name'];

/** A line with its recognised slots: tokens of the pattern, and what filled the slots. */
interface Masked {
  readonly document: number;
  readonly block: number;
  readonly text: string;
  /** Each a folded literal or `{slot}`. */
  readonly items: readonly string[];
  /** Where each item stands in the text. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly filling: string;
}

interface Frame {
  readonly pattern: string;
  readonly lines: readonly Masked[];
}

/** Proposes patterns for the lines that no fixed text explains. */
export function proposeFrames(site: Survey, categorize: Categorize): Proposal[] {
  const lines = site.documents.flatMap((document, d) => {
    const titles = document.titles.map((title) => tokenize(title).map((token) => token.fold)).filter((title) => title.length > 1);
    return document.blocks.flatMap((block, b) => (isCandidate(site, block, d, b) ? [mask(block.text, d, b, titles)] : []));
  });
  const common = commonWords(site);
  const needed = Math.max(FIXED_DOCUMENTS, Math.ceil(site.documents.length * FIXED_SHARE));
  const isBelieved = (found: readonly Masked[]) =>
    documentsOf(found).size >= needed && new Set(found.map((line) => line.filling)).size >= FILLINGS;
  const whole = group(lines, (line) => (line.items.some(isSlot) && isTelling(line.items, common) ? [line.items.join(' ')] : []))
    .filter(isBelieved)
    .map((found): Frame => ({ pattern: spell(found[0], 0, 0, undefined), lines: found }));
  const explained = new Set(whole.flatMap((frame) => frame.lines));
  const framed = growFrames(
    lines.filter((line) => !explained.has(line)),
    common,
    isBelieved,
  );
  return [...whole, ...framed].flatMap((frame) => toProposal(frame, site, categorize));
}

function isCandidate(site: Survey, block: SeenBlock, d: number, b: number): boolean {
  return (
    block.key !== '' &&
    block.words <= MAX_WORDS &&
    block.text.length < 240 &&
    !site.core[d][b] &&
    !site.isFixed(block.key) &&
    !/[{}]/u.test(block.text)
  );
}

function mask(text: string, document: number, block: number, titles: TokenView['titles']): Masked {
  const tokens = tokenize(text);
  const view: TokenView = { text, tokens, titles };
  const items: string[] = [];
  const ranges: [number, number][] = [];
  const filled: string[] = [];
  for (let i = 0; i < tokens.length; ) {
    let to = i;
    let name = '';
    for (const slot of RECOGNISED) {
      const end = slotEnds(slot, view, i, tokens.length).reduce((a, b) => Math.max(a, b), i);
      if (end > i) {
        to = end;
        name = slot;
        break;
      }
    }
    if (to === i) {
      items.push(tokens[i].fold);
      ranges.push([tokens[i].start, tokens[i].end]);
      i++;
    } else {
      items.push(`{${name}}`);
      ranges.push([tokens[i].start, tokens[to - 1].end]);
      filled.push(text.slice(tokens[i].start, tokens[to - 1].end));
      i = to;
    }
  }
  return { document, block, text, items, ranges, filling: filled.join('\u0001') };
}

const isSlot = (item: string) => item.startsWith('{') && item.length > 2;
const isWord = (item: string) => !isSlot(item) && /[\p{L}]/u.test(item);

/** Whether the literals of a frame tell it from a sentence: two of them, one a word that articles rarely use. */
function isTelling(items: readonly string[], common: ReadonlySet<string>): boolean {
  const literals = items.filter((item) => !isSlot(item));
  const telling = literals.some((item) => isWord(item) && item.length >= 3 && !common.has(item));
  // A line of a date, or of a date and a time, is a stamp, whatever joins them.
  if (items.includes('{date}') && (items.length === 1 || (items.includes('{time}') && items.length <= 6))) return true;
  if (!telling && !items.includes('{title}')) return false;
  // `{num} Kommentare`: nothing but a number fills the slot, so one word is enough.
  return literals.length >= LITERALS || (items.length <= 3 && items.some(isSlot) && !items.includes('{any}'));
}

function documentsOf(lines: readonly Masked[]): Set<number> {
  return new Set(lines.map((line) => line.document));
}

function group(lines: readonly Masked[], keysOf: (line: Masked) => readonly string[]): Masked[][] {
  const groups = new Map<string, Masked[]>();
  for (const line of lines) {
    for (const key of keysOf(line)) {
      const list = groups.get(key);
      if (list === undefined) groups.set(key, [line]);
      else list.push(line);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** Frames of a beginning, a free middle and an end; of those that explain the same lines the one with more literals. */
function growFrames(lines: readonly Masked[], common: ReadonlySet<string>, isBelieved: (lines: readonly Masked[]) => boolean): Frame[] {
  const frames: { frame: Frame; literals: number }[] = [];
  const sides = new Map<string, readonly [number, number]>();
  const groups = group(lines, (line) => {
    const keys: string[] = [];
    for (let before = 0; before <= Math.min(REACH, line.items.length - 1); before++) {
      for (let behind = 0; behind <= Math.min(REACH, line.items.length - 1 - before); behind++) {
        const kept = [...line.items.slice(0, before), ...line.items.slice(line.items.length - behind)];
        if (before + behind < LITERALS || !isTelling([...kept, '{any}'], common)) continue;
        const key = `${before} ${behind} ${kept.join(' ')}`;
        sides.set(key, [before, behind]);
        keys.push(key);
      }
    }
    return keys;
  });
  const keyed = [...sides.keys()].sort();
  groups.forEach((found, i) => {
    const [before, behind] = sides.get(keyed[i]) as readonly [number, number];
    const fillings = found.map((line) => line.text.slice(line.ranges[before][0], line.ranges[line.items.length - 1 - behind][1]));
    const filled = found.map((line, n) => ({ ...line, filling: fillings[n] }));
    // Most groups are too small: their slot need not be named.
    if (!isBelieved(filled)) return;
    const slot = TYPED.find((name) => fillings.every((text) => fills(name, text))) ?? 'any';
    frames.push({ frame: { pattern: spell(found[0], before, behind, slot), lines: filled }, literals: before + behind });
  });
  // The widest first, then the one that says most; each line is explained once.
  frames.sort(
    (a, b) =>
      documentsOf(b.frame.lines).size - documentsOf(a.frame.lines).size ||
      b.literals - a.literals ||
      (a.frame.pattern < b.frame.pattern ? -1 : 1),
  );
  const explained = new Set<string>();
  return frames.flatMap(({ frame }) => {
    const fresh = frame.lines.filter((line) => !explained.has(`${line.document} ${line.text}`));
    if (!isBelieved(fresh)) return [];
    for (const line of fresh) explained.add(`${line.document} ${line.text}`);
    return [frame];
  });
}

function fills(slot: SlotName, text: string): boolean {
  return matchPattern(parsePattern(`{${slot}}`), { text, tokens: tokenize(text), titles: [] }, 'whole') !== undefined;
}

/** The pattern as people write it: the line's own letters, slots in their place. */
function spell(line: Masked, before: number, behind: number, slot: SlotName | undefined): string {
  const { text, items, ranges } = line;
  let spelled = '';
  let at = 0;
  const put = (from: number, to: number, as: string): void => {
    spelled += text.slice(at, from) + as;
    at = to;
  };
  items.forEach((item, i) => {
    const inMiddle = slot !== undefined && i >= before && i < items.length - behind;
    if (inMiddle) {
      if (i === before) put(ranges[i][0], ranges[items.length - 1 - behind][1], `{${slot}}`);
    } else if (isSlot(item)) put(ranges[i][0], ranges[i][1], item);
  });
  return spelled + text.slice(at);
}

/** Words of the articles' own prose that many of the documents use. */
function commonWords(site: Survey): Set<string> {
  const frequency = new Map<string, number>();
  site.documents.forEach((document, d) => {
    const words = new Set(document.blocks.flatMap((block, b) => (site.core[d][b] ? tokenize(block.text).map((token) => token.fold) : [])));
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  });
  const needed = Math.max(2, site.documents.length * COMMON_SHARE);
  return new Set([...frequency].filter(([, count]) => count >= needed).map(([word]) => word));
}

/** A frame that would take a document's own prose is none. */
function toProposal({ pattern, lines }: Frame, site: Survey, categorize: Categorize): Proposal[] {
  const parsed = parsePattern(pattern);
  const hitsCore = site.documents.some((document, d) =>
    document.blocks.some(({ text }, b) => {
      if (!site.core[d][b] || !isInBody(site, { document: d, block: b })) return false;
      const tokens = tokenize(text);
      return tokens.length <= parsed.maxTokens && matchPattern(parsed, { text, tokens, titles: [] }, 'whole') !== undefined;
    }),
  );
  const contentHits = new Set(lines.filter((line) => looksLikeSubheading(site, line)).map((line) => line.document)).size;
  if (hitsCore || contentHits > documentsOf(lines).size * CONTENT_SHARE) return [];
  const examples = lines.map((line) => line.text);
  return [
    {
      category: examples.map(categorize).find((category) => category !== undefined) ?? categoryByShape(pattern),
      scope: 'block',
      match: { pattern: [pattern] },
      documents: documentsOf(lines),
      contentHits,
      examples,
    },
  ];
}

/** The category that a pattern's slots and marks tell, where no pack knows its lines. */
function categoryByShape(pattern: string): Category {
  if (pattern === '{title}') return 'title';
  if (pattern.includes('{title}')) return /©|\s\/\s|\(/u.test(pattern) ? 'caption' : 'masthead';
  if (/^\(.*\{(?:name|initials)\}.*\)$/u.test(pattern)) return 'byline';
  return pattern.includes('{date}') ? 'dateline' : 'other';
}
