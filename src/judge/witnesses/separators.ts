/**
 * Separators: lines that come again with every comment, such as `Reply` or `Ann Moser says:`. Texts have no elements, so
 * that these lines alone tell where users talk.
 */
import type { Document } from '../../model/document.js';
import type { Hit } from '../../rules/match/findHits.js';
import { SEPARATED, THREAD } from './observations.js';
import type { ParagraphSums } from './paragraphSums.js';
import { HITS, isOfComments, type Statements } from './statements.js';

/** So many lines separate comments, if there is something to read between at least two pairs of them. */
const LEAST_LINES = 3;
const LEAST_GAPS = 2;
/** What is above them is an article if so many of its words are likely to be … */
const ARTICLE_WORDS = 100;
/** … and if it surely reads like one, or much more so than what is among them: on forums, both read alike. */
const SURELY_ARTICLE = 0.9;
const FALL = 0.5;
/** A comment may be so much longer than the longest between two separators. */
const LONGER = 2;

const NUMBERS = /\p{N}+/gu;

/** The blocks of a line that recurs, and the words of the paragraphs between one and the next, where there are most. */
interface Recurring {
  readonly lines: readonly number[];
  readonly longest: number;
}

/** The lines from the first comment to the last in one text. */
export class Separators {
  private readonly from: number = 0;
  private readonly to: number = 0;

  constructor(
    document: Document,
    private readonly statements: Statements,
    private readonly sums: ParagraphSums,
  ) {
    if (document.format !== 'text' || statements.model === undefined) return;
    const known = statements.hits.filter((hit, at) => isOfComments(hit, statements.roles[at]));
    if (known.length < LEAST_LINES) return;
    const recurring = this.recurring(document, known);
    if (recurring === undefined) return;
    const { lines, longest } = recurring;
    const from = this.firstOf(lines[0], known, longest);
    const to = this.endOf(lines[lines.length - 1], longest);
    if (!this.isBelowArticle(from, to)) return;
    this.from = from;
    this.to = to;
  }

  /** What is said against a block among comments. */
  against(block: number): number {
    return block >= this.from && block < this.to ? THREAD | SEPARATED : 0;
  }

  /** The line that comes most often with something to read in between. */
  private recurring({ blocks }: Document, known: readonly Hit[]): Recurring | undefined {
    const byLine = new Map<string, number[]>();
    for (const { rule, matched, block } of known) {
      const key = `${rule.id} ${matched ?? blocks[block].text.toLowerCase().replace(NUMBERS, '')}`;
      const lines = byLine.get(key);
      if (lines === undefined) byLine.set(key, [block]);
      else if (lines[lines.length - 1] !== block) lines.push(block);
    }
    let most: Recurring | undefined;
    for (const lines of byLine.values()) {
      if (lines.length < Math.max(LEAST_LINES, (most?.lines.length ?? 0) + 1)) continue;
      const longest = this.longestGap(lines);
      if (longest > 0) most = { lines, longest };
    }
    return most;
  }

  /** The most words of paragraphs between one line and the next; 0 if there are too few such gaps. */
  private longestGap(lines: readonly number[]): number {
    let gaps = 0;
    let longest = 0;
    for (let i = 1; i < lines.length; i++) {
      const words = this.sums.words(lines[i - 1] + 1, lines[i]);
      if (words > 0) gaps++;
      longest = Math.max(longest, words);
    }
    return gaps < LEAST_GAPS ? 0 : longest;
  }

  /** A comment may stand above its separator: then what labels the comments is above both. */
  private firstOf(line: number, known: readonly Hit[], longest: number): number {
    const label = known.findLast(({ block }) => block < line)?.block;
    return label !== undefined && this.sums.words(label + 1, line) <= longest * LONGER ? label : line;
  }

  /** The last comment may stand below its separator: it ends where a rule knows something else. */
  private endOf(line: number, longest: number): number {
    const most = this.sums.reach(line + 1, longest);
    let end = line + 1;
    while (end < most && !this.statements.hasHit(end, (_, role) => role === HITS)) end++;
    return end;
  }

  private isBelowArticle(from: number, to: number): boolean {
    if (this.sums.likely(0, from) < ARTICLE_WORDS) return false;
    const mean = this.sums.mean(0, from);
    return mean >= SURELY_ARTICLE || this.sums.mean(from, to) <= mean * FALL;
  }
}
