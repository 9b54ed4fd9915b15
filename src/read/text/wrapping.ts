/** Hard-wrapped text: the width at which its lines were broken, and which lines one paragraph was broken into. */
import { beginsLower, hasMark, hasUnsureMark, isCased, type TextLine } from './textLine.js';

/** Nobody wraps text narrower than a column of a newspaper, or wider than a printer's line. */
const LEAST_WIDTH = 32;
const MOST_WIDTH = 200;
/** A paragraph's line is mostly so much of the width at least: words are short. */
const LONG = 0.6;

/** What speaks for a width: how many line ends it explains, and how those lines look. */
export interface Width {
  readonly width: number;
  /** Line ends at which the next word would not have fitted. */
  readonly full: number;
  /** Long lines with room for the next word, short ones that go on below all the same, and lines beyond the width. */
  readonly against: number;
}

/**
 * The width that explains most line ends of a text; undefined where it explains none.
 * @param least narrower ones are not asked
 */
export function bestWidth(lines: readonly TextLine[], least: number): Width | undefined {
  // By width: how many breaks it makes full; of how many lines that may go on, that do and had room, and that could
  // have been broken it is the width.
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

/** Whether a line goes on in the next one, whatever the width: it is unfinished, and no sentence begins below. */
function goesOn(above: TextLine, below: TextLine): boolean {
  return above.isUnfinished && (beginsLower(below) || /^[,.;)](?!\.)/u.test(below.body));
}

/** For each place the sum of the counts from it to the end. */
function sumsFromAbove(counts: Int32Array): Int32Array {
  const sums = new Int32Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) sums[i] = sums[i + 1] + counts[i];
  return sums;
}

/** Whether the line end behind a line may be a wrap. */
function mayWrap(lines: readonly TextLine[], i: number): boolean {
  return i + 1 < lines.length && mayContinue(lines[i], lines[i + 1]);
}

/** Whether a line is text that whoever wraps would have wrapped: no item, no row of a table, and it has a space. */
function canWrap(line: TextLine): boolean {
  return line.body.includes(' ') && !hasMark(line) && !hasUnsureMark(line) && !line.body.includes('|');
}

/** Whether the one line may go on in the next, as far as their marks tell. */
function mayContinue(above: TextLine, below: TextLine): boolean {
  if (above.text === '' || below.text === '') return false;
  if (hasMark(below) || above.isBroken || (hasUnsureMark(below) && !mayHoldMark(above))) return false;
  // Markdown marks a quote's first line, and need not mark the others.
  return above.quotes === below.quotes || (below.quotes === 0 && above.isUnfinished);
}

/** Whether a dash or a number below a line may be a piece of its sentence. */
function mayHoldMark(above: TextLine): boolean {
  return above.isUnfinished && !hasUnsureMark(above) && !hasMark(above);
}

/** So many line ends at least tell that a text is wrapped; more where the script has no case. */
const LEAST_FULL = 3;
const LEAST_FULL_CASELESS = 6;
const SHARE = 0.7;
const SHARE_CASELESS = 0.85;
const UNFINISHED = 0.75;
const LOWER = 0.25;
/** Many line ends that agree on a width need less beside them: long lists of names are wrapped, too. */
const MANY = { full: 12, share: 0.9, lower: 0.1 };

/** The width at which a text was wrapped; undefined where it was not. */
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

/** How many lines are full at a width, and of those how many look as wrapped ones do. */
function fullLines(lines: readonly TextLine[], width: number): { full: number; unfinished: number; cased: number; lower: number } {
  const seen = { full: 0, unfinished: 0, cased: 0, lower: 0 };
  // A label below teasers that were cut short, a caption below each picture: what recurs tells no more than once.
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

/** Whether a line goes on in the next one, in a text wrapped at a width. */
export function isWrapped(above: TextLine, below: TextLine, width: number): boolean {
  if (!mayContinue(above, below)) return false;
  const isItem = hasMark(above) || hasUnsureMark(above);
  // Books begin paragraphs with an indent instead of a blank line.
  if (below.indent > above.indent + 1 && !isItem && !beginsLower(below)) return false;
  if (isFull(above, below, width)) return true;
  return above.width * 2 >= width && above.isUnfinished && beginsLower(below);
}
