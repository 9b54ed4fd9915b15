/** The parts of a run: batches, the bounded queue between reading and writing, what the workers' clock shows. */
import { describe, expect, test } from '@jest/globals';
import { type BatchLimits, inBatches } from '../../src/batch/run/batches.js';
import { Channel } from '../../src/batch/run/channel.js';
import { Hand } from '../../src/batch/run/hand.js';

const LIMITS: BatchLimits<string> = { count: 3, size: 10, sizeOf: ({ length }) => length, patience: () => 20 };
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function* each(...values: readonly string[]): AsyncGenerator<string> {
  yield* values;
}

async function batchesOf(from: AsyncIterable<string>, signal = new AbortController().signal): Promise<[string, boolean][]> {
  const found: [string, boolean][] = [];
  for await (const { batch, whole } of inBatches(from, LIMITS, signal)) found.push([batch.join(' '), whole]);
  return found;
}

describe('batches', () => {
  test('are full by count or by size, and hold everything in order', async () => {
    expect(await batchesOf(each('a', 'b', 'c', 'd', 'elfzeichen!', 'f', 'g'))).toEqual([
      ['a b c', false],
      ['d elfzeichen!', false],
      ['f g', false],
    ]);
  });

  test('say where one is all there is, full or not', async () => {
    expect(await batchesOf(each('a', 'b'))).toEqual([['a b', true]]);
    expect(await batchesOf(each('a', 'b', 'c'))).toEqual([['a b c', true]]);
    expect(await batchesOf(each())).toEqual([]);
  });

  test('do not wait for a source that pauses', async () => {
    let go: () => void = () => undefined;
    const paused = new Promise<void>((resolve) => {
      go = resolve;
    });
    async function* pausing(): AsyncGenerator<string> {
      yield 'a';
      await paused;
      yield 'b';
    }
    const batches = inBatches(pausing(), LIMITS, new AbortController().signal);
    expect((await batches.next()).value).toEqual({ batch: ['a'], whole: false });
    go();
    expect((await batches.next()).value).toEqual({ batch: ['b'], whole: false });
  });

  test('do not wait until they are full for a source that goes on steadily', async () => {
    async function* steady(): AsyncGenerator<string> {
      for (let n = 0; n < 40; n++) {
        await later(15);
        yield 'a';
      }
    }
    const limits = { ...LIMITS, count: 64, size: 1000 };
    for await (const { batch } of inBatches(steady(), limits, new AbortController().signal)) expect(batch.length).toBeLessThan(20);
  });

  test('end when the run is interrupted, also while nothing comes; what came before is kept', async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<string> {
      yield 'a';
      stop.abort();
      await new Promise(() => undefined);
    }
    expect(await batchesOf(silent(), stop.signal)).toEqual([['a', true]]);
  });

  test('pass on what the source throws', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('kaputt');
    }
    await expect(batchesOf(broken())).rejects.toThrow('kaputt');
  });
});

describe('the channel', () => {
  test('holds back the one that makes, as soon as it is full', async () => {
    const channel = new Channel<number>(2);
    let made = 0;
    const making = (async () => {
      for (; made < 6; made++) await channel.put(made);
      channel.end();
    })();
    await later(10);
    expect(made).toBe(1);
    const taken: number[] = [];
    for await (const value of channel) {
      taken.push(value);
      await later(1);
      expect(made - taken.length).toBeLessThanOrEqual(2);
    }
    await making;
    expect(taken).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('gives an error behind what was put before it', async () => {
    const channel = new Channel<number>(4);
    await channel.put(1);
    channel.end({ error: new Error('kaputt') });
    const taken: number[] = [];
    await expect(
      (async () => {
        for await (const value of channel) taken.push(value);
      })(),
    ).rejects.toThrow('kaputt');
    expect(taken).toEqual([1]);
  });

  test('lets the one that makes go where nobody takes any more', async () => {
    const channel = new Channel<number>(1);
    const making = channel.put(1).then(() => channel.put(2));
    for await (const _ of channel) break;
    await expect(making).resolves.toBeUndefined();
  });
});

describe('what a worker has in hand', () => {
  test('is seen through the same memory: which document, and for how long', async () => {
    const worker = new Hand();
    const watcher = new Hand(worker.memory);
    expect(watcher.held).toBeUndefined();
    worker.take(3);
    await later(15);
    expect(watcher.index).toBe(3);
    expect(watcher.held).toBeGreaterThanOrEqual(10);
    worker.release();
    expect(watcher.held).toBeUndefined();
  });
});
