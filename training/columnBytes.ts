/** Columns as bytes: float32, row after row. */
export function columnBytes({ rows, values: columns }) {
  const width = columns.length;
  const values = new Float32Array(rows * width);
  columns.forEach((column, c) => {
    for (let row = 0; row < rows; row++) values[row * width + c] = column[row];
  });
  return Buffer.from(values.buffer);
}
