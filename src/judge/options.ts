/** What a document is judged by, beside its rules. */
import type { Favor } from './modelReasons.js';

export interface JudgeOptions {
  /** Whether Readability's vote counts, where the document carries one; true where absent. */
  readonly vote?: boolean;
  /** What the content model says (`score`): for each block the probability that it belongs to the article. */
  readonly scores?: Float32Array;
  /** Which of the model's errors weighs more; `balanced` where absent. */
  readonly favor?: Favor;
  /** Whether learned rules that nobody has approved count; true where absent. */
  readonly learned?: boolean;
}
