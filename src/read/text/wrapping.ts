/** Hard-wrapped text: the width at which its lines were broken, and which lines one paragraph was broken into. */
import { beginsLower, firstWord, hasMark, hasUnsureMark, isCased, isUnfinished, type TextLine } from './textLine.js';

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
  /** Long lines with room for the next word, and lines beyond the width. */
  readonly against: number;
}

/** A line end inside a run of lines that may be a wrap. */
interface Break {
  readonly above: TextLine;
  readonly below: TextLine;
}

/** The width that explains most line ends of a text; undefined where it explains none. */
export function bestWidth(lines: readonly TextLine[]): Width | undefined {
  const breaks = breaksOf(lines);
  // By width: how many breaks it makes full, how many lines that are broken, and how many whole lines, are so wide.
  const change = new Int32Array(MOST_WIDTH + 2);
  const broken = new Int32Array(MOST_WIDTH + 2);
  const wide = new Int32Array(MOST_WIDTH + 2);
  const up = (width: number) => Math.min(width, MOST_WIDTH + 1);
  for (const { above, below } of breaks) {
    change[up(above.width)]++;
    change[up(above.width + firstWord(below) + 1)]--;
    broken[up(above.width)]++;
  }
  for (const line of lines) if (canWrap(line)) wide[up(line.width)]++;
  const brokenFrom = sumsFromAbove(broken);
  const wideFrom = sumsFromAbove(wide);
  let full = 0;
  let best: Width | undefined;
  for (let width = 0; width <= MOST_WIDTH; width++) {
    full += change[width];
    if (width < LEAST_WIDTH || full === 0) continue;
    const beyond = wideFrom[width + 1];
    const roomy = Math.max(0, brokenFrom[Math.ceil(width * LONG)] - brokenFrom[width + 1] - full);
    const against = beyond + roomy;
    if (best === undefined || full - against > best.full - best.against) best = { width, full, against };
  }
  return best;
}

/** For each place the sum of the counts from it to the end. */
function sumsFromAbove(counts: Int32Array): Int32Array {
  const sums = new Int32Array(counts.length + 1);
  for (let i = counts.length - 1; i >= 0; i--) sums[i] = sums[i + 1] + counts[i];
  return sums;
}

function breaksOf(lines: readonly TextLine[]): Break[] {
  return lines.flatMap((above, i) => {
    const below = lines[i + 1];
    return below !== undefined && above.text !== '' && below.text !== '' && mayContinue(above, below) ? [{ above, below }] : [];
  });
}

/** Whether a line is text that whoever wraps would have wrapped: no item, no row of a table, and it has a space. */
function canWrap(line: TextLine): boolean {
  return line.body.includes(' ') && !hasMark(line) && !hasUnsureMark(line) && !line.body.includes('|');
}

/** Whether the one line may go on in the next, as far as their marks tell. */
function mayContinue(above: TextLine, below: TextLine): boolean {
  return !hasMark(below) && !above.isBroken && above.quotes === below.quotes && !(hasUnsureMark(below) && !mayHoldMark(above));
}

/** Whether a dash or a number below a line may be a piece of its sentence. */
function mayHoldMark(above: TextLine): boolean {
  return isUnfinished(above) && !hasUnsureMark(above) && !hasMark(above);
}

/** So many line ends at least tell that a text is wrapped; more where the script has no case. */
const LEAST_FULL = 3;
const LEAST_FULL_CASELESS = 6;
const SHARE = 0.7;
const SHARE_CASELESS = 0.85;
const UNFINISHED = 0.75;
const LOWER = 0.25;

/** The width at which a text was wrapped; undefined where it was not. */
export function wrapWidth(lines: readonly TextLine[]): number | undefined {
  const best = bestWidth(lines);
  if (best === undefined) return undefined;
  const full = breaksOf(lines).filter(({ above, below }) => isFull(above, below, best.width));
  const cased = full.filter(({ below }) => isCased(below));
  const isCaseless = cased.length * 2 < full.length;
  const share = best.full / (best.full + best.against);
  if (full.length < (isCaseless ? LEAST_FULL_CASELESS : LEAST_FULL) || share < (isCaseless ? SHARE_CASELESS : SHARE)) return undefined;
  if (full.filter(({ above }) => isUnfinished(above)).length < full.length * UNFINISHED) return undefined;
  if (!isCaseless && cased.filter(({ below }) => beginsLower(below)).length < cased.length * LOWER) return undefined;
  return best.width;
}

/** Whether the next line's first word would not have fitted. */
function isFull(above: TextLine, below: TextLine, width: number): boolean {
  const isWide = above.width > width;
  return isWide ? !above.body.includes(' ') : above.width + 1 + firstWord(below) > width;
}

/** Whether a line goes on in the next one, in a text wrapped at a width. */
export function isWrapped(above: TextLine, below: TextLine, width: number): boolean {
  if (!mayContinue(above, below)) return false;
  const isItem = hasMark(above) || hasUnsureMark(above);
  // Books begin paragraphs with an indent instead of a blank line.
  if (below.indent > above.indent + 1 && !isItem && !beginsLower(below)) return false;
  if (isFull(above, below, width)) return true;
  return above.width * 2 >= width && isUnfinished(above) && beginsLower(below);
}
