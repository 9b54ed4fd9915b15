// How columns are handed to Python, and read back.
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { Columns } from '#dist/content/features/columns.js';

/** Columns as bytes: float32, row after row. */
function columnBytes({ rows, values: columns }: Pick<Columns, 'rows' | 'values'>): Buffer {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  columns.forEach((column, c) => {
    for (let row = 0; row < rows; row++) values[row * width + c] = column[row];
  });
  return Buffer.from(values.buffer);
}

/** Writes columns to a file, and waits while its buffer is full. */
export async function writeColumns(file: WriteStream, columns: Pick<Columns, 'rows' | 'values'>): Promise<void> {
  await writeFloats(file, columnBytes(columns));
}

/** Writes numbers to a file, and waits while its buffer is full. */
export async function writeFloats(file: WriteStream, values: Uint8Array): Promise<void> {
  if (!file.write(values)) await once(file, 'drain');
}

/** Waits until a file is written. */
export async function closed(file: WriteStream): Promise<void> {
  file.end();
  await finished(file);
}

/** Reads the features that `extract.ts` wrote, a page after the other. */
export class FeatureFile {
  private readonly names: readonly string[];
  private readonly file: number;

  /** @param data the folder of a training */
  constructor(data: string) {
    this.names = JSON.parse(readFileSync(path.join(data, 'names.json'), 'utf8'));
    this.file = openSync(path.join(data, 'columns.bin'), 'r');
  }

  /** The columns of the next page, which has so many rows. */
  next(rows: number): Columns {
    const width = this.names.length;
    const values = new Float32Array(rows * width);
    const read = readSync(this.file, new Uint8Array(values.buffer), 0, values.byteLength, null);
    if (read !== values.byteLength) throw new Error('fewer rows than pages have: extract the features again');
    const columns = new Columns(rows);
    this.names.forEach((name, c) => {
      const column = columns.add(name);
      for (let row = 0; row < rows; row++) column[row] = values[row * width + c];
    });
    return columns;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The numbers of a file of float32. */
export function readFloats(file: string): Float32Array {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
