/** Standard output: as it comes, or in compressed blocks. */
import { type Compression, compressed } from './compress.js';

/** A block has at least so many characters, but for the last one. */
const BLOCK = 1 << 20;

export class Printer {
  private waiting: string[] = [];
  private length = 0;

  /** @param print writes, and waits until it has been taken */
  constructor(
    private readonly print: (content: string | Uint8Array) => Promise<void>,
    private readonly compress: Compression | undefined,
  ) {}

  async add(text: string): Promise<void> {
    if (this.compress === undefined) return this.print(text);
    this.waiting.push(text);
    this.length += text.length;
    if (this.length >= BLOCK) await this.flush();
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    if (this.compress === undefined || this.length === 0) return;
    const block = Buffer.from(this.waiting.join(''));
    this.waiting = [];
    this.length = 0;
    await this.print(await compressed(block, this.compress));
  }
}
