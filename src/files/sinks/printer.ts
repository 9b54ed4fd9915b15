/** Standard output: as it comes, or in compressed blocks. */
import { type Compression, compressed } from './compress.js';

/** A block has at least so many characters, but for the last one, and for those that somebody waits for. */
const BLOCK = 1 << 20;

/** Milliseconds that a text waits for others where somebody reads it as it comes. */
const PATIENCE = 50;

export interface PrinterOptions {
  readonly compress?: Compression;
  /** Whether somebody reads what is written as it comes; blocks are then cut by time as well. */
  readonly live?: boolean;
}

export class Printer {
  private waiting: string[] = [];
  private length = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Blocks are written one after the other; once one could not be, none is. */
  private written: Promise<void> = Promise.resolve();

  /** @param print writes, and waits until it has been taken */
  constructor(
    private readonly print: (content: string | Uint8Array) => Promise<void>,
    private readonly options: PrinterOptions = {},
  ) {}

  async add(text: string): Promise<void> {
    const { compress, live } = this.options;
    if (compress === undefined) return this.print(text);
    this.waiting.push(text);
    this.length += text.length;
    if (this.length >= BLOCK) return this.flush();
    // A failure is told of with what is written next.
    if (live) this.timer ??= setTimeout(() => this.flush().catch(() => undefined), PATIENCE);
  }

  /** Writes what waits. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { compress } = this.options;
    if (compress !== undefined && this.length > 0) {
      const block = Buffer.from(this.waiting.join(''));
      this.waiting = [];
      this.length = 0;
      this.written = this.written.then(async () => this.print(await compressed(block, compress)));
    }
    return this.written;
  }
}
