/** Features by name, one value a row; a row is a block that shows text. */

/** So many columns share one piece of memory. */
const COLUMNS = 32;

/** A value for each row. A loop: `from` of typed arrays goes by an iterator, and takes several times as long. */
export function perRow(rows: number, value: (row: number) => number): Float64Array {
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) values[row] = value(row);
  return values;
}

/** The columns of one document. Models name the columns they use, so that their order is free. */
export class Columns {
  readonly names: string[] = [];
  readonly values: Float32Array[] = [];
  private readonly byName = new Map<string, Float32Array>();
  /** Where the next columns lie, and how many do: memory for many at once costs no more than for one. */
  private memory = new Float32Array(0);
  private used = COLUMNS;

  constructor(
    /** How many rows there are. */
    readonly rows: number,
  ) {}

  /** A new column of zeros, to be filled by the caller. */
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

  /** @throws RangeError where there is no column of the name */
  named(name: string): Float32Array {
    const column = this.byName.get(name);
    if (column === undefined) throw new RangeError(`the content model asks for a column that is not computed: ${name}`);
    return column;
  }

  /** A new column that has one value in every row: something that is true of the document. */
  addConstant(name: string, value: number): void {
    this.add(name).fill(value);
  }
}
