// Which code has run, as V8 counts it: block coverage of this thread, taken by way of its own inspector session.
//
// The idea is that of AFL and libFuzzer, which Jazzer.js brought to JavaScript: an input that runs code which none before
// it has run is worth keeping. They instrument the program; V8 counts blocks by itself, so the build that is fuzzed is
// the one that ships. To take the counts costs 3 to 4 ms, a hundred times as much as to read a small input; so they are
// taken once for many inputs (see guided.ts). To count costs a fifth of the speed.
//
// V8 merges blocks that ran equally often, so that the same code comes in other ranges each time: what has run is
// remembered by characters of the source.
import { type Profiler, Session } from 'node:inspector/promises';

/** Scripts whose code is worth reaching: the build and the libraries it reads with, not Node and not what fuzzes. */
const isRead = (url: string): boolean =>
  url.startsWith('file:') && (!/\/(?:fuzz|fast-check|@swc)\//u.test(url) || url.endsWith('/selfTests.js'));

/** Code of a script that has run. */
export interface Ran {
  readonly script: string;
  readonly url: string;
  /** The script's character that `ran` begins with. */
  readonly start: number;
  /** 1 for each character that has run. */
  readonly ran: Uint8Array;
}

export class Coverage {
  readonly #session = new Session();

  /** Begins to count; to be awaited before anything is loaded whose code is to be counted. */
  static async start(): Promise<Coverage> {
    const coverage = new Coverage();
    coverage.#session.connect();
    await coverage.#session.post('Profiler.enable');
    await coverage.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    return coverage;
  }

  /** What has run since the last time, of each script. */
  async take(): Promise<Ran[]> {
    const { result } = await this.#session.post('Profiler.takePreciseCoverage');
    return result.filter(({ url }) => isRead(url)).map(({ scriptId, url, functions }) => ({ script: scriptId, url, ...ranOf(functions) }));
  }
}

/** Functions come with those around them first, and so do the blocks in them: what is inside is said last. */
function ranOf(functions: readonly Profiler.FunctionCoverage[]): Pick<Ran, 'start' | 'ran'> {
  const ranges = functions.flatMap((one) => one.ranges);
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { startOffset, endOffset } of ranges) {
    start = Math.min(start, startOffset);
    end = Math.max(end, endOffset);
  }
  const ran = new Uint8Array(Math.max(0, end - start));
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset - start, endOffset - start);
  return { start, ran };
}

/** All code that has run so far. */
export class Reached {
  readonly #scripts = new Map<string, { readonly url: string; seen: Uint8Array }>();

  /** Whether some of this code has not run before. */
  lacks(taken: readonly Ran[]): boolean {
    return taken.some(({ script, start, ran }) => {
      const seen = this.#scripts.get(script)?.seen;
      return ran.some((one, i) => one === 1 && seen?.[start + i] !== 1);
    });
  }

  /** @returns whether some of it has not run before */
  add(taken: readonly Ran[]): boolean {
    if (!this.lacks(taken)) return false;
    for (const { script, url, start, ran } of taken) {
      const known = this.#scripts.get(script) ?? { url, seen: new Uint8Array() };
      if (known.seen.length < start + ran.length) {
        const longer = new Uint8Array(start + ran.length);
        longer.set(known.seen);
        known.seen = longer;
      }
      for (let i = 0; i < ran.length; i++) known.seen[start + i] |= ran[i];
      this.#scripts.set(script, known);
    }
    return true;
  }

  /** How many characters of the scripts below an address have run. */
  sizeBelow(address: string): number {
    let size = 0;
    for (const { url, seen } of this.#scripts.values()) if (url.startsWith(address)) for (const one of seen) size += one;
    return size;
  }
}
