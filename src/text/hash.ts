/** Hashes of text that are the same on every machine: FNV-1a, and two of them for 64 bits. */

/** 32 bits, as an unsigned number. */
export function hash32(text: string, seed = 0x811c9dc5): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    hash = Math.imul(hash ^ (code & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (code >>> 8), 0x01000193);
  }
  // Short texts leave the high bits poor: mix them (the finalizer of MurmurHash3).
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** 64 bits, as 16 hexadecimal digits. */
export function hash64(text: string): string {
  return hash32(text).toString(16).padStart(8, '0') + hash32(text, 0x2a5f1c37).toString(16).padStart(8, '0');
}
