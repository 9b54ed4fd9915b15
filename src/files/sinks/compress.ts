/** Compresses what is written: a file, or one block of a file that grows. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** The endings of compressed files. */
export const COMPRESSIONS = ['gz', 'zst'] as const;

export type Compression = (typeof COMPRESSIONS)[number];

/** Longer bytes go through the library in pieces: its memory grows with what it is given, and is never given back. */
const PIECE = 4 << 20;

const gzipped = promisify(gzip);

/**
 * Compressed bytes: one gzip member, or one Zstandard frame. Several of them behind each other are the same as one of
 * all that is in them, so that a file can grow by blocks and be cut at the end of any.
 */
export async function compressed(bytes: Uint8Array, how: Compression): Promise<Uint8Array> {
  if (how === 'gz') return gzipped(bytes);
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const zstd = await Zstd.load();
  if (bytes.length <= PIECE) return zstd.compress(bytes);
  // Nothing is awaited from here on: the library has one stream for all who use it.
  zstd.reset();
  zstd.setCompressionLevel(zstd.defaultCLevel());
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(zstd.compressChunk(bytes.subarray(at, at + PIECE)));
  return Buffer.concat([...pieces, zstd.compressEnd()]);
}
