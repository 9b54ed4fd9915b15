/** Helpers for learning tests: documents of a site, and the rules that they teach. */
import { type Document, type Evidence, type Rule, type RuleSet, readText } from '../../src/index.js';
import { writeObservations } from '../../src/learn/observe/observationFile.js';
import { addSeen, type Observations } from '../../src/learn/observe/observations.js';
import { observe, type SeenDocument } from '../../src/learn/observe/observe.js';
import type { LearnedSite } from '../../src/learn/propose/propose.js';
import { learnedId } from '../../src/rules/file/ruleId.js';

/** The furniture of two invented papers. */
export const BOTE = [
  'Hohenwieker Bote',
  'Schrift größer stellen',
  'Zur Abo-Verwaltung',
  'Boten vor Ort',
  'Mehr aus dem Hafenviertel',
  'Nach oben',
];
export const KURIER = [
  'Lautersander Kurier',
  'Ihr Kurier-Konto',
  'Kuriere berichten',
  'Alles aus Lautersand',
  'Zum Seitenanfang',
  'Kurier als PDF',
];

/** A text of a site, one line per block. */
export function textOf(site: string, id: string, ...lines: readonly string[]): Document {
  return { ...readText(lines.join('\n\n'), { id }), site };
}

/** Invented articles of a site: furniture above and below, and prose that no two of them share. */
export function articles(site: string, count: number): SeenDocument[] {
  return Array.from({ length: count }, (_, i) =>
    observe(
      textOf(
        site,
        `${site}/${i}.txt`,
        'Hohenwieker Bote',
        `Am ${i}. Tag kamen ${i + 7} Boote in den Hafen von Ort${i}, und der Wind drehte auf Nordwest${i}.`,
        `Die Fischerin Nummer ${i} erzählte danach, dass sie ${i * 3} Netze verloren hat, ehe es hell wurde.`,
        'Textgröße ändern:',
      ),
    ),
  );
}

export function observationsOf(documents: Iterable<SeenDocument>): Observations {
  const observations: Observations = new Map();
  for (const document of documents) addSeen(observations, document);
  return observations;
}

/** The observations as the lines of a file. */
export function linesOf(observations: Observations): string[] {
  return [...writeObservations(observations)];
}

/** Evidence with nothing but a rate. */
export function evidenceOf(documents: number, of: number): Evidence {
  return { documents, of, contentHits: 0, confidence: 0.8 };
}

/** A rule as the learner writes it, with the evidence that most tests need. */
export function learnedRule(over: Partial<Rule> = {}): Rule {
  const rule = {
    effect: 'remove' as const,
    category: 'share' as const,
    scope: 'block' as const,
    match: { text: ['Artikel teilen'] },
    site: 'bote.example',
    confidence: 0.8,
    evidence: { documents: 18, of: 20, contentHits: 0, confidence: 0.8, examples: ['Artikel teilen'] },
    ...over,
  };
  return { id: learnedId(rule), ...rule };
}

export function ruleSet(...rules: readonly Rule[]): RuleSet {
  return { format: 'klartext-rules/1', name: 'rules.yaml', rules };
}

export function learnedSite(articles: number, rules: readonly Rule[], site = 'bote.example'): LearnedSite {
  return { site, seen: articles, articles, rules };
}
