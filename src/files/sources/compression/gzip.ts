/** Unpacks gzip files with one or more members; in a WARC it continues after damaged members. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { type Bytes, splitAt } from '../bytes.js';

/** The first bytes of a member. */
const MEMBER = Buffer.from([0x1f, 0x8b, 0x08]);

/** The first bytes of a WARC. Each of its records is usually a separate member, so that the others are still readable. */
const WARC = new TextEncoder().encode('WARC/');

/** Damaged members in a row at most. More are not members but bytes that look like their beginnings, maybe on purpose. */
const MOST_DAMAGED = 1000;

/** Replaces the rest of a damaged member, to keep the records before and after it apart. */
const GIVEN_UP = new Uint8Array(1);

/** Node's own decompressor continues from member to member and reports truncated files, but stops at damage. */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const pieces = splitAt(bytes, MEMBER);
  let again: readonly Uint8Array[] = [];
  let isWarc: boolean | undefined;
  let damaged = 0;
  try {
    for (;;) {
      const replay = new ReplayBuffer(again, pieces);
      // No buffering: pieces passed on ahead of damage would have to be replayed.
      const unpacking = createGunzip({ chunkSize: 1 << 16, writableHighWaterMark: 1 } as ZlibOptions);
      const out = replay.out(() => unpacking.bytesWritten);
      try {
        // Errors reach the reader of the result; `pipeline` merely requires a callback.
        const unpacked = pipeline(Readable.from(out, { highWaterMark: 1 }), unpacking, () => {});
        for await (const piece of unpacked as AsyncIterable<Buffer>) {
          damaged = 0;
          isWarc ??= piece.subarray(0, WARC.length).equals(WARC);
          yield piece;
        }
        return;
      } catch (error) {
        if (!isWarc || (error as NodeJS.ErrnoException).code !== 'Z_DATA_ERROR') throw error;
        // Waits for the piece that is being fetched, which would otherwise be lost.
        await out.return(undefined);
        again = await replay.after(unpacking.bytesWritten);
        if (again.length === 0 || ++damaged === MOST_DAMAGED) throw error;
        yield GIVEN_UP;
      }
    }
  } finally {
    await pieces.return(undefined);
  }
}

/** Keeps the pieces that the decompressor has received but not yet unpacked, to replay them after damage. */
class ReplayBuffer {
  readonly #again: Uint8Array[];
  readonly #pieces: AsyncIterator<Uint8Array>;
  #out: { readonly end: number; readonly piece: Uint8Array }[] = [];
  #end = 0;

  constructor(again: readonly Uint8Array[], pieces: AsyncIterator<Uint8Array>) {
    this.#again = [...again];
    this.#pieces = pieces;
  }

  /** @param unpacked returns the number of bytes that have been unpacked, and so need not be kept */
  async *out(unpacked: () => number): AsyncGenerator<Uint8Array> {
    for (let piece = this.#again.shift(); piece !== undefined; piece = this.#again.shift()) yield this.#record(piece, unpacked());
    for (let next = await this.#pieces.next(); !next.done; next = await this.#pieces.next()) yield this.#record(next.value, unpacked());
  }

  #record(piece: Uint8Array, unpacked: number): Uint8Array {
    this.#out = this.#out.filter(({ end }) => end > unpacked);
    this.#end += piece.length;
    this.#out.push({ end: this.#end, piece });
    return piece;
  }

  /** The pieces after the one at this position, from the next beginning of a member on; none if no other member begins. */
  async after(position: number): Promise<readonly Uint8Array[]> {
    const pending = this.#out.filter(({ end }) => end > position).map(({ piece }) => piece);
    const after = [...pending.slice(1), ...this.#again];
    const next = after.findIndex(beginsMember);
    if (next >= 0) return after.slice(next);
    for (let got = await this.#pieces.next(); !got.done; got = await this.#pieces.next()) if (beginsMember(got.value)) return [got.value];
    return [];
  }
}

function beginsMember(piece: Uint8Array): boolean {
  return MEMBER.every((byte, i) => piece[i] === byte);
}
