/** Unpacks the Zstandard that runs write: any number of frames, one in memory at a time. */

/** How a frame begins. */
const MAGIC = 0xfd2fb528;

/** No block unpacks to more than this. */
const BLOCK = 128 << 10;

/** @throws Error for bytes that are damaged or end too early */
export async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { Zstd } = await import('@hpcc-js/wasm-zstd');
  const zstd = await Zstd.load();
  for await (const frame of framesOf(bytes)) {
    // Unpacked at once: the library has one stream for all who use it. It takes no more of a piece than it has room for,
    // and does not say how much that was, so that it is given a block at a time.
    zstd.reset();
    yield Buffer.concat(frame.map((piece) => zstd.decompressChunk(piece, 2 * BLOCK)));
  }
}

/** Frames, cut into what the library takes at once: the header with the first block, then a block each. */
async function* framesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  const input = new Taker(bytes);
  while (!(await input.isAtEnd())) {
    const start = await input.take(5);
    if (start.readUInt32LE() !== MAGIC) throw new Error('is no Zstandard, or is damaged');
    const descriptor = start[4];
    const pieces: Uint8Array[] = [];
    let piece = Buffer.concat([start, await input.take(headerLength(descriptor))]);
    for (let isLast = false; !isLast; ) {
      const head = await input.take(3);
      const value = head.readUIntLE(0, 3);
      isLast = (value & 1) === 1;
      // A block of one byte that is repeated holds that byte alone.
      const isRun = ((value >> 1) & 3) === 1;
      pieces.push(Buffer.concat([piece, head, await input.take(isRun ? 1 : value >> 3)]));
      piece = Buffer.alloc(0);
    }
    const hasChecksum = (descriptor & 4) !== 0;
    if (hasChecksum) pieces.push(await input.take(4));
    yield pieces;
  }
}

/** How many bytes stand between a frame's descriptor and its first block: window, dictionary, size of the content. */
function headerLength(descriptor: number): number {
  const isSingle = (descriptor & 0x20) !== 0;
  const dictionary = [0, 1, 2, 4][descriptor & 3];
  const content = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6];
  return (isSingle ? 0 : 1) + dictionary + content;
}

/** Hands out so many bytes as are asked for, of pieces of any length. */
class Taker {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private left: Buffer = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.pieces = bytes[Symbol.asyncIterator]();
  }

  async isAtEnd(): Promise<boolean> {
    while (this.left.length === 0) {
      const { done, value } = await this.pieces.next();
      if (done) return true;
      this.left = Buffer.from(value);
    }
    return false;
  }

  async take(count: number): Promise<Buffer> {
    const taken = [this.left];
    let length = this.left.length;
    while (length < count) {
      const { done, value } = await this.pieces.next();
      if (done) throw new Error('ends too early: it was cut short');
      taken.push(Buffer.from(value));
      length += value.length;
    }
    const all = taken.length === 1 ? taken[0] : Buffer.concat(taken);
    this.left = all.subarray(count);
    return all.subarray(0, count);
  }
}
