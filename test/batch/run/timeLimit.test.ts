/** Time limits in the main thread: work is ended wherever it is, and nothing after it uses what it left behind. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { cleaner } from '../../../src/batch/run/cleanTask.js';
import { startDirect } from '../../../src/batch/run/direct.js';
import { failureOf, type Handler } from '../../../src/batch/run/job.js';
import { timeLimit } from '../../../src/batch/run/timeLimit.js';
import type { Task } from '../../../src/files/item.js';
import { loadPacks } from '../../../src/index.js';
import { OverLimitError, UNLIMITED } from '../../../src/model/limit.js';
import { folderWith, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const TOO_LONG = 'took longer than 0.2 s (--timeout)';
const MS = 200;
const task = (content: string): Task => ({ name: content.slice(0, 9), id: 'a', relative: 'a.txt', format: 'text', content }) as Task;

function forever(): number {
  for (let i = 0; ; i++) if (i < 0) return i;
}

describe('a time limit', () => {
  test.each<[string, () => unknown]>([
    ['a loop', forever],
    ['a regular expression', () => /^(?:a|a)*b$/u.test('a'.repeat(200))],
    [
      'a loop that catches everything',
      () => {
        try {
          forever();
        } catch {
          return 'caught';
        }
        return 'done';
      },
    ],
  ])('ends %s', (_, work) => {
    expect(() => timeLimit(MS)(work)).toThrow(new OverLimitError(TOO_LONG));
  });

  test('counts the time since it was made, and begins no work after it', () => {
    const limit = timeLimit(1);
    const until = performance.now() + 3;
    while (performance.now() < until);
    let began = false;
    expect(() =>
      limit(() => {
        began = true;
      }),
    ).toThrow(OverLimitError);
    expect(began).toBe(false);
  });

  test('returns what the work returns, and throws what it throws', () => {
    const limit = timeLimit(60_000);
    const found = { a: 1 };
    expect(limit(() => limit(() => found))).toBe(found);
    const error = new Error('kaputt');
    expect(() =>
      limit(() => {
        throw error;
      }),
    ).toThrow(error);
  });
});

describe('documents in the main thread', () => {
  const THREAD = `export default async ({ tasks }) => tasks.map(() => ({ where: 'thread' }));`;
  const handle: Handler<{ where: string }> = async ({ content }, limit = UNLIMITED) => {
    try {
      return limit(() => ({ where: content === 'slow' ? String(forever()) : 'here' }));
    } catch (error) {
      return failureOf(error as Error);
    }
  };

  test('a slow one fails in time, and threads do those after it', async () => {
    const worker = pathToFileURL(path.join(folderWith({ 'thread.mjs': THREAD }), 'thread.mjs'));
    const job = { handler: () => handle, worker, data: {}, unclocked: 1000, messageOf: (one: Task) => ({ task: one }) };
    const runner = startDirect(job, { jobs: 1, timeout: MS });
    const first = await runner.run(['a', 'slow', 'b', 'c'].map(task));
    const second = await runner.run([task('d')]);
    await runner.close();
    expect([...first, ...second]).toEqual([
      { where: 'here' },
      { error: TOO_LONG, atLimit: true },
      { where: 'thread' },
      { where: 'thread' },
      { where: 'thread' },
    ]);
  });

  test.each([
    ['a text', task('Der Rat der Stadt tagt am Montag.\n'.repeat(30_000))],
    ['a page', { ...task('<p>Der Rat der Stadt tagt am Montag.</p>'.repeat(30_000)), format: 'html', relative: 'a.html' } as Task],
  ])('cleaning is ended: %s', async (_, long) => {
    const work = { ruleSets: loadPacks(), to: 'txt', verdicts: false, removed: false, site: { name: undefined } } as never;
    const clean = cleaner(work);
    expect(await clean(long, timeLimit(50))).toEqual({ error: 'took longer than 0.05 s (--timeout)', atLimit: true });
  });
});
