/** Waits for a promise, but not forever. */

/** The result if nothing arrived in time. */
export const IDLE = Symbol('idle');

/**
 * The value of a promise, or `IDLE` if it does not settle in time or the signal is aborted. Unlike `Promise.race` it
 * leaves no listener on a long-lived signal.
 * @param patience milliseconds; forever if undefined
 */
export function within<T>(next: Promise<T>, patience: number | undefined, signal: AbortSignal): Promise<T | typeof IDLE> {
  return new Promise((resolve, reject) => {
    const timer = patience === undefined ? undefined : setTimeout(onIdle, patience);
    function settle(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onIdle);
    }
    function onIdle(): void {
      settle();
      resolve(IDLE);
    }
    signal.addEventListener('abort', onIdle);
    next.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error) => {
        settle();
        reject(error);
      },
    );
    if (signal.aborted) onIdle();
  });
}
