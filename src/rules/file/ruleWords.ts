/** How much a rule takes, by which rules are ordered for people. */
import type { Rule } from '../../model/rule.js';
import { countWords } from '../../text/shape.js';

/** The words that a rule takes of its site's documents: those counted, or those of its text once in each document that shows it. */
export function ruleWords({ match, evidence }: Pick<Rule, 'match' | 'evidence'>): number {
  if (evidence === undefined) return 0;
  const text = match.text?.[0] ?? evidence.examples?.[0] ?? match.pattern?.[0] ?? match.sequence?.join(' ') ?? '';
  return evidence.words ?? evidence.documents * countWords(text);
}
