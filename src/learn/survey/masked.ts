/** Lines with their slots masked: what stays the same if their date or title is another one. */
import { type SlotName, slotEnds } from '../../rules/pattern/slots.js';
import { type Title, type TokenizedText, tokenizeText } from '../../rules/pattern/tokenizedBlock.js';
import { NUMBER } from '../../text/scan/tokenColumns.js';

/** Slots that are recognised anywhere, in the order in which they are tried. */
const RECOGNISED: readonly SlotName[] = ['title', 'date', 'time', 'url', 'email', 'num'];

/** A line with its recognised slots: the tokens of its pattern, and the text that filled the slots. */
export interface MaskedLine {
  readonly document: number;
  readonly block: number;
  readonly text: string;
  /** Each is a folded literal or `{slot}`. */
  readonly items: readonly string[];
  /** The range of each item in the text. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly filling: string;
}

/**
 * Masks the slots that a line contains.
 * @param titles the document's titles
 */
export function mask(text: string, document: number, block: number, titles: readonly Title[]): MaskedLine {
  const view = tokenizeText(text, titles);
  const items: string[] = [];
  const ranges: [number, number][] = [];
  const filled: string[] = [];
  const slots = possibleSlots(view);
  for (let i = 0; i < view.count; ) {
    let to = i;
    let name = '';
    for (const slot of slots) {
      const end = slotEnds(slot, view, i, view.count).reduce((a, b) => Math.max(a, b), i);
      if (end > i) {
        to = end;
        name = slot;
        break;
      }
    }
    if (to === i) {
      items.push(view.fold(i));
      ranges.push([view.start(i), view.end(i)]);
      i++;
    } else {
      items.push(`{${name}}`);
      ranges.push([view.start(i), view.end(to - 1)]);
      filled.push(view.slice(i, to));
      i = to;
    }
  }
  return { document, block, text, items, ranges, filling: filled.join('\u0001') };
}

/** The slots that may occur in a line, judging by what every value of theirs contains. */
function possibleSlots(line: TokenizedText): readonly SlotName[] {
  const { text, titles } = line;
  let hasNumber = false;
  for (let i = 0; i < line.count && !hasNumber; i++) hasNumber = line.kind(i) === NUMBER;
  return RECOGNISED.filter((slot) => {
    if (slot === 'title') return titles.length > 0;
    if (slot === 'url') return /[./]/u.test(text);
    return slot === 'email' ? text.includes('@') : hasNumber;
  });
}

export const isSlot = (item: string) => item.startsWith('{') && item.length > 2;

/**
 * The pattern as people write it: the line's own letters, with slots in their places.
 * @param before the number of items to keep at the beginning
 * @param after the number of items to keep at the end
 * @param slot replaces the items between, as `any:12` with its limit; undefined to keep all
 */
export function spellPattern(line: MaskedLine, before: number, after: number, slot: string | undefined): string {
  const { text, items, ranges } = line;
  let spelled = '';
  let at = 0;
  const put = (from: number, to: number, as: string): void => {
    spelled += text.slice(at, from) + as;
    at = to;
  };
  items.forEach((item, i) => {
    const inMiddle = slot !== undefined && i >= before && i < items.length - after;
    if (inMiddle) {
      if (i === before) put(ranges[i][0], ranges[items.length - 1 - after][1], `{${slot}}`);
    } else if (isSlot(item)) put(ranges[i][0], ranges[i][1], item);
  });
  return spelled + text.slice(at);
}
