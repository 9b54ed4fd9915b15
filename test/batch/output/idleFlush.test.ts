/** The flush for when no document arrives: it never runs beside a write, and its errors are not lost. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { IdleFlush } from '../../../src/batch/output/idleFlush.js';

/** An idle flush that reports when it starts, and ends with `end`. */
function controlled() {
  const calls: string[] = [];
  const events = new EventEmitter();
  const started = once(events, 'started');
  const idle = new IdleFlush(async () => {
    calls.push('started');
    const ended = once(events, 'ended');
    events.emit('started');
    const [error] = await ended;
    if (error !== undefined) throw error;
    calls.push('ended');
  });
  return { idle, calls, started, end: (error?: Error) => events.emit('ended', error) };
}

describe('an idle flush', () => {
  test('is cancelled by the next write', async () => {
    const { idle, calls } = controlled();
    idle.start(0);
    await idle.stop();
    await pause(10);
    expect(calls).toEqual([]);
  });

  test('does not start without patience', async () => {
    const { idle, calls } = controlled();
    idle.start(undefined);
    await pause(10);
    expect(calls).toEqual([]);
  });

  test('delays the next write until it has ended', async () => {
    const { idle, calls, started, end } = controlled();
    idle.start(0);
    await started;
    const write = idle.stop().then(() => calls.push('written'));
    end();
    await write;
    expect(calls).toEqual(['started', 'ended', 'written']);
  });

  test('reports its error to the next write, once', async () => {
    const { idle, started, end } = controlled();
    idle.start(0);
    await started;
    end(new Error('the disk is full'));
    await pause(10);
    await expect(idle.stop()).rejects.toThrow('the disk is full');
    await expect(idle.stop()).resolves.toBeUndefined();
  });
});
