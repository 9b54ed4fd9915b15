/** Where lines stand in their documents, as the rule language's `where` says it. */
import type { Where } from '../../model/rule.js';
import { positionsOf } from '../../rules/match/positions.js';
import { recall } from '../observe/recall.js';
import type { Place, Survey } from '../survey/survey.js';

/** The part of their documents in which all places lie; undefined where they share none. */
export function placeOf(site: Survey, places: readonly Place[]): Where | undefined {
  const found = places.map(({ document, block }) => {
    const { texts, headCount, tailCount } = positionsOf(recall(site.documents[document]).blocks);
    return { head: block < headCount, tail: block >= texts.length - tailCount };
  });
  if (found.every(({ head }) => head)) return 'head';
  return found.every(({ tail }) => tail) ? 'tail' : undefined;
}
