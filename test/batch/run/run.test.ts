/** The parts of a run: batches, the bounded queue between reading and writing, the running time of documents. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type BatchLimits, inBatches } from '../../../src/batch/run/batches.js';
import { Channel } from '../../../src/batch/run/channel.js';
import { RunningTime } from '../../../src/batch/run/runningTime.js';
import { DEFAULT_RUN, spread } from '../../../src/batch/run/spread.js';
import { WorkerStatus } from '../../../src/batch/run/workerStatus.js';
import type { Task } from '../../../src/files/item.js';
import { folderWith, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const LIMITS: BatchLimits<string> = { count: 3, size: 10, sizeOf: ({ length }) => length, patience: () => 20 };
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function* each(...values: readonly string[]): AsyncGenerator<string> {
  yield* values;
}

async function batchesOf(from: AsyncIterable<string>, signal = new AbortController().signal): Promise<[string, boolean][]> {
  const found: [string, boolean][] = [];
  for await (const { items, isWhole } of inBatches(from, LIMITS, signal)) found.push([items.join(' '), isWhole]);
  return found;
}

describe('batches', () => {
  test('are full by count or by size, and contain everything in order', async () => {
    expect(await batchesOf(each('a', 'b', 'c', 'd', 'elfzeichen!', 'f', 'g'))).toEqual([
      ['a b c', false],
      ['d elfzeichen!', false],
      ['f g', false],
    ]);
  });

  test('show whether one is all there is, full or not', async () => {
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
    expect((await batches.next()).value).toEqual({ items: ['a'], isWhole: false });
    go();
    expect((await batches.next()).value).toEqual({ items: ['b'], isWhole: false });
  });

  test('do not wait to fill up while a source yields steadily', async () => {
    async function* steady(): AsyncGenerator<string> {
      for (let n = 0; n < 40; n++) {
        await later(15);
        yield 'a';
      }
    }
    const limits = { ...LIMITS, count: 64, size: 1000 };
    for await (const { items } of inBatches(steady(), limits, new AbortController().signal)) expect(items.length).toBeLessThan(20);
  });

  test('end when the run is interrupted, even while nothing arrives; earlier items are kept', async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<string> {
      yield 'a';
      stop.abort();
      await new Promise(() => undefined);
    }
    expect(await batchesOf(silent(), stop.signal)).toEqual([['a', true]]);
  });

  test('pass on errors of the source', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('kaputt');
    }
    await expect(batchesOf(broken())).rejects.toThrow('kaputt');
  });
});

describe('the channel', () => {
  test('holds back the producer once it is full', async () => {
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

  test('yields an error after the values that were put before it', async () => {
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

  test('releases the producer if the consumer stops', async () => {
    const channel = new Channel<number>(1);
    const making = channel.put(1).then(() => channel.put(2));
    for await (const _ of channel) break;
    await expect(making).resolves.toBeUndefined();
  });
});

describe('a run', () => {
  const THREAD = `export default async ({ tasks }) => tasks.map(() => ({ where: 'thread' }));`;
  const SENTENCE = 'Der Gemeinderat hat am Montag lange über den neuen Steg beraten.\n';

  async function placesOf(files: Readonly<Record<string, string>>, timeout: number): Promise<string[]> {
    const folder = folderWith({ ...files, 'thread.mjs': THREAD });
    const job = {
      handler: () => async () => ({ where: 'here' }),
      worker: pathToFileURL(path.join(folder, 'thread.mjs')),
      data: {},
      unclocked: 1000,
      messageOf: (task: Task) => ({ task }),
    };
    const inputs = Object.keys(files).map((name) => ({ file: path.join(folder, name), relative: name }));
    const places: string[] = [];
    for await (const outcome of spread(inputs, job, { ...DEFAULT_RUN, jobs: 1, timeout })) {
      if ('task' in outcome && 'where' in outcome.result) places.push(outcome.result.where);
    }
    return places;
  }

  test.each([
    ['a small one is done here', { 'a.txt': SENTENCE, 'b.txt': SENTENCE }, 60_000, ['here', 'here']],
    ['a lone document that may take long is held to the clock', { 'a.txt': SENTENCE.repeat(20) }, 60_000, ['thread']],
    [
      'so are small ones that are large together',
      { 'a.txt': SENTENCE.repeat(9), 'b.txt': SENTENCE.repeat(9) },
      60_000,
      ['thread', 'thread'],
    ],
    ['any is, where the limit is short', { 'a.txt': SENTENCE }, 59_000, ['thread']],
  ])('%s', async (_what, files, timeout, expected) => {
    expect(await placesOf(files, timeout)).toEqual(expected);
  });
});

describe('the status of a worker', () => {
  test('is visible through shared memory', () => {
    const worker = new WorkerStatus();
    const watcher = new WorkerStatus(worker.memory);
    expect(watcher.isBusy).toBe(false);
    worker.take(3);
    expect([watcher.isBusy, watcher.index, watcher.taken]).toEqual([true, 3, 1]);
    worker.take(4);
    expect([watcher.isBusy, watcher.index, watcher.taken]).toEqual([true, 4, 2]);
    worker.release();
    expect(watcher.isBusy).toBe(false);
  });
});

describe('the running time of a document', () => {
  /** The running time found by samples at these times. */
  function looks(...steps: readonly (number | 'take' | 'release' | { readonly waited: number })[]): number[] {
    const hand = new WorkerStatus();
    let now = 0;
    let waited = 0;
    const clock = () => now;
    const time = new RunningTime(hand, 100, clock, () => waited);
    return steps.flatMap((step) => {
      if (step === 'take') hand.take(0);
      else if (step === 'release') hand.release();
      else if (typeof step === 'object') waited = step.waited;
      else {
        now = step;
        return [time.sample()];
      }
      return [];
    });
  }

  test('is counted from the first sample, and starts over for the next one', () => {
    expect(looks(100, 'take', 200, 300, 400, 'take', 500, 600, 'release', 700, 800)).toEqual([0, 0, 100, 200, 0, 100, 0, 0]);
  });

  test('does not grow if samples come late, since all threads were stopped', () => {
    expect(looks('take', 100, 200, 3_600_200, 3_600_300)).toEqual([0, 100, 300, 400]);
  });

  test('does not grow while its thread waits for a processor', () => {
    expect(looks('take', 100, 200, { waited: 60 }, 300, { waited: 500 }, 400, 500)).toEqual([0, 100, 140, 140, 240]);
  });

  test('is counted if samples are slightly late', () => {
    expect(looks('take', 100, 250, 400, 590)).toEqual([0, 150, 300, 490]);
  });
});
