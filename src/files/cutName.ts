/** Shortens names that are too long for file systems. */
import { createHash } from 'node:crypto';

/**
 * The beginning of a name, a hash that keeps it distinct from names with the same beginning, and its ending. It is cut
 * between characters, since half a character makes an invalid name.
 * @param bytes the length of the result at most, in UTF-8
 * @param ending in ASCII
 * @param whole what is hashed, if the name alone is not distinct
 */
export function cutName(name: string, bytes: number, ending: string, whole = name): string {
  const suffix = `~${shortHash(whole)}${ending}`;
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(bytes - suffix.length));
  return name.slice(0, read) + suffix;
}

/** 48 bits of a hash in hexadecimal digits: short, and collisions are rare even among millions of names. */
export function shortHash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
