/** Counts what a run has done, for progress and the summary. */
import type { Counts } from '../../batch/run/cleanSettings.js';

type RankedCount = readonly [name: string, count: number];

export class RunTally {
  cleaned = 0;
  /** Documents that an earlier run has done. */
  unchanged = 0;
  failed = 0;
  quarantined = 0;
  /** Files without documents that were found in a folder rather than named by the user. */
  passedOver = 0;
  /** Characters of visible text, and of those removed. */
  shown = 0;
  removed = 0;
  /** Bytes of the inputs as stored in their files, and of the outputs. */
  bytesIn = 0;
  bytesOut = 0;
  private readonly categories = new Map<string, number>();
  private readonly rules = new Map<string, number>();

  /** Counts a cleaned document. */
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

  /** Starts over with the run. */
  reset(): void {
    Object.assign(this, new RunTally());
  }

  /** Number of documents processed, whatever the outcome. */
  get documents(): number {
    return this.cleaned + this.unchanged + this.failed;
  }

  /** Characters removed per category, largest first. */
  get byCategory(): RankedCount[] {
    return ranked(this.categories);
  }

  /** Blocks removed per rule or model, largest first. */
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
