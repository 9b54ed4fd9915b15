/**
 * Walls: lines below which the site's users comment (`learn/propose/walls.ts`). Comments read like an article, one by one;
 * but taken together, what is below a wall reads much less like one than what is above it.
 */
import { isLearned, type Rule } from '../../model/rule.js';
import { PARAGRAPH } from '../blockColumns.js';
import { CLAIMS, type Statements } from './statements.js';

/** The paragraphs below a wall have at most this share of the probability of those above it. */
const FALL = 0.5;

/** The walls of one document. Each is judged once. */
export class Walls {
  private readonly known = new Map<number, boolean>();
  /** For each block, the words of the paragraphs above it, and the same times their probability. */
  private sums: { readonly words: Float64Array; readonly likely: Float64Array } | undefined;

  constructor(private readonly statements: Statements) {}

  /** Whether a block is beyond a wall. */
  isBeyond(block: number): boolean {
    const { hits, roles, firstHit } = this.statements;
    for (let at = firstHit[block]; at < firstHit[block + 1]; at++) {
      const { rule, marker } = hits[at];
      if (roles[at] === CLAIMS && isWall(rule) && this.stands(marker as number)) return true;
    }
    return false;
  }

  /** Whether the article is above a marker and comments below it. Without a model, most prose has to be above. */
  stands(marker: number): boolean {
    let stands = this.known.get(marker);
    if (stands === undefined) {
      stands = this.judge(marker);
      this.known.set(marker, stands);
    }
    return stands;
  }

  private judge(marker: number): boolean {
    this.sums ??= this.makeSums();
    const { words, likely } = this.sums;
    const end = words.length - 1;
    const below = words[end] - words[marker + 1];
    if (words[marker] === 0) return false;
    if (this.statements.model === undefined) return words[marker] > below;
    return below === 0 || (likely[end] - likely[marker + 1]) / below <= (FALL * likely[marker]) / words[marker];
  }

  private makeSums(): { words: Float64Array; likely: Float64Array } {
    const { columns, model } = this.statements;
    const { shapes, words: counts } = columns;
    const words = new Float64Array(shapes.length + 1);
    const likely = new Float64Array(shapes.length + 1);
    for (let i = 0; i < shapes.length; i++) {
      const count = (shapes[i] & PARAGRAPH) === 0 ? 0 : counts[i];
      words[i + 1] = words[i] + count;
      likely[i + 1] = likely[i] + count * (model?.scoreOf(i) ?? 1);
    }
    return { words, likely };
  }
}

/** Whether a rule was learned as a wall. A person's section takes what it says. */
export function isWall(rule: Rule): boolean {
  return rule.category === 'comments' && rule.scope === 'section' && rule.extent === 'end' && isLearned(rule);
}
