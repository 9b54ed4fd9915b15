/** Groups of lines that may have one frame: lines of the same items, or with the same beginning and end. */
import { isSlot, type MaskedLine } from '../survey/masked.js';

/** A frame needs at least this many literal tokens, or one beside a slot that no sentence fills. */
const LITERALS = 2;
/** The most tokens of a frame on either side of its slot. */
const SIDE_TOKENS = 4;

/** Lines with the same items at the beginning and at the end. */
export interface FrameGroup {
  /** The number of equal items at the beginning and at the end. */
  readonly before: number;
  readonly after: number;
  readonly lines: MaskedLine[];
}

const isWord = (item: string) => !isSlot(item) && /[\p{L}]/u.test(item);

/** Whether the literals of a frame tell it from a sentence: there are two, at least one a word that articles rarely use. */
export function isTelling(items: readonly string[], common: ReadonlySet<string>): boolean {
  const literals = items.filter((item) => !isSlot(item));
  const telling = literals.some((item) => isWord(item) && item.length >= 3 && !common.has(item));
  // A line with a date, or a date and a time, is a timestamp, whatever joins them.
  if (items.includes('{date}') && (items.length === 1 || (items.includes('{time}') && items.length <= 6))) return true;
  if (!telling && !items.includes('{title}')) return false;
  // `{num} Kommentare`: only a number can fill the slot, so one literal is enough.
  return literals.length >= LITERALS || (items.length <= 3 && items.some(isSlot) && !items.includes('{any}'));
}

/** Groups of lines with equal items, ordered by these. */
export function groupAlike(lines: readonly MaskedLine[]): MaskedLine[][] {
  const groups = new Map<string, MaskedLine[]>();
  for (const line of lines) {
    const key = line.items.join(' ');
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [line]);
    else list.push(line);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, found]) => found);
}

/** Groups lines by each beginning and end that enough documents share and that tell a frame from a sentence. */
export function groupFramed(lines: readonly MaskedLine[], common: ReadonlySet<string>, needed: number): FrameGroup[] {
  const beginnings = sharedRuns(lines, needed, ({ items }, length) => items.slice(0, length));
  const ends = sharedRuns(lines, needed, ({ items }, length) => items.slice(items.length - length));
  // A frame that says too little gets no group.
  const groups = new Map<string, FrameGroup | undefined>();
  const add = (line: MaskedLine, before: number, after: number, key: string): void => {
    if (!groups.has(key)) {
      const kept = [...line.items.slice(0, before), ...line.items.slice(line.items.length - after), '{any}'];
      groups.set(key, isTelling(kept, common) ? { before, after, lines: [] } : undefined);
    }
    groups.get(key)?.lines.push(line);
  };
  lines.forEach((line, i) => {
    beginnings[i].forEach((beginning, before) => {
      ends[i].forEach((end, after) => {
        if (before + after < LITERALS || before + after >= line.items.length) return;
        add(line, before, after, `${before} ${after} ${beginning}${before > 0 && after > 0 ? ' ' : ''}${end}`);
      });
    });
  });
  const telling = [...groups].flatMap(([key, framed]) => (framed === undefined || framed.lines.length < needed ? [] : [{ key, framed }]));
  return telling.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ framed }) => framed);
}

/** For each line, its runs of items that enough documents share, by length from 0 up; a run is never the whole line. */
function sharedRuns(
  lines: readonly MaskedLine[],
  needed: number,
  run: (line: MaskedLine, length: number) => readonly string[],
): string[][] {
  const shared = lines.map(() => ['']);
  for (let length = 1; length <= SIDE_TOKENS; length++) {
    const documents = new Map<string, Set<number>>();
    // A line that does not share a shorter run cannot share a longer one.
    const longer = shared.map((runs, i) =>
      runs.length === length && lines[i].items.length > length ? run(lines[i], length).join(' ') : undefined,
    );
    longer.forEach((items, i) => {
      if (items !== undefined) documents.set(items, (documents.get(items) ?? new Set()).add(lines[i].document));
    });
    longer.forEach((items, i) => {
      if (items !== undefined && (documents.get(items) as Set<number>).size >= needed) shared[i].push(items);
    });
  }
  return shared;
}
