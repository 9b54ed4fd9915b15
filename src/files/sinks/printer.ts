/** Prints to standard output: at once, or in compressed blocks. */
import { type Compression, compressed } from './compress.js';

/** The least characters in a compressed block, unless it is the last one or a reader is waiting. Smaller blocks compress badly. */
const BLOCK = 1 << 20;

/** Milliseconds that a live reader waits at most: hardly noticeable, and long enough to collect many documents. */
const PATIENCE = 50;

export interface PrinterOptions {
  readonly compress?: Compression;
  /** Whether the output is read while it is written; blocks then end by time as well. Default: false. */
  readonly live?: boolean;
}

export class Printer {
  private waiting: string[] = [];
  private length = 0;
  private timer: NodeJS.Timeout | undefined;
  /** Keeps blocks in order; after a failure no more are written. */
  private written: Promise<void> = Promise.resolve();

  /** @param print resolves when the reader has accepted the content */
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
    // A failure is reported by the next write.
    if (live) this.timer ??= setTimeout(() => this.flush().catch(() => undefined), PATIENCE);
  }

  /** Writes all pending text. */
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
