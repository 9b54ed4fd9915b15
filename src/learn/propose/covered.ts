/** What the edges of a site's articles take anyway needs no rule of its own: fewer rules are easier to read. */
import type { Rule } from '../../model/rule.js';
import { textKey } from '../observe/observe.js';
import { documentsOf, type Occurrence, type SiteSurvey } from '../survey/survey.js';

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
  const clues = new Uint32Array(site.documents.length);
  const count = ({ documents }: ListedText) => {
    for (const document of documents) clues[document]++;
  };
  const left: ListedText[] = [];
  for (const text of rules.flatMap((rule) => listedText(site, rule))) {
    if (text.occurrences.length > 0 && text.occurrences.every(isCovered)) left.push(text);
    else count(text);
  }
  const dropped = new Set<Rule>();
  for (const text of left.sort(byDocuments)) {
    if ([...text.documents].every((document) => clues[document] >= CLUES)) dropped.add(text.rule);
    else count(text);
  }
  return rules.filter((rule) => !dropped.has(rule));
}

/** An active rule for one text, and where the site shows it. */
interface ListedText {
  readonly rule: Rule;
  readonly occurrences: readonly Occurrence[];
  readonly documents: ReadonlySet<number>;
}

function listedText(site: SiteSurvey, rule: Rule): ListedText[] {
  const { scope, match, status } = rule;
  if (scope !== 'block' || match.text?.length !== 1 || status !== undefined) return [];
  const occurrences = site.occurrences.get(textKey(match.text[0])) ?? [];
  return [{ rule, occurrences, documents: documentsOf(occurrences) }];
}

function byDocuments({ rule: a }: ListedText, { rule: b }: ListedText): number {
  return (b.evidence?.documents ?? 0) - (a.evidence?.documents ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Whether a section takes everything on one side of the article. */
function isEdge({ scope, extent, status }: Rule): boolean {
  return scope === 'section' && (extent === 'start' || extent === 'end') && status === undefined;
}
