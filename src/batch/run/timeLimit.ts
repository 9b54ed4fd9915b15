/**
 * Holds work in the main thread to a time. V8 ends it from another thread, as it would a worker: even inside a regular
 * expression, and without a check in any loop.
 */
import { Script } from 'node:vm';
import { type Limit, OverLimitError } from '../../model/limit.js';

/** Where scripts find the work: in their own global object, which is not that of a test. */
const WORK = "globalThis[Symbol.for('klartext.work')]";
const holder = new Script(`${WORK} ??= {}`).runInThisContext() as { work: () => unknown };
const script = new Script(`${WORK}.work()`, { filename: 'klartext-time-limit.js' });

/**
 * A limit for all work on one document.
 * @param timeout milliseconds from now
 */
export function timeLimit(timeout: number): Limit {
  const deadline = performance.now() + timeout;
  return <T>(work: () => T): T => {
    const left = Math.ceil(deadline - performance.now());
    if (left <= 0) throw new OverLimitError(tookTooLong(timeout));
    const { work: around } = holder;
    holder.work = work;
    try {
      return script.runInThisContext({ timeout: left }) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw new OverLimitError(tookTooLong(timeout));
      throw error;
    } finally {
      holder.work = around;
    }
  };
}

/** Why a document failed that took too long. @param timeout in milliseconds */
export function tookTooLong(timeout: number): string {
  return `took longer than ${timeout / 1000} s (--timeout)`;
}
