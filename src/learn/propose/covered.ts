/** What the edges of a site's articles take anyway needs no rule of its own: fewer rules are easier to read. */
import type { Rule } from '../../model/rule.js';
import { textKey } from '../observe/observe.js';
import type { Occurrence, SiteSurvey } from '../survey/survey.js';

/** A label of at most this many words goes wherever an edge claims it; for anything longer, its own rule is a witness more. */
const LABEL_WORDS = 3;
/** Each document keeps at least this many of its site's texts, by which it would find the site if nothing named it (`findSite`). */
const CLUES = 40;

/**
 * The rules without those for single labels that are beyond an edge wherever the site shows them.
 * @param takenBy what the section with an id takes of the site's documents, its markers included
 */
export function withoutCovered(site: SiteSurvey, rules: readonly Rule[], takenBy: (id: string) => readonly Occurrence[]): Rule[] {
  const covered = site.documents.map(({ blocks }) => new Uint8Array(blocks.length));
  for (const { id } of rules.filter(isEdge)) {
    for (const { document, block } of takenBy(id)) covered[document][block] = 1;
  }
  const isCovered = ({ document, block }: Occurrence) =>
    covered[document][block] === 1 && site.documents[document].blocks[block].words <= LABEL_WORDS;
  const texts = rules.filter(({ scope, match, status }) => scope === 'block' && match.text?.length === 1 && status === undefined);
  const occurrencesOf = ({ match }: Rule) => site.occurrences.get(textKey((match.text as readonly string[])[0])) ?? [];
  const left = new Set(texts.filter((rule) => occurrencesOf(rule).length > 0 && occurrencesOf(rule).every(isCovered)));
  const clues = new Uint32Array(site.documents.length);
  const count = (rule: Rule) => {
    for (const document of documentsOf(occurrencesOf(rule))) clues[document]++;
  };
  for (const rule of texts) if (!left.has(rule)) count(rule);
  for (const rule of [...left].sort(byDocuments)) {
    if (documentsOf(occurrencesOf(rule)).every((document) => clues[document] >= CLUES)) continue;
    left.delete(rule);
    count(rule);
  }
  return rules.filter((rule) => !left.has(rule));
}

function documentsOf(occurrences: readonly Occurrence[]): number[] {
  return [...new Set(occurrences.map(({ document }) => document))];
}

function byDocuments(a: Rule, b: Rule): number {
  return (b.evidence?.documents ?? 0) - (a.evidence?.documents ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Whether a section takes everything on one side of the article. */
function isEdge({ scope, extent, status }: Rule): boolean {
  return scope === 'section' && (extent === 'start' || extent === 'end') && status === undefined;
}
