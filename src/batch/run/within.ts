/** Waits for something, but not for ever. */

/** What is given where nothing came in time. */
export const IDLE = Symbol('idle');

/**
 * What comes next, unless nothing does in time or the signal is aborted. Nothing is left behind that would be kept for
 * as long as the signal lives, as `Promise.race` would.
 * @param patience milliseconds; for ever where it is absent
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
