/** Typed arrays that grow. */

/** @param larger a longer array, which receives the values of the column and is returned */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}
