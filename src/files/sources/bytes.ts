/** Streams of bytes: reads files and standard input, looks at the first bytes, joins pieces. */
import { open } from 'node:fs/promises';
import { systemName } from '../fileName.js';
import { type Input, STDIN } from '../findInputs.js';
import { expectRegular } from './regular.js';
import { tooLarge } from './unreadable.js';

/** Pieces of bytes, read on demand. */
export type Bytes = AsyncIterable<Uint8Array>;

/** Files up to this size are read in one piece, which is faster; most pages are smaller. */
const SMALL = 1 << 18;
/** The pieces of larger files and of files of unknown size: Node's own default for streams of files. */
const PIECE = 1 << 16;

/** Reports how much of an input has been consumed, for sequential and for random access. */
export class ReadProgress {
  readonly #report: (count: number) => void;
  #reported = 0;

  constructor(report: (count: number) => void = () => {}) {
    this.#report = report;
  }

  /** @param total bytes consumed since the beginning; a smaller total than before is ignored */
  reach(total: number): void {
    if (total <= this.#reported) return;
    this.#report(total - this.#reported);
    this.#reported = total;
  }
}

/**
 * The bytes of an input, not unpacked. The file is closed at the end or when the generator is left.
 * @param signal closes standard input, since a generator waiting for input cannot be left
 * @throws IrregularError if the path is not a regular file
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
  // An open standard input keeps the process running.
  const close = (): void => void stdin.destroy();
  signal?.addEventListener('abort', close);
  try {
    yield* stdin as AsyncIterable<Buffer>;
  } finally {
    signal?.removeEventListener('abort', close);
  }
}

async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const { size } = await expectRegular(file);
  const handle = await open(systemName(file), 'r');
  try {
    // One byte more than the size, so that a short read shows the end of the file without a second read.
    const asked = size > 0 && size <= SMALL ? size + 1 : PIECE;
    for (;;) {
      // A new buffer each time, since documents keep references to parts of it.
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(asked), 0, asked, null);
      if (bytesRead > 0) yield buffer.subarray(0, bytesRead);
      if (bytesRead === 0 || bytesRead === size) return;
    }
  } finally {
    await handle.close();
  }
}

export interface PeekResult {
  /** The first bytes: as many as were asked for, or all. */
  readonly head: Uint8Array;
  /** All bytes, including the head; can be read only once. */
  readonly all: Bytes;
}

/**
 * Returns the first bytes as soon as there are enough, without waiting for more from a slow pipe.
 * @param isEnough whether fewer bytes suffice. Default: never
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

/** Delivers what came before a failure, and then the failure. */
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
 * All bytes of a single document in one array.
 * @throws UnreadableError as soon as there are more than `maxBytes`
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

/** Joins pieces; a single piece is not copied. */
export function join(pieces: readonly Uint8Array[]): Uint8Array {
  return pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
}

/**
 * Cuts pieces so that each mark begins a new one. If a library fails within a piece, everything it unpacked from that
 * piece is lost; a damaged member of a compressed file must not destroy the members before it.
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
