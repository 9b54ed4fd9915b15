/** Unpacks gzip, of one member or many; where that makes sense it goes on behind a damaged one. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip, type ZlibOptions } from 'node:zlib';
import { type Bytes, splitAt } from '../bytes.js';

/** How a member begins. */
const MEMBER = Buffer.from([0x1f, 0x8b, 0x08]);

/** What a WARC begins with: of this collection each document is a member by itself, so that the others can be had. */
const WARC = new TextEncoder().encode('WARC/');

/** So many members in a row may be damaged; what looks like more of them is damage that happens to, or is meant to, look so. */
const MOST_DAMAGED = 1000;

/** Stands for the rest of a damaged member, so that the records before and behind it do not become one. */
const GIVEN_UP = new Uint8Array(1);

/** Node's own unpacks, and goes on from member to member. It tells an end that comes too early. */
export async function* gunzip(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const pieces = splitAt(bytes, MEMBER);
  let again: readonly Uint8Array[] = [];
  let isWarc: boolean | undefined;
  let damaged = 0;
  try {
    for (;;) {
      const handed = new ReplayBuffer(again, pieces);
      // Nothing is handed out ahead: behind damage it would have to be handed out once more.
      const unpacking = createGunzip({ chunkSize: 1 << 16, writableHighWaterMark: 1 } as ZlibOptions);
      const out = handed.out(() => unpacking.bytesWritten);
      try {
        // Errors reach whoever reads the result; the callback only keeps `pipeline` from having none.
        const unpacked = pipeline(Readable.from(out, { highWaterMark: 1 }), unpacking, () => {});
        for await (const piece of unpacked as AsyncIterable<Buffer>) {
          damaged = 0;
          isWarc ??= piece.subarray(0, WARC.length).equals(WARC);
          yield piece;
        }
        return;
      } catch (error) {
        if (!isWarc || (error as NodeJS.ErrnoException).code !== 'Z_DATA_ERROR') throw error;
        // What is being fetched is handed out first: nobody else would know of it.
        await out.return(undefined);
        again = await handed.behind(unpacking.bytesWritten);
        if (again.length === 0 || ++damaged === MOST_DAMAGED) throw error;
        yield GIVEN_UP;
      }
    }
  } finally {
    await pieces.return(undefined);
  }
}

/** Pieces that were handed out and may be needed again, since they are read ahead of the damage. */
class ReplayBuffer {
  readonly #again: Uint8Array[];
  readonly #pieces: AsyncIterator<Uint8Array>;
  #out: { readonly end: number; readonly piece: Uint8Array }[] = [];
  #end = 0;

  constructor(again: readonly Uint8Array[], pieces: AsyncIterator<Uint8Array>) {
    this.#again = [...again];
    this.#pieces = pieces;
  }

  /** @param unpacked tells how many bytes need not be kept any more */
  async *out(unpacked: () => number): AsyncGenerator<Uint8Array> {
    for (let piece = this.#again.shift(); piece !== undefined; piece = this.#again.shift()) yield this.#hand(piece, unpacked());
    for (let next = await this.#pieces.next(); !next.done; next = await this.#pieces.next()) yield this.#hand(next.value, unpacked());
  }

  #hand(piece: Uint8Array, unpacked: number): Uint8Array {
    this.#out = this.#out.filter(({ end }) => end > unpacked);
    this.#end += piece.length;
    this.#out.push({ end: this.#end, piece });
    return piece;
  }

  /** What comes behind the piece that holds this place, from the next beginning of a member on; nothing where no other begins. */
  async behind(place: number): Promise<readonly Uint8Array[]> {
    const handed = this.#out.filter(({ end }) => end > place).map(({ piece }) => piece);
    const behind = [...handed.slice(1), ...this.#again];
    const next = behind.findIndex(beginsMember);
    if (next >= 0) return behind.slice(next);
    for (let got = await this.#pieces.next(); !got.done; got = await this.#pieces.next()) if (beginsMember(got.value)) return [got.value];
    return [];
  }
}

function beginsMember(piece: Uint8Array): boolean {
  return MEMBER.every((byte, i) => piece[i] === byte);
}
