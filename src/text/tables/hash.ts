/** Hashes of text that are the same on every machine: FNV-1a, and two of them for 64 bits. */

/** Where FNV-1a begins, and what it multiplies by. */
export const FNV_SEED = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** The last step of a hash: short texts leave the high bits poor, and it spreads them (the finalizer of MurmurHash3). */
export function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 32 bits, as an unsigned number. */
export function hash32(text: string, seed = FNV_SEED): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    hash = Math.imul(hash ^ (code & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (code >>> 8), FNV_PRIME);
  }
  return mix(hash);
}

/** 64 bits, as 16 hexadecimal digits. */
export function hash64(text: string): string {
  return hash32(text).toString(16).padStart(8, '0') + hash32(text, 0x2a5f1c37).toString(16).padStart(8, '0');
}
