/** Learning as a library user does it, through the public API alone. */
import { describe, expect, test } from '@jest/globals';
import {
  addSeen,
  assignSites,
  clean,
  compileRules,
  type Document,
  dumpRules,
  type LearnedSite,
  loadPacks,
  mergeObservations,
  mergeRules,
  ObservationFileError,
  type Observations,
  observe,
  parseObservations,
  parseRules,
  propose,
  RULES_FORMAT,
  type RuleSet,
  readText,
  rulesSeen,
  type SeenDocument,
  testRules,
  updateRules,
  writeObservations,
} from '../../src/index.js';

/** Articles of an invented outlet: title, author, date, and paragraphs. */
const ARTICLES: readonly (readonly [string, string, string, ...string[]])[] = [
  [
    'Der alte Kran von Hohenwiek bekommt ein neues Seil',
    'Alma Terhorst',
    '03.02.2024',
    'Vierzig Jahre lang hing der Haken am selben Seil, nun hat der Hafenmeister ein neues bestellt.',
    'Es wird aus Stahl geflochten und kommt auf einer Rolle, die allein zwei Tonnen wiegt.',
  ],
  [
    'Im Watt vor Süderhook liegt ein Klavier',
    'Jonte Brix',
    '11.03.2024',
    'Niemand weiß, wie das Instrument dorthin gelangt ist, doch bei Ebbe ragt der Deckel aus dem Schlick.',
    'Eine Schulklasse hat darauf schon einmal gespielt, und drei Tasten klangen noch.',
  ],
  [
    'Die Bäckerei Ost backt wieder mit Torf',
    'Mara van Dyk',
    '19.04.2024',
    'Wer morgens am Marktplatz vorbeigeht, riecht es sofort: Der alte Ofen ist in Betrieb.',
    'Der Meister sagt, das Brot werde dunkler davon und halte sich bis in die nächste Woche.',
  ],
  [
    'Zwei Störche streiten um den Turm der Feuerwehr',
    'Pelle Ost',
    '02.05.2024',
    'Seit Sonntag klappern sie von früh bis spät, und die Wehr hat ihre Übungen verlegt.',
    'Das ältere Tier war im vorigen Jahr schon da, wie ein Ring an seinem Bein beweist.',
  ],
  [
    'Der Rat verschiebt die Brücke um elf Meter',
    'Rike Sand',
    '27.06.2024',
    'Nach langer Debatte rückt der Bau nach Norden, weil dort der Grund besser trägt.',
    'Teurer wird es nicht, versichert die Kämmerin, denn zwei Pfeiler fallen weg.',
  ],
  [
    'Warum die Fähre nach Lütt Hoevel jetzt flüstert',
    'Timo Wehr',
    '08.08.2024',
    'Der neue Motor läuft mit Strom, und die Möwen scheinen sich daran noch nicht gewöhnt zu haben.',
    'An Bord hört man zum ersten Mal die Dielen knarren, erzählt eine Schaffnerin.',
  ],
];

/** The page's whole text as a simple scraper keeps it, with other stories below the article. */
function scraped(i: number): Document {
  const [title, author, date, ...body] = ARTICLES[i];
  // The first article is new: no other page mentions it.
  const others = [1, 2, 3].map((step) => ARTICLES[1 + ((i + step) % (ARTICLES.length - 1))][0]);
  const lines = [`Hohenwieker Bote | ${title}`, title, `Von ${author} / HOHENWIEK`, `Stand: ${date}`, ...body];
  return readText([...lines, 'Artikel ausdrucken', 'Das lesen die Nachbarn', ...others].join('\n\n'), {
    id: `${i}.txt`,
    site: 'hohenwieker-bote.example',
  });
}

const documents = ARTICLES.map((_, i) => scraped(i));

function observed(some: readonly Document[]): Observations {
  const observations: Observations = new Map();
  for (const document of some) addSeen(observations, observe(document));
  return observations;
}

function ruleSet(sites: readonly LearnedSite[]): RuleSet {
  return { format: RULES_FORMAT, name: 'learned.yaml', rules: sites.flatMap((site) => site.rules) };
}

describe('a library user', () => {
  test('can learn from articles, keep the rules in a file, and clean another article with them', () => {
    const [unseen, ...others] = documents;
    const yaml = dumpRules(ruleSet(propose(observed(others))));
    const learned = parseRules(yaml, 'learned.yaml');
    expect(testRules(learned)).toMatchObject({ failures: [], untested: [] });

    const [title, , , ...body] = ARTICLES[0];
    const { body: cleaned, verdicts } = clean(unseen, compileRules(learned));
    expect(cleaned.split(/\n+/u)).toEqual([title, ...body]);
    expect(verdicts.flatMap(({ reasons }) => reasons.flatMap(({ ruleId }) => ruleId ?? []))).toEqual(
      expect.arrayContaining(learned.rules.filter(({ match }) => match.pattern !== undefined).map(({ id }) => id)),
    );
  });

  test('gets the categories from the shipped packs', () => {
    const [site] = propose(observed(documents), compileRules(loadPacks()));
    expect(site).toMatchObject({ site: 'hohenwieker-bote.example', seen: 6, articles: 6 });
    expect(site.rules.find(({ match }) => match.text?.includes('Artikel ausdrucken'))?.category).toBe('share');
  });

  test('can observe a corpus in parts and learns the same from them', () => {
    const parts = [documents.slice(0, 2), documents.slice(2)].map((part) => [...writeObservations(observed(part))]);
    const merged: Observations = new Map();
    for (const [i, lines] of parts.entries()) mergeObservations(merged, parseObservations(lines, `${i}.obs`));
    expect(propose(merged)).toEqual(propose(observed(documents)));
    expect(() => parseObservations(parts[0].slice(0, -1), '0.obs')).toThrow(ObservationFileError);
  });

  test('can learn from documents whose site is unknown', () => {
    const seen: SeenDocument[] = documents.map(({ site: _, ...document }) => observe(document));
    const observations: Observations = new Map();
    for (const document of seen) addSeen(observations, document);
    expect(propose(observations)).toEqual([]);
    const [cluster] = propose(assignSites(observations));
    expect(cluster.site).toMatch(/^cluster-/u);
    expect(cluster.seen).toBe(6);
  });

  test('can update a rule file, and merge two', () => {
    const first = ruleSet(propose(observed(documents)));
    const [rule, ...rest] = first.rules;
    const reviewed: RuleSet = { ...first, rules: [{ ...rule, status: 'vetoed' }, ...rest] };
    const again = observed(documents.slice(1));
    const { rules, sites } = updateRules(reviewed, propose(again), rulesSeen(reviewed.rules, again));
    expect(rules.rules[0]).toMatchObject({ id: rule.id, status: 'vetoed' });
    expect(sites.get('hohenwieker-bote.example')?.refreshed.length).toBeGreaterThan(0);

    const merged = mergeRules([first, reviewed], 'both.yaml');
    expect(merged.rules.rules).toHaveLength(first.rules.length);
    expect(merged.rules.rules.find(({ id }) => id === rule.id)?.status).toBe('vetoed');
  });
});
