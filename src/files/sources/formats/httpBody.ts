/** Decodes the body of an HTTP response: joins chunks and unpacks it. */
import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { AsyncIterReader } from 'warcio';
import { collect } from '../bytes.js';
import { has } from '../compression/unpacked.js';
import { unzstd } from '../compression/zstd.js';
import { tooLarge } from '../unreadable.js';

type Decode = (body: Uint8Array, maxBytes: number) => Uint8Array | Promise<Uint8Array>;

/** The library represents headers by one of two classes. */
interface HeaderMap {
  get(name: string): string | null | undefined;
}

/** Crawlers truncate responses at a limit: the flush keeps what there is. */
const options = (maxOutputLength: number) => ({ maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip: (body, maxBytes) => gunzipSync(body, options(maxBytes)),
  'x-gzip': (body, maxBytes) => gunzipSync(body, options(maxBytes)),
  // Many servers omit the zlib header that the standard requires.
  deflate: (body, maxBytes) => (has(body, 0, [0x78]) ? inflateSync : inflateRawSync)(body, options(maxBytes)),
  br: (body, maxBytes) => brotliDecompressSync(body, { maxOutputLength: maxBytes, finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: (body, maxBytes) => collect(unzstd(only(body)), maxBytes),
};

/**
 * Decodes a body according to its headers.
 * @throws UnreadableError if the body becomes larger than `maxBytes`
 * @throws Error if it is damaged
 */
export async function decodeBody(body: Uint8Array, headers: HeaderMap, maxBytes: number): Promise<Uint8Array> {
  const chunked = /\bchunked\b/iu.test(headers.get('Transfer-Encoding') ?? '');
  // Many crawlers join chunks but keep the header; the library recognises such bodies.
  let decoded = chunked ? await new AsyncIterReader([body], null, true).readFully() : body;
  const encodings = (headers.get('Content-Encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim());
  for (const encoding of encodings.reverse()) {
    if (!Object.hasOwn(DECODERS, encoding) || decoded.length === 0 || isUnpacked(decoded, encoding)) continue;
    try {
      decoded = await DECODERS[encoding](decoded, maxBytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes);
      throw error;
    }
  }
  return decoded;
}

async function* only(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

/** Crawlers also unpack bodies and keep the header: then the body begins like a page, or without the magic number. */
function isUnpacked(body: Uint8Array, encoding: string): boolean {
  if (encoding === 'gzip' || encoding === 'x-gzip') return !has(body, 0, [0x1f, 0x8b]);
  if (encoding === 'zstd') return !has(body, 0, [0x28, 0xb5, 0x2f, 0xfd]);
  return /^\s*<[!?a-z]/iu.test(Buffer.from(body.subarray(0, 64)).toString('latin1'));
}
