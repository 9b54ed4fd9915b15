/** Features by name, with one value per row. A row is a block with visible text. */

/** Documents with at most this many rows, which nearly all are, have their columns side by side in one array. */
export const BLOCK = 256;
/** How many cells there are before a column's first row, and at least after its last: rows beyond the ends of a document. */
export const REACH = 8;
/** From a column's cells to those of the next. */
const STRIDE = BLOCK + 2 * REACH;
/** How many columns there is room for, so that the index of a cell needs no more than 16 bits. */
const MOST_COLUMNS = Math.floor(2 ** 16 / STRIDE) - 1;

/**
 * An array for the columns of one document after the other, so that a document leaves no garbage, and trees read columns
 * where they were written. The columns of a document are lost when the next one begins.
 */
export class CellMemory {
  /** The cells of all columns; those before the first column stay at -Infinity. */
  readonly cells = new Float32Array((MOST_COLUMNS + 1) * STRIDE).fill(Number.NEGATIVE_INFINITY);
  private readonly columns: Float32Array[] = [];

  /** The rows of the column with an index. */
  column(index: number): Float32Array {
    const from = cellOf(index, 0);
    this.columns[index] ??= this.cells.subarray(from, from + BLOCK);
    return this.columns[index];
  }
}

/** The cell of a column in a row of the block, or up to `REACH` rows beyond its ends. */
export function cellOf(column: number, row: number): number {
  return (column + 1) * STRIDE + REACH + row;
}

/** The columns of a document, in the order in which they were added. */
export class Columns {
  readonly names: string[] = [];
  /** Values of each column: at least one per row; entries after those mean nothing. */
  readonly values: Float32Array[] = [];
  /** Where the columns are if they are side by side. */
  readonly cells: Float32Array | undefined;

  /** @param memory where the columns go if it has room for them; the columns that it had before are lost */
  constructor(
    readonly rows: number,
    private readonly memory?: CellMemory,
  ) {
    if (rows <= BLOCK) this.cells = memory?.cells;
  }

  /** Adds a column for the caller to write: every row, since values of another document may be there. */
  add(name: string): Float32Array {
    const column =
      this.memory === undefined || this.cells === undefined ? new Float32Array(this.rows) : this.memory.column(this.names.length);
    this.names.push(name);
    this.values.push(column);
    return column;
  }

  /** Adds a column with the same value in every row: a property of the document. */
  addConstant(name: string, value: number): Float32Array {
    return this.add(name).fill(value);
  }

  /** Adds a column of zeros. */
  addZeros(name: string): Float32Array {
    return this.addConstant(name, 0);
  }
}
