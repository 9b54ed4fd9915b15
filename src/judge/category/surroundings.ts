/**
 * What the surroundings of a removed block say of it: the label above it, known lines beside it, its position relative
 * to the article.
 */
import type { Category } from '../../model/category.js';
import type { Block, Document } from '../../model/document.js';
import { commonElement, isWithin } from '../../model/elementPath.js';
import { HEADLINE } from '../../read/table/shapes.js';
import type { Hit } from '../../rules/match/findHits.js';
import { hasBullet, withoutBullet } from '../../text/bullet.js';
import { maxSumRun } from '../../text/maxSumRun.js';
import { isHeadline } from '../../text/shape.js';
import { type BlockColumns, LAYOUT } from '../blockColumns.js';
import { neighbour } from '../neighbour.js';
import type { Sign } from './lineLook.js';

/** What rules say of a block. */
export interface RuleCategory {
  readonly category: Category;
  readonly confidence: number;
  /** Whether the rule knows the block's own words, not only its element or its section. */
  readonly byWords: boolean;
}

/** For each block, what the most confident removal rule that hits all of it says. */
export function ruleCategories({ blocks }: Document, hits: readonly Hit[]): (RuleCategory | undefined)[] {
  const known: (RuleCategory | undefined)[] = new Array(blocks.length).fill(undefined);
  for (const { rule, block, span, marker } of hits) {
    const { category, confidence, match } = rule;
    if (rule.effect === 'keep' || rule.where === 'top' || span !== undefined || confidence <= (known[block]?.confidence ?? 0)) continue;
    known[block] = { category, confidence, byWords: marker === undefined && (match.selector ?? match.outside) === undefined };
  }
  return known;
}

/** Categories that come as lists below a label; short lines in such a list belong to it. */
const LISTS: ReadonlySet<Category> = new Set(['teaser', 'comments', 'gallery']);
/** Categories that come as one or two paragraphs below a label. */
const BOXES: ReadonlySet<Category> = new Set(['newsletter', 'paywall', 'cookie', 'author-bio']);
/** Categories that come as rows of short lines. */
const ROWS: ReadonlySet<Category> = new Set(['navigation', 'share', 'font-size', 'legal', 'comments']);

const LIST_BLOCKS = 24;
const BOX_BLOCKS = 3;
/** A label has at most this many words. */
const LABEL_WORDS = 6;
/** A known line is taken for one of the same row up to this many lines away. */
const ROW_LINES = 3;
/** The title of another story has at least this many words; shorter lines are menu entries. */
const OTHER_TITLE_WORDS = 5;

/** Whether a text of so many words is so short that it is a menu entry, a button or a label. */
export function isShort(words: number): boolean {
  return words < OTHER_TITLE_WORDS;
}

/** Derives the categories of removed blocks from what surrounds them. Built in one pass over the document's blocks. */
export class Surroundings {
  /** For each block the label that heads it; -1 where none does. */
  private readonly labels: Int32Array;
  private readonly article: readonly [number, number];

  /**
   * @param isKept for each block, whether neither a rule nor the model speaks against it: 1 or 0
   * @param known what rules say of each block (`ruleCategories`)
   */
  constructor(
    private readonly blocks: readonly Block[],
    private readonly columns: BlockColumns,
    private readonly isKept: Uint8Array,
    private readonly known: readonly (RuleCategory | undefined)[],
  ) {
    this.labels = labelsAbove(blocks, columns, isKept, known);
    const gains = new Float64Array(blocks.length);
    for (let i = 0; i < gains.length; i++) gains[i] = isKept[i] === 1 ? blocks[i].text.length : -blocks[i].text.length;
    this.article = maxSumRun(gains);
  }

  /** The category of the label that heads the block. */
  byLabel(block: number): Sign | undefined {
    const label = this.labels[block];
    if (label < 0) return undefined;
    const { category } = this.known[label] as RuleCategory;
    if (BOXES.has(category) && isShort(this.columns.words[block])) return undefined;
    return { category, because: `below “${this.blocks[label].text}”` };
  }

  /** The category of the nearest lines that rules know, if the block is in a row with them. */
  byRow(block: number): Sign | undefined {
    if (!isShort(this.columns.words[block])) return undefined;
    const above = this.nearestKnown(block, -1);
    const below = this.nearestKnown(block, 1);
    const beside = above ?? below;
    if (beside === undefined) return undefined;
    const { category } = this.known[beside] as RuleCategory;
    const agrees = above === undefined || below === undefined ? ROWS.has(category) : category === this.known[below]?.category;
    return agrees ? { category, because: `beside “${this.blocks[beside].text}”` } : undefined;
  }

  /** What a removed block at this position relative to the article usually is. */
  byPlace(block: number): Sign | undefined {
    const [first, end] = this.article;
    if (block >= first && block < end) return undefined;
    const place = block < first ? 'above the article' : 'below the article';
    if (isShort(this.columns.words[block])) return { category: 'navigation', because: `a short line ${place}` };
    if (this.isTitle(block)) return { category: 'teaser', because: `a headline ${place}` };
    const above = neighbour(this.columns.shapes, block, -1);
    return above !== undefined && this.isKept[above] === 0 && this.isTitle(above)
      ? { category: 'teaser', because: `a lead ${place}` }
      : undefined;
  }

  /** The nearest block in one direction whose words a rule knows, within the same run of removed blocks. */
  private nearestKnown(block: number, step: 1 | -1): number | undefined {
    let at = neighbour(this.columns.shapes, block, step);
    for (let seen = 0; seen < ROW_LINES && at !== undefined && this.isKept[at] === 0; seen++) {
      if (this.known[at]?.byWords) return at;
      at = neighbour(this.columns.shapes, at, step);
    }
    return undefined;
  }

  /** Whether a line could be another story's title, ignoring a bullet in front of it. */
  private isTitle(block: number): boolean {
    if (isShort(this.columns.words[block])) return false;
    const { text } = this.blocks[block];
    return hasBullet(text) ? isHeadline(withoutBullet(text)) : (this.columns.shapes[block] & HEADLINE) !== 0;
  }
}

/**
 * For each removed block the label that heads it: the nearest one above, in the same run of removed blocks and the same
 * element.
 */
function labelsAbove(
  blocks: readonly Block[],
  { words, shapes }: BlockColumns,
  isKept: Uint8Array,
  known: readonly (RuleCategory | undefined)[],
): Int32Array {
  const labels = new Int32Array(blocks.length).fill(-1);
  let label = -1;
  let left = 0;
  let element: string | undefined;
  for (let i = 0; i < blocks.length; i++) {
    if ((shapes[i] & LAYOUT) !== 0) continue;
    if (isKept[i] === 1) {
      label = -1;
      continue;
    }
    if (label >= 0) {
      const { path = '' } = blocks[i];
      element ??= commonElement(blocks[label].path ?? '', path);
      if (left-- === 0 || !isWithin(path, element)) label = -1;
    }
    labels[i] = label;
    const reach = reachOf(words[i], known[i]);
    if (reach > 0) {
      label = i;
      left = reach;
      element = undefined;
    }
  }
  return labels;
}

/** How many blocks a block of so many words heads as their label; 0 if it is no label. */
function reachOf(words: number, known: RuleCategory | undefined): number {
  if (!known?.byWords || words > LABEL_WORDS) return 0;
  if (LISTS.has(known.category)) return LIST_BLOCKS;
  return BOXES.has(known.category) ? BOX_BLOCKS : 0;
}
