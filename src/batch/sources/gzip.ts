/** Unpacks gzip, of one member or many. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Bytes } from './bytes.js';

/** Node's own, which goes on from member to member; it tells an end that comes too early. */
export function gunzip(bytes: Bytes): Bytes {
  // Errors reach whoever reads the result; the callback only keeps `pipeline` from having none.
  return pipeline(Readable.from(bytes, { objectMode: false }), createGunzip({ chunkSize: 1 << 16 }), () => {});
}
