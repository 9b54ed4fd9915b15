/** Compresses outputs: a whole file, or one block of a file that grows. */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export const COMPRESSIONS = ['gz', 'zst'] as const;

export type Compression = (typeof COMPRESSIONS)[number];

/** Longer inputs go through the library in pieces: its memory grows with each input and is never released. */
const PIECE = 4 << 20;

const gzipped = promisify(gzip);

/**
 * Compresses to one gzip member or one Zstandard frame. Both formats allow several in a row, so that a file can grow
 * block by block and be cut at the end of any block.
 */
export async function compressed(bytes: Uint8Array, how: Compression): Promise<Uint8Array> {
  if (how === 'gz') return gzipped(bytes);
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const zstd = await Zstd.load();
  if (bytes.length <= PIECE) return zstd.compress(bytes);
  // No `await` from here on: all callers share one stream of the library.
  zstd.reset();
  zstd.setCompressionLevel(zstd.defaultCLevel());
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PIECE) pieces.push(zstd.compressChunk(bytes.subarray(at, at + PIECE)));
  return Buffer.concat([...pieces, zstd.compressEnd()]);
}
