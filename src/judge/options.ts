/** Options for judging a document, besides its rules. */
import type { Favor } from './modelReasons.js';

export interface JudgeOptions {
  /** Whether Readability's vote counts, if the document carries one. Default true. */
  readonly vote?: boolean;
  /** For each block, the probability that it belongs to the article (`score`). Absent: the content model has no say. */
  readonly scores?: Float32Array;
  /** Which of the model's errors weighs more. Default `balanced`. */
  readonly favor?: Favor;
  /**
   * Whether learned rules that nobody has approved count. Default true; `clean` turns it off where they would remove
   * too much.
   */
  readonly learned?: boolean;
}
