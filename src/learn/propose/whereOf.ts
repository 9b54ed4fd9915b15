/** The position of lines in their documents, as a `where` of the rule language. */
import type { Where } from '../../model/rule.js';
import { positionsOf } from '../../rules/match/positions.js';
import { recall } from '../observe/recall.js';
import type { Occurrence, SiteSurvey } from '../survey/survey.js';

/** The part of their documents that contains all occurrences; undefined if there is none. */
export function whereOf(site: SiteSurvey, occurrences: readonly Occurrence[]): Where | undefined {
  const found = occurrences.map(({ document, block }) => {
    const { texts, headCount, tailCount } = positionsOf(recall(site.documents[document]).blocks);
    return { head: block < headCount, tail: block >= texts.length - tailCount };
  });
  if (found.every(({ head }) => head)) return 'head';
  return found.every(({ tail }) => tail) ? 'tail' : undefined;
}
