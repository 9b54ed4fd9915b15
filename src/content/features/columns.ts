/** Features by name, with one value per row. A row is a block with visible text. */

/** Columns that share an array: allocating many at once costs no more than one. */
const COLUMNS = 32;

/** A value for each row. `Float64Array.from` uses an iterator and takes several times as long. */
export function perRow(rows: number, value: (row: number) => number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = value(row);
  return values;
}

/** The columns of a document. Models refer to columns by name, so that their order does not matter. */
export class Columns {
  readonly names: string[] = [];
  readonly values: Float32Array[] = [];
  private readonly byName = new Map<string, Float32Array>();
  /** The array of the next columns, and how many of them are taken. */
  private memory = new Float32Array(0);
  private used = COLUMNS;

  constructor(readonly rows: number) {}

  /** Adds a column of zeros for the caller to fill. */
  add(name: string): Float32Array {
    if (this.used === COLUMNS) {
      this.memory = new Float32Array(COLUMNS * this.rows);
      this.used = 0;
    }
    const column = this.memory.subarray(this.used * this.rows, ++this.used * this.rows);
    this.names.push(name);
    this.values.push(column);
    this.byName.set(name, column);
    return column;
  }

  /** @throws RangeError if there is no such column */
  named(name: string): Float32Array {
    const column = this.byName.get(name);
    if (column === undefined) throw new RangeError(`the content model asks for a column that is not computed: ${name}`);
    return column;
  }

  /** Adds a column with the same value in every row: a property of the document. */
  addConstant(name: string, value: number): void {
    this.add(name).fill(value);
  }
}
