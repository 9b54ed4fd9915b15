/** Measures how much learned rules remove from the observed documents, and how many of these there are. */
import { judge } from '../../judge/judge.js';
import { type Observations, sampleOf, sizeOfCut } from '../../learn/observe/observations.js';
import { recall } from '../../learn/observe/recall.js';
import type { LearnedSite } from '../../learn/propose/propose.js';
import { TRIED } from '../../learn/update/triedRules.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { compileRules } from '../../rules/match/compile.js';
import { countWords } from '../../text/shape.js';

/** Number of words in the measured documents, and of those that active rules remove. */
export interface RemovedWords {
  readonly words: number;
  readonly removed: number;
  /** The first and the last date of the measured documents, if they are dated. */
  readonly since?: string;
  readonly until?: string;
  /** The number of documents in the site's sample, if it does not hold all. */
  readonly sample?: number | undefined;
}

/**
 * For each learned site, how much text its active rules remove on their own, over the `TRIED` observed documents with
 * the smallest hashes.
 */
export function measureRemoved(
  observations: Observations,
  learned: readonly Pick<LearnedSite, 'site' | 'rules'>[],
): Map<string, RemovedWords> {
  return new Map(
    learned.map(({ site, rules }) => {
      const compiled = compileRules({ format: RULES_FORMAT, name: site, rules });
      const seen = observations.get(site);
      let words = 0;
      let removed = 0;
      const dates: string[] = [];
      for (const document of seen === undefined ? [] : sampleOf(seen, TRIED)) {
        if (document.date !== undefined) dates.push(document.date);
        const verdicts = judge(recall(document), compiled, { vote: false });
        verdicts.forEach((verdict, i) => {
          words += document.blocks[i].words;
          if (verdict.action === 'remove') removed += document.blocks[i].words;
          for (const { textStart, textEnd } of verdict.spans ?? [])
            removed += countWords(document.blocks[i].text.slice(textStart, textEnd));
        });
      }
      const [since, until] = [dates.sort()[0], dates.at(-1)];
      const dated = since === undefined || until === undefined ? {} : { since, until };
      return [site, { words, removed, ...dated, sample: seen && sizeOfCut(seen) }];
    }),
  );
}
