/** Reads bytes by their number, from a stream that cuts them where it likes. */
import { type Bytes, join } from './bytes.js';
import { UnreadableError } from './unreadable.js';

const NOTHING = new Uint8Array();

/** What is not asked for stays in the stream: no more than one piece lies here beside what was asked for. */
export class ByteReader {
  readonly #pieces: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = NOTHING;
  #failure: { readonly error: unknown } | undefined;

  constructor(bytes: Bytes) {
    this.#pieces = bytes[Symbol.asyncIterator]();
  }

  /**
   * The next bytes without taking them, at least so many; fewer at the end. A stream that fails ends there, and its
   * error comes when all before it has been taken.
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

  /** Takes bytes that `look` has shown. */
  skip(count: number): void {
    this.#rest = this.#rest.subarray(count);
  }

  /** Passes over any number of bytes. */
  async pass(count: number): Promise<void> {
    for (let left = count; left > 0; ) {
      const next = await this.next();
      if (next === undefined) throw cutShort();
      if (next.length > left) this.#rest = next.subarray(left);
      left -= next.length;
    }
  }

  /**
   * @throws UnreadableError where fewer are left
   */
  async take(count: number): Promise<Uint8Array> {
    const seen = await this.look(count);
    if (seen.length < count) throw cutShort();
    this.skip(count);
    return seen.subarray(0, count);
  }

  /** As many as come at once; undefined at the end. */
  async next(): Promise<Uint8Array | undefined> {
    const next = await this.look(1);
    this.#rest = NOTHING;
    return next.length === 0 ? undefined : next;
  }

  async close(): Promise<void> {
    await this.#pieces.return?.();
  }
}

/** The error for bytes that end before they should. */
export function cutShort(): UnreadableError {
  return new UnreadableError('the data ends too early: the file was cut short');
}
