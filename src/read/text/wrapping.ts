/** Hard-wrapped text: finds the width at which it was wrapped, and the lines of each paragraph. */
import { beginsLower, hasMark, hasUnsureMark, isCased, type TextLine } from './textLine.js';

/** Limits of the width: the columns of a newspaper are no narrower, lines of printers no wider. */
const LEAST_WIDTH = 32;
const MOST_WIDTH = 200;
/** Lines of a wrapped paragraph usually fill at least this share of the width, since words are short. */
const LONG = 0.6;

/** The evidence for and against a width. */
export interface Width {
  readonly width: number;
  /** Line ends at which the next word would not have fitted. */
  readonly full: number;
  /** Long lines with room for the next word, short lines that nevertheless continue, and lines wider than the width. */
  readonly against: number;
}

/**
 * The width that explains most line ends; undefined if none explains any.
 * @param least the smallest width considered
 */
export function bestWidth(lines: readonly TextLine[], least: number): Width | undefined {
  // Histograms by width: changes in the number of full line ends; lines that may continue; those among them that
  // certainly continue; lines that could have been wrapped.
  const change = new Int32Array(MOST_WIDTH + 2);
  const broken = new Int32Array(MOST_WIDTH + 2);
  const early = new Int32Array(MOST_WIDTH + 2);
  const wide = new Int32Array(MOST_WIDTH + 2);
  const up = (width: number) => Math.min(width, MOST_WIDTH + 1);
  for (let i = 0; i < lines.length; i++) {
    const above = lines[i];
    if (above.width >= least && canWrap(above)) wide[up(above.width)]++;
    if (!mayWrap(lines, i)) continue;
    change[up(above.width)]++;
    change[up(above.width + lines[i + 1].firstWord + 1)]--;
    broken[up(above.width)]++;
    if (goesOn(above, lines[i + 1])) early[up(above.width)]++;
  }
  const brokenFrom = sumsFromAbove(broken);
  const earlyFrom = sumsFromAbove(early);
  const wideFrom = sumsFromAbove(wide);
  let full = 0;
  let best: Width | undefined;
  for (let width = 0; width <= MOST_WIDTH; width++) {
    full += change[width];
    if (width < least || full === 0) continue;
    const beyond = wideFrom[width + 1];
    const long = Math.ceil(width * LONG);
    const roomy = Math.max(0, brokenFrom[long] - brokenFrom[width + 1] - full);
    const short = earlyFrom[0] - earlyFrom[long];
    const against = beyond + roomy + short;
    if (best === undefined || full - against > best.full - best.against) best = { width, full, against };
  }
  return best;
}

/** Whether a line continues in the next one at any width: it is unfinished, and the next line does not begin a sentence. */
function goesOn(above: TextLine, below: TextLine): boolean {
  return above.isUnfinished && (beginsLower(below) || /^[,.;)](?!\.)/u.test(below.body));
}

/** Suffix sums. */
function sumsFromAbove(counts: Int32Array): Int32Array {
  const sums = new Int32Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) sums[i] = sums[i + 1] + counts[i];
  return sums;
}

/** Whether a line may have been wrapped at its end. */
function mayWrap(lines: readonly TextLine[], i: number): boolean {
  return i + 1 < lines.length && mayContinue(lines[i], lines[i + 1]);
}

/** Whether wrapping applies to a line: it contains a space, and is neither a list item nor a table row. */
function canWrap(line: TextLine): boolean {
  return line.body.includes(' ') && !hasMark(line) && !hasUnsureMark(line) && !line.body.includes('|');
}

/** Whether a line may continue in the next one, judging by their marks. */
function mayContinue(above: TextLine, below: TextLine): boolean {
  if (above.text === '' || below.text === '') return false;
  if (hasMark(below) || above.isBroken || (hasUnsureMark(below) && !mayHoldMark(above))) return false;
  // In Markdown only the first line of a quote must be marked.
  return above.quotes === below.quotes || (below.quotes === 0 && above.isUnfinished);
}

/** Whether a dash or a number below a line may be part of its sentence. */
function mayHoldMark(above: TextLine): boolean {
  return above.isUnfinished && !hasUnsureMark(above) && !hasMark(above);
}

/** A text is wrapped if it has at least this many full line ends. Scripts without case need more, since no lower case confirms them. */
const LEAST_FULL = 3;
const LEAST_FULL_CASELESS = 6;
/** At least this share of the line ends must agree with the width; more where the script has no case. */
const SHARE = 0.7;
const SHARE_CASELESS = 0.85;
/** At least this share of the full lines must be unfinished: lines of a list often end a sentence. */
const UNFINISHED = 0.75;
/** At least this share of the lines below must begin in lower case: entries of a list begin with a capital. */
const LOWER = 0.25;
/** With many full line ends, fewer lines need to begin in lower case: long lists of names are wrapped, too. */
const MANY = { full: 12, share: 0.9, lower: 0.1 };

/** The width at which a text was wrapped; undefined if it was not. */
export function wrapWidth(lines: readonly TextLine[]): number | undefined {
  const best = bestWidth(lines, LEAST_WIDTH);
  if (best === undefined) return undefined;
  const seen = fullLines(lines, best.width);
  const share = seen.full / (seen.full + best.against);
  if (share < SHARE || seen.unfinished < seen.full * UNFINISHED) return undefined;
  if (seen.cased * 2 < seen.full) return seen.full >= LEAST_FULL_CASELESS && share >= SHARE_CASELESS ? best.width : undefined;
  const lower = seen.full >= MANY.full && share >= MANY.share ? MANY.lower : LOWER;
  return seen.full >= LEAST_FULL && seen.lower >= seen.cased * lower ? best.width : undefined;
}

/** Counts the lines that are full at a width, and those of them that look wrapped. */
function fullLines(lines: readonly TextLine[], width: number): { full: number; unfinished: number; cased: number; lower: number } {
  const seen = { full: 0, unfinished: 0, cased: 0, lower: 0 };
  // Repeated lines count only once: a label below truncated teasers, a caption below each picture.
  const known = new Set<string>();
  for (let i = 0; i < lines.length; i++) {
    if (!mayWrap(lines, i) || !isFull(lines[i], lines[i + 1], width) || known.has(lines[i + 1].text)) continue;
    known.add(lines[i + 1].text);
    seen.full++;
    seen.unfinished += Number(lines[i].isUnfinished);
    seen.cased += Number(isCased(lines[i + 1]));
    seen.lower += Number(beginsLower(lines[i + 1]));
  }
  return seen;
}

/** Whether the next line's first word would not have fitted. */
function isFull(above: TextLine, below: TextLine, width: number): boolean {
  const isWide = above.width > width;
  return isWide ? !above.body.includes(' ') : above.width + 1 + below.firstWord > width;
}

/** Whether a line continues in the next one, in a text wrapped at a width. */
export function isWrapped(above: TextLine, below: TextLine, width: number): boolean {
  if (!mayContinue(above, below)) return false;
  const isItem = hasMark(above) || hasUnsureMark(above);
  // Books indent new paragraphs instead of leaving a blank line.
  if (below.indent > above.indent + 1 && !isItem && !beginsLower(below)) return false;
  if (isFull(above, below, width)) return true;
  return above.width * 2 >= width && above.isUnfinished && beginsLower(below);
}
