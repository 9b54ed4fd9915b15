/** Limits: how work that may take long is run by those who hold it to a time. */

/** Runs work, which it may end early by an `OverLimitError`. Work that waits for something must not be run by it. */
export type Limit = <T>(work: () => T) => T;

/** Work takes as long as it takes. */
export const UNLIMITED: Limit = (work) => work();

/** Thrown by a limit: the work was ended wherever it was, so nothing that it uses can be trusted from then on. */
export class OverLimitError extends Error {
  override readonly name = 'OverLimitError';
}
