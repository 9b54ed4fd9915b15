/** Where the blocks of a page stand in lists, quotes, tables and code: a pass of its own, as only some outputs ask. */
import type { Document } from '../model/document.js';
import type { AttributeReader } from './html/attributes.js';
import { decodeEntities } from './html/entities.js';
import { readElements } from './html/nesting.js';

/** A quote or an item of a list around a block; blocks of the same one share its number. */
export interface Enclosure {
  readonly kind: 'quote' | 'item';
  readonly id: number;
  /** Only for an item of an ordered list: its number there. */
  readonly ordinal?: number;
}

/** A cell of a table, its row and column counted from 0. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly isHeader: boolean;
}

export interface Structure {
  /** The quotes and items around the block, the outermost first. */
  readonly around: readonly Enclosure[];
  /** The innermost cell around the block. */
  readonly cell?: Cell | undefined;
  /** The code block that holds it. */
  readonly code?: number | undefined;
}

const NONE: Structure = { around: [] };

/** For each block of a document where it stands; in a text nowhere. Linear in the source's length. */
export function structureOf({ format, source, blocks }: Document): Structure[] {
  const structures = blocks.map(() => NONE);
  if (format === 'text') return structures;
  const tracker = new Tracker();
  let at = 0;
  let hasFound = false;
  readElements(source, {
    open: ({ tag }, attributes) => tracker.open(tag, attributes),
    close: ({ tag }) => tracker.close(tag),
    // All of a block's text stands in the same elements of that kind: its first piece tells.
    text: (start, end) => {
      while (at < blocks.length && blocks[at].end <= start) {
        at++;
        hasFound = false;
      }
      if (hasFound || at === blocks.length || blocks[at].text === '' || decodeEntities(source, start, end, 'text').trim() === '') return;
      structures[at] = tracker.structure();
      hasFound = true;
    },
    comment: () => {},
  });
  return structures;
}

/** An open element, and what it gives to all in it. */
interface OpenContainer extends Structure {
  readonly tag: string;
  /** Of a list: the number of its next item, and the item that a definition belongs to. */
  next: number;
  term?: Enclosure;
  /** Of a table: where its next cell stands. */
  readonly table?: number;
  row: number;
  column: number;
}

/** Deeper quotes and items count as part of the last one: nobody reads so many marks, and damaged pages never close theirs. */
const MAX_DEPTH = 24;

const TRACKED = new Set('blockquote ul ol dl li dt dd table tr td th pre'.split(' '));

/** The open elements that give structure. */
class Tracker {
  private readonly stack: OpenContainer[] = [];
  private ids = 0;

  open(tag: string, attributes: AttributeReader): void {
    if (!TRACKED.has(tag)) return;
    const { around, cell, code } = this.structure();
    const frame = { tag, around, cell, code, next: 1, row: -1, column: 0 };
    const inside = (enclosure: Enclosure) => ({ ...frame, around: around.length < MAX_DEPTH ? [...around, enclosure] : around });
    if (tag === 'blockquote') this.stack.push(inside({ kind: 'quote', id: ++this.ids }));
    else if (tag === 'ol') this.stack.push({ ...frame, next: numberIn(attributes.get('start')) ?? 1 });
    else if (tag === 'li' || tag === 'dt' || tag === 'dd') this.stack.push(inside(this.item(tag, attributes)));
    else if (tag === 'table') this.stack.push({ ...frame, table: ++this.ids });
    else if (tag === 'tr') {
      const table = this.nearest('table');
      if (table !== undefined) {
        table.row++;
        table.column = 0;
      }
      this.stack.push(frame);
    } else if (tag === 'td' || tag === 'th') this.stack.push({ ...frame, ...this.cell(tag, attributes) });
    else if (tag === 'pre') this.stack.push({ ...frame, code: ++this.ids });
    else this.stack.push(frame);
  }

  close(tag: string): void {
    if (this.stack.at(-1)?.tag === tag) this.stack.pop();
  }

  structure(): Structure {
    return this.stack.at(-1) ?? NONE;
  }

  private item(tag: string, attributes: AttributeReader): Enclosure {
    const list = this.nearest('ul', 'ol', 'dl');
    // What is said of a term belongs to it.
    if (tag === 'dd' && list?.term !== undefined) return list.term;
    const enclosure: Enclosure = { kind: 'item', id: ++this.ids };
    if (list?.tag === 'dl') list.term = enclosure;
    if (list?.tag !== 'ol') return enclosure;
    const ordinal = numberIn(attributes.get('value')) ?? list.next;
    list.next = ordinal + 1;
    return { ...enclosure, ordinal };
  }

  private cell(tag: string, attributes: AttributeReader): { cell?: Cell } {
    const table = this.nearest('table');
    if (table?.table === undefined) return {};
    const { row, column } = table;
    table.column += Math.max(1, numberIn(attributes.get('colspan')) ?? 1);
    return { cell: { table: table.table, row, column, isHeader: tag === 'th' } };
  }

  private nearest(...tags: readonly string[]): OpenContainer | undefined {
    return this.stack.findLast(({ tag }) => tags.includes(tag));
  }
}

/** A small whole number, as numbers of items and spans of columns are; undefined for anything else. */
function numberIn(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,4}\s*$/u.test(value) ? Number(value) : undefined;
}
