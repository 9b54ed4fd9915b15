/** Names that are longer than a file system takes. */
import { createHash } from 'node:crypto';

/**
 * The beginning of a name, a mark that tells it from others that begin so, and its ending, in so many bytes of UTF-8. It is cut
 * between characters: half of one is no valid name.
 * @param ending in ASCII
 * @param whole what tells the name from others, where that is more than itself
 */
export function cutName(name: string, bytes: number, ending: string, whole = name): string {
  const mark = `~${shortHash(whole)}${ending}`;
  const { read } = new TextEncoder().encodeInto(name, new Uint8Array(bytes - mark.length));
  return name.slice(0, read) + mark;
}

/** A few characters that tell a name from others. */
export function shortHash(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 12);
}
