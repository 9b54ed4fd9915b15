/** Bytes that threads can share. */

/** A copy of bytes in shared memory: sending it to another thread copies nothing. */
export function sharedCopy(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
