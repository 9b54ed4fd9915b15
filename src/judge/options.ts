/** What a document is judged by, beside its rules. */
import type { Favor } from './modelReasons.js';

/** What counts where a document is judged; every option may be left out. */
export interface JudgeOptions {
  /** Whether Readability's vote counts, where the document carries one; true where absent. */
  readonly vote?: boolean | undefined;
  /** What the content model says (`score`): for each block the probability that it belongs to the article. */
  readonly scores?: Float32Array | undefined;
  /** Which of the model's errors weighs more; `balanced` where absent. */
  readonly favor?: Favor | undefined;
  /** Whether learned rules that nobody has approved count; true where absent. */
  readonly learned?: boolean | undefined;
}
