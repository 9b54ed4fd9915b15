// How columns are handed to Python.
import { once } from 'node:events';
import type { WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Columns } from '#dist/content/features/columns.js';

/** Columns as bytes: float32, row after row. */
function columnBytes({ rows, values: columns }: Columns): Buffer {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  columns.forEach((column, c) => {
    for (let row = 0; row < rows; row++) values[row * width + c] = column[row];
  });
  return Buffer.from(values.buffer);
}

/** Writes columns to a file, and waits while its buffer is full. */
export async function writeColumns(file: WriteStream, columns: Columns): Promise<void> {
  if (!file.write(columnBytes(columns))) await once(file, 'drain');
}

/** Waits until a file is written. */
export async function closed(file: WriteStream): Promise<void> {
  file.end();
  await finished(file);
}
