/** Counts what a run did, for its progress and for the summary at its end. */
import type { Counts } from '../../batch/run/cleanSettings.js';

/** How much a rule or a category has removed. */
type RankedCount = readonly [name: string, count: number];

/** What a run has done so far. */
export class RunTally {
  cleaned = 0;
  /** Done by an earlier run. */
  unchanged = 0;
  failed = 0;
  quarantined = 0;
  /** Files that nobody has named and that hold no document, or are none. */
  passedOver = 0;
  /** Characters of text that were shown, and of these removed. */
  shown = 0;
  removed = 0;
  /** Bytes of the inputs as they lie in their files, and of the outputs. */
  bytesIn = 0;
  bytesOut = 0;
  private readonly categories = new Map<string, number>();
  private readonly rules = new Map<string, number>();

  /** Counts a document that was cleaned. */
  add({ shown, removed, byCategory, byRule, quarantined }: Counts): void {
    this.cleaned++;
    if (quarantined) this.quarantined++;
    this.shown += shown;
    this.removed += removed;
    addAll(this.categories, byCategory);
    addAll(this.rules, byRule);
  }

  /** Counts bytes of the inputs. */
  read(count: number): void {
    this.bytesIn += count;
  }

  /** Forgets everything: the run begins anew. */
  reset(): void {
    Object.assign(this, new RunTally());
  }

  /** Documents that have been seen, whatever became of them. */
  get documents(): number {
    return this.cleaned + this.unchanged + this.failed;
  }

  /** Characters removed by each category, the most first. */
  get byCategory(): RankedCount[] {
    return ranked(this.categories);
  }

  /** Blocks removed by each rule, or by the model, the most first. */
  get byRule(): RankedCount[] {
    return ranked(this.rules);
  }
}

function addAll(to: Map<string, number>, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) to.set(name, (to.get(name) ?? 0) + count);
}

function ranked(counts: ReadonlyMap<string, number>): RankedCount[] {
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
