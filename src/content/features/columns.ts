/** Features by name, with one value per row. A row is a block with visible text. */

/** Documents with more rows than this are rare, and their columns are not kept. */
const MOST_ROWS = 4096;
/** Arrays are made somewhat larger than asked for, since the next document may be larger. */
const LEAST_ROWS = 256;

/**
 * Arrays for the columns of one document after the other, so that a document leaves no garbage. The columns of a document
 * are lost when the next one begins.
 */
export class ColumnMemory {
  private readonly kept: Float32Array[] = [];
  private used = 0;

  /** Begins a document: arrays given so far may be given again. */
  begin(): void {
    this.used = 0;
  }

  /** An array that begins with `rows` zeros, and may be longer. */
  take(rows: number): Float32Array {
    if (rows > MOST_ROWS) return new Float32Array(rows);
    const at = this.used++;
    const known = this.kept[at];
    if (known !== undefined && known.length >= rows) return known.fill(0, 0, rows);
    const larger = new Float32Array(Math.max(LEAST_ROWS, 2 ** Math.ceil(Math.log2(rows))));
    this.kept[at] = larger;
    return larger;
  }
}

/** The columns of a document. Models refer to columns by name, so that their order does not matter. */
export class Columns {
  readonly names: string[] = [];
  /** Values of each column; without a memory exactly one per row, else what follows means nothing. */
  readonly values: Float32Array[] = [];
  /** Where the next name is looked for first: models ask for columns in the order in which they are added. */
  private next = 0;

  /** @param memory where the arrays come from; without one they are new */
  constructor(
    readonly rows: number,
    private readonly memory?: ColumnMemory,
  ) {}

  /** Adds a column of zeros for the caller to fill. */
  add(name: string): Float32Array {
    const column = this.memory === undefined ? new Float32Array(this.rows) : this.memory.take(this.rows);
    this.names.push(name);
    this.values.push(column);
    return column;
  }

  /** @throws RangeError if there is no such column */
  named(name: string): Float32Array {
    const { names, next } = this;
    let at = next;
    while (at < names.length && names[at] !== name) at++;
    if (at === names.length) {
      at = names.indexOf(name);
      if (at < 0) throw new RangeError(`the content model asks for a column that is not computed: ${name}`);
    }
    this.next = at + 1;
    return this.values[at];
  }

  /** Adds a column with the same value in every row: a property of the document. */
  addConstant(name: string, value: number): void {
    this.add(name).fill(value);
  }
}
