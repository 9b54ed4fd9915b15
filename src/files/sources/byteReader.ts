/** Reads given numbers of bytes from a stream of pieces of any size. */
import { type Bytes, join } from './bytes.js';
import { UnreadableError } from './unreadable.js';

const NOTHING = new Uint8Array();

/** Buffers at most one piece more than was asked for; everything else stays in the stream. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = NOTHING;
  #failure: { readonly error: unknown } | undefined;

  constructor(bytes: Bytes) {
    this.#pieces = bytes[Symbol.asyncIterator]();
  }

  /**
   * Returns at least `count` of the next bytes without consuming them, and fewer only at the end. An error of the stream
   * counts as the end, and is thrown when everything before it has been consumed.
   */
  async look(count: number): Promise<Uint8Array> {
    if (this.#rest.length >= count) return this.#rest;
    const pieces = [this.#rest];
    let length = this.#rest.length;
    try {
      while (length < count && this.#failure === undefined) {
        const { done, value } = await this.#pieces.next();
        if (done) break;
        pieces.push(value);
        length += value.length;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#rest = join(pieces.filter((piece) => piece.length > 0));
    if (this.#rest.length === 0 && this.#failure !== undefined) throw this.#failure.error;
    return this.#rest;
  }

  /** Consumes bytes that `look` has returned. */
  skip(count: number): void {
    this.#rest = this.#rest.subarray(count);
  }

  /**
   * Consumes any number of bytes without buffering them.
   * @throws UnreadableError if fewer are left
   */
  async pass(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      const next = await this.next();
      if (next === undefined) throw cutShort();
      if (next.length > left) this.#rest = next.subarray(left);
      left -= next.length;
    }
  }

  /**
   * Consumes and returns the next bytes.
   * @throws UnreadableError if fewer are left
   */
  async take(count: number): Promise<Uint8Array> {
    const seen = await this.look(count);
    if (seen.length < count) throw cutShort();
    this.skip(count);
    return seen.subarray(0, count);
  }

  /** The next piece of any size; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    const next = await this.look(1);
    this.#rest = NOTHING;
    return next.length === 0 ? undefined : next;
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

/** The error for data that ends too early. */
export function cutShort(): UnreadableError {
  return new UnreadableError('the data ends too early: the file was cut short');
}
