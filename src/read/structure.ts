/** Finds the lists, quotes, tables and code that contain a page's blocks. This is a separate pass, since only some outputs need it. */
import type { Document } from '../model/document.js';
import type { AttributeReader } from './html/attributes.js';
import { decodeReferences } from './html/entities.js';
import { readElements } from './html/nesting.js';

/** A quote or a list item around a block. Blocks in the same one share its id. */
export interface Enclosure {
  readonly kind: 'quote' | 'item';
  readonly id: number;
  /** Ordered lists only: the item's number. */
  readonly ordinal?: number;
}

/** A table cell; row and column are counted from 0. */
export interface Cell {
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly isHeader: boolean;
}

export interface Structure {
  /** The quotes and list items around the block, outermost first. */
  readonly around: readonly Enclosure[];
  /** The innermost table cell around the block. */
  readonly cell?: Cell | undefined;
  /** The id of the code block that contains the block. */
  readonly code?: number | undefined;
}

const NONE: Structure = { around: [] };

/** The structure around each block; empty for texts. Linear in the source's length. */
export function structureOf({ format, source, blocks }: Document): Structure[] {
  const structures = blocks.map(() => NONE);
  if (format === 'text') return structures;
  const tracker = new Tracker();
  let at = 0;
  let hasFound = false;
  readElements(source, {
    open: ({ tag }, attributes) => tracker.open(tag, attributes),
    close: ({ tag }) => tracker.close(tag),
    // All text of a block is in the same tracked elements, so its first piece decides.
    text: (start, end) => {
      while (at < blocks.length && blocks[at].end <= start) {
        at++;
        hasFound = false;
      }
      if (hasFound || at === blocks.length || blocks[at].text === '' || decodeReferences(source.slice(start, end), 'text').trim() === '')
        return;
      structures[at] = tracker.structure();
      hasFound = true;
    },
    comment: () => {},
  });
  return structures;
}

/** An open element, with the structure that its content inherits. */
interface OpenContainer extends Structure {
  readonly tag: string;
  /** Lists only: the number of the next item, and for definition lists the item of the current term. */
  next: number;
  term?: Enclosure;
  /** Tables only: the table's id, and the position of its next cell. */
  readonly table?: number;
  row: number;
  column: number;
}

/** Deeper quotes and list items are merged into the last one: nobody reads that many markers, and damaged pages never close theirs. */
const MAX_DEPTH = 24;

const TRACKED = new Set('blockquote ul ol dl li dt dd table tr td th pre'.split(' '));

/** The stack of open elements that provide structure. */
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
    // A definition belongs to the item of its term.
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

/** A whole number of at most four digits, such as a list item's number or a column span; undefined for anything else. */
function numberIn(value: string | undefined): number | undefined {
  return value !== undefined && /^\s*\d{1,4}\s*$/u.test(value) ? Number(value) : undefined;
}
