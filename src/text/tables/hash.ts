/** Hashes of text that are the same on every machine: 32 bits by FNV-1a, 64 bits by two of them. */

/** The offset basis and the prime of FNV-1a. */
export const FNV_SEED = 0x811c9dc5 | 0;
export const FNV_PRIME = 0x01000193;

/** The last step of a hash (the finalizer of MurmurHash3): FNV leaves the high bits of short texts poorly distributed. */
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
