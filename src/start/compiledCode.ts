/**
 * The code that V8 has compiled of the bundle, as an earlier process has kept it: beside the bundle, or in the user's
 * cache if that folder cannot be written to.
 */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import { crc32 } from 'node:zlib';
import { cacheFolder } from '../files/cacheFolder.js';

/** Bytes before the code: the checksum, and padding, because V8 would copy code that is not aligned. */
export const HEADER = 8;

/**
 * The files that may hold the compiled code, in the order in which they are tried. Their name contains the hash of the
 * bundle, which its first line tells, and a tag for the version and the flags of V8, which refuses code of others.
 */
export function codePlaces(bundle: string, source: string): string[] {
  const hash = /^\/\/ (\w+)$/mu.exec(source.slice(0, 100))?.[1];
  const name = `${hash}-${cachedDataVersionTag()}.code`;
  const beside = path.join(path.dirname(bundle), name);
  try {
    return [beside, path.join(cacheFolder(), 'code', name)];
  } catch {
    return [beside];
  }
}

/**
 * Reads compiled code; undefined if there is none that can be used. Damage is detected here, since V8 does not check the
 * code and would end the process. Code is run, so it must come from someone who could change the bundle, or from the user.
 */
export function readCode(places: readonly string[], bundle: string): Buffer | undefined {
  for (const place of places) {
    try {
      const bytes = readFileSync(place);
      const code = bytes.subarray(HEADER);
      const { uid } = statSync(place);
      const isTrusted = uid === process.geteuid?.() || uid === statSync(bundle).uid;
      if (isTrusted && bytes.readUInt32LE() === checksum(code, bundle)) return code;
    } catch {
      // It may be in the next place.
    }
  }
  return undefined;
}

/** The checksum of compiled code, which also changes if someone edits the bundle. */
export function checksum(code: Buffer, bundle: string): number {
  return crc32(code, Math.trunc(statSync(bundle).mtimeMs / 1000));
}
