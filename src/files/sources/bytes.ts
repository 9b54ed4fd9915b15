/** Bytes as streams: of a file or standard input, with a look at how they begin, and put together again. */
import { open } from 'node:fs/promises';
import { systemName } from '../fileName.js';
import { type Input, STDIN } from '../findInputs.js';
import { expectRegular } from './regular.js';
import { tooLarge } from './unreadable.js';

/** Pieces of bytes that come when they are asked for: whoever reads slowly makes the file be read slowly. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Files up to this size are read in one piece: most pages are no larger. */
const SMALL = 1 << 18;
/** Larger ones, and those that do not say how large they are, are read in pieces of which few lie in memory. */
const PIECE = 1 << 16;

/** How much of an input has been consumed, whether it is read from its beginning to its end or here and there. */
export class ReadProgress {
  readonly #tell: (count: number) => void;
  #told = 0;

  constructor(tell: (count: number) => void = () => {}) {
    this.#tell = tell;
  }

  /** @param total all that has been consumed by now */
  reach(total: number): void {
    if (total <= this.#told) return;
    this.#tell(total - this.#told);
    this.#told = total;
  }
}

/**
 * The bytes of an input as they lie there. The file is closed at the end and when the generator is left.
 * @param signal ends standard input, which nobody can leave while it waits for more
 * @throws IrregularError where it is none
 */
export async function* bytesOf(input: Input, progress?: ReadProgress, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of input.file === STDIN ? standardInput(signal) : piecesOf(input.file)) {
    total += piece.length;
    progress?.reach(total);
    yield piece;
  }
}

async function* standardInput(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const { stdin } = process;
  // While it is open the process does not end by itself.
  const close = (): void => void stdin.destroy();
  signal?.addEventListener('abort', close);
  try {
    yield* stdin as AsyncIterable<Buffer>;
  } finally {
    signal?.removeEventListener('abort', close);
  }
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  await expectRegular(file);
  const handle = await open(systemName(file), 'r');
  try {
    const { size } = await handle.stat();
    // With room for one byte more, so that the file's end is seen and need not be asked for again.
    const asked = size > 0 && size <= SMALL ? size + 1 : PIECE;
    for (;;) {
      // A new one each time: documents may go on holding what they were cut from.
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(asked), 0, asked, null);
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      if (bytesRead === 0 || bytesRead === size) return;
    }
  } finally {
    await handle.close();
  }
}

/** Bytes of which the first have been looked at. */
export interface PeekResult {
  /** At least as many as were asked for, where there are so many. */
  readonly head: Uint8Array;
  /** All bytes, the head among them; to be read once. */
  readonly all: Bytes;
}

/**
 * Looks at the first bytes; it waits for no more of them, so that a slow pipe goes on flowing.
 * @param isEnough whether fewer will do
 */
export async function peek(bytes: Bytes, count: number, isEnough: (head: Uint8Array) => boolean = () => false): Promise<PeekResult> {
  let head: Uint8Array = new Uint8Array();
  let failure: { readonly error: unknown } | undefined;
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    while (head.length < count && !isEnough(head)) {
      const { done, value } = await iterator.next();
      if (done) break;
      head = head.length === 0 ? value : join([head, value]);
    }
  } catch (error) {
    failure = { error };
  }
  return { head, all: continued(head, iterator, failure) };
}

/** What came before a failure is read before the failure is. */
async function* continued(
  head: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
  failure: { readonly error: unknown } | undefined,
): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    if (failure !== undefined) throw failure.error;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/**
 * All bytes as one, for a single document.
 * @throws UnreadableError as soon as they are more than `maxBytes`
 */
export async function collect(bytes: Bytes, maxBytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of bytes) {
    length += piece.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    pieces.push(piece);
  }
  return join(pieces);
}

/** Pieces as one, without a copy where there is one only. */
export function join(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
}

/**
 * The same bytes in pieces of which a mark always begins a new one. What a library has unpacked of a piece is lost when
 * it fails in it, so that a damaged member of a compressed file would take those before it along.
 */
export async function* splitAt(bytes: Bytes, mark: Uint8Array): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    const buffer = Buffer.from(piece.buffer, piece.byteOffset, piece.length);
    let start = 0;
    for (let at = buffer.indexOf(mark, 1); at >= 0; at = buffer.indexOf(mark, at + 1)) {
      yield buffer.subarray(start, at);
      start = at;
    }
    yield buffer.subarray(start);
  }
}
