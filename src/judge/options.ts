/** Options for judging a document, besides its rules. */
import type { Favor } from './modelReasons.js';

/** What is done with captions and credits of pictures. */
export const CAPTIONS = ['drop', 'keep'] as const;

/** One of `CAPTIONS`. */
export type Captions = (typeof CAPTIONS)[number];

/** What counts where a document is judged; every option may be left out. */
export interface JudgeOptions {
  /** Whether Readability's vote counts, if the document carries one. Default true. */
  readonly vote?: boolean | undefined;
  /** For each block, the probability that it belongs to the article (`score`). Absent: the content model has no say. */
  readonly scores?: Float32Array | undefined;
  /** For each block, the probability that it is above the beginning of the article or below its end. Absent: nobody knows. */
  readonly outside?: Float32Array | undefined;
  /** Which of the model's errors weighs more. Default `balanced`. */
  readonly favor?: Favor | undefined;
  /** What is done with captions. Default `drop`, as without the picture they refer to nothing. */
  readonly captions?: Captions | undefined;
  /**
   * Whether learned rules that nobody has approved count. Default true; `clean` turns it off where they would remove
   * too much.
   */
  readonly learned?: boolean | undefined;
}
