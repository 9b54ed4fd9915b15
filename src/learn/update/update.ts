/** Updates a rule file that people have worked on with newly learned rules. People's rules stay. */
import { expectList, expectOptions, expectRuleSet } from '../../model/argument.js';
import type { Evidence, Rule, RuleSet } from '../../model/rule.js';
import { isOfOneText } from '../../rules/file/textCount.js';
import { driftNote, isMissed, type Rate } from '../evidence/drift.js';
import { isPersonal, matchKey, plainId } from '../evidence/identity.js';
import type { LearnedSite } from '../propose/propose.js';
import { isTitleList } from '../propose/teasers.js';

/** With fewer articles of a site, nothing can be said of how often it shows a rule. */
const ENOUGH_ARTICLES = 10;

/** What became of a site's rules. Every rule of the old and the new file is in exactly one of these lists. */
export interface SiteUpdate {
  /** Rules that a person made or decided on, and learned ones that the new documents do not contradict. */
  readonly kept: Rule[];
  /** Rules learned again, with the evidence of the new documents. */
  readonly refreshed: Rule[];
  readonly added: Rule[];
  /**
   * Rules that are no longer applied, each with a note. Either the site stopped showing them (they are dropped if the
   * next update does not see them either), or their rate changed so much that a person should look at them.
   */
  readonly suspended: Rule[];
  readonly dropped: Rule[];
}

/** A rule file brought up to date, and what became of its rules. */
export interface Update {
  readonly rules: RuleSet;
  /** By site in alphabetical order, with `''` for rules of every site. */
  readonly sites: ReadonlyMap<string, SiteUpdate>;
}

/** What is known of the file to update. */
export interface UpdateOptions {
  /**
   * Whether people may have edited it since it was written. Then a listed text stays in the category that the file
   * says: a text that was moved looks like one that was learned there. Default: true
   */
  readonly edited?: boolean;
}

/**
 * Updates a rule file.
 *
 * Rules that a person made, changed, approved or vetoed (`isPersonal`) stay as they are; if the same rule was learned
 * again, only the evidence is replaced. Learned rules are refreshed. One that enough new articles of its site do not
 * show is suspended with a note, and dropped if the next update does not see it either. One whose rate jumped or
 * collapsed is suspended too: it keeps its old evidence, so that it stays suspended until its rate is back to normal or
 * a person approves it.
 *
 * @param previous the existing file
 * @param learned what `propose` learned from new documents; other sites stay as they are
 * @param stillSeen for ids of previous rules that hit something in the new documents, the number of those
 *   (`rulesSeen`): such rules do not age, even if they were not proposed again
 * @param options what is known of the file
 *
 * @example
 * ```ts
 * import { addSeen, type Observations, observe, parseRules, propose, readText, updateRules } from 'klartext';
 *
 * const yaml = 'format: klartext-rules/1\nsite: bote.example\nrules: [{ id: mine, category: share, remove: block, match: { text: Teilen } }]';
 * const observations: Observations = new Map();
 * for (const day of ['Montag', 'Dienstag', 'Mittwoch']) {
 *   const text = `Am ${day} tagte der Rat der Stadt zum Ausbau des Hafens, wie ein Sprecher mitteilte.\n\nMehr vom Hohenwieker Boten`;
 *   addSeen(observations, observe(readText(text, { id: day, site: 'bote.example' })));
 * }
 * const { rules, sites } = updateRules(parseRules(yaml, 'rules.yaml'), propose(observations));
 * rules.rules.slice(0, 2).map(({ match }) => match.text); // => [['Teilen'], ['Mehr vom Hohenwieker Boten']]
 * sites.get('bote.example')?.kept.map(({ id }) => id); // => ['mine']
 * ```
 */
export function updateRules(
  previous: RuleSet,
  learned: readonly LearnedSite[],
  stillSeen: ReadonlyMap<string, Rate> = new Map(),
  options: UpdateOptions = {},
): Update {
  expectRuleSet(previous, 'previous');
  expectList(learned, 'learned', 'what propose returns');
  expectOptions(options);
  const { edited = true } = options;
  const sites = new Map<string, SiteUpdate>();
  const siteOf = (name: string) => {
    const site = sites.get(name) ?? { kept: [], refreshed: [], added: [], suspended: [], dropped: [] };
    sites.set(name, site);
    return site;
  };
  const articles = new Map(learned.map((site) => [site.site, site.articles]));
  const twins = new Twins(learned);
  // Personal rules choose first: a learned twin of theirs must not refresh one of the learner's old rules as well.
  const personal = new Map(previous.rules.filter(isPersonal).map((rule) => [rule, twins.takeAll(rule)]));
  const ofLearner = previous.rules.filter((rule) => !personal.has(rule));
  const same = new Map(ofLearner.map((rule) => [rule, twins.takeSame(rule)]));
  const rules: Rule[] = [];
  for (const old of previous.rules) {
    const update = siteOf(old.site ?? '');
    const next = personal.has(old)
      ? refreshPersonal(old, personal.get(old), update)
      : updateLearned(
          old,
          same.get(old) ?? asFiled(old, twins.takeLike(old), edited),
          articles.get(old.site ?? '') ?? 0,
          stillSeen.get(old.id),
          update,
        );
    if (next !== undefined) rules.push(next);
  }
  for (const rule of twins.left()) {
    const update = siteOf(rule.site ?? '');
    (rule.status === 'suspended' ? update.suspended : update.added).push(rule);
    rules.push(rule);
  }
  return {
    rules: { ...previous, rules: bySite(rules) },
    sites: new Map([...sites].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** The learned rules, indexed by what they do and by id: an edited rule keeps the id that it was learned with. */
class Twins {
  private readonly free = new Set<Rule>();
  private readonly byId = new Map<string, Rule>();
  private readonly byMatch = new Map<string, Rule[]>();

  constructor(private readonly learned: readonly LearnedSite[]) {
    for (const rule of learned.flatMap((site) => site.rules)) {
      this.free.add(rule);
      this.byId.set(plainId(rule), rule);
      const key = matchKey(rule);
      this.byMatch.set(key, [...(this.byMatch.get(key) ?? []), rule]);
    }
  }

  /** Takes the learned rule that does exactly what this one did when it was learned. */
  takeSame(rule: Rule): Rule | undefined {
    const twin = this.byId.get(plainId(rule));
    return twin !== undefined && this.free.delete(twin) ? twin : undefined;
  }

  /** Takes a learned rule that looks for the same. */
  takeLike(rule: Rule): Rule | undefined {
    const twin = this.byMatch.get(matchKey(rule))?.find((one) => this.free.has(one));
    if (twin !== undefined) this.free.delete(twin);
    return twin;
  }

  /** Takes all learned rules that a person's rule covers; a rule without a site covers those of every site. */
  takeAll(rule: Rule): Rule | undefined {
    const keys = rule.site === undefined ? this.learned.map(({ site }) => matchKey({ ...rule, site })) : [matchKey(rule)];
    const found = [this.takeSame(rule), ...keys.flatMap((key) => (this.byMatch.get(key) ?? []).filter((twin) => this.free.delete(twin)))];
    return rule.site === undefined ? undefined : found.find((twin) => twin !== undefined);
  }

  left(): Rule[] {
    return [...this.free];
  }
}

/**
 * The newly learned rule in the category of the old one, if a person may have moved it there. It keeps the id of the
 * category that it was learned with, which makes it a person's from now on.
 */
function asFiled(old: Rule, twin: Rule | undefined, edited: boolean): Rule | undefined {
  if (twin === undefined || !edited || twin.category === old.category || !isOfOneText(old)) return twin;
  return { ...twin, category: old.category };
}

function refreshPersonal(old: Rule, twin: Rule | undefined, update: SiteUpdate): Rule {
  const rule = twin?.evidence === undefined || old.evidence === undefined ? old : withEvidence(old, old.evidence, twin);
  update.kept.push(rule);
  return rule;
}

/** A person's rule with new evidence, whose confidence it takes over unless the person has set its own. */
function withEvidence(old: Rule, before: Evidence, twin: Rule): Rule {
  const { evidence, confidence } = withDates(old, twin);
  return { ...old, confidence: old.confidence === before.confidence ? confidence : old.confidence, evidence };
}

function updateLearned(
  old: Rule,
  twin: Rule | undefined,
  articles: number,
  stillSeen: Rate | undefined,
  update: SiteUpdate,
): Rule | undefined {
  const { evidence } = old;
  const hasEvidence = evidence !== undefined && articles >= ENOUGH_ARTICLES;
  const rate = twin?.evidence ?? stillSeen;
  const drift = hasEvidence && rate !== undefined && !isTitleList(old) ? driftNote(evidence, rate) : undefined;
  if (drift !== undefined) return suspend(old, drift, update);
  // A rule that many articles have shown does not become a candidate because a few show it now.
  if (twin !== undefined && (hasEvidence || twin.status !== 'candidate' || old.status !== undefined)) {
    const rule = withDates(old, twin);
    (rule.status === 'suspended' ? update.suspended : update.refreshed).push(rule);
    return rule;
  }
  if (twin !== undefined || stillSeen !== undefined || !hasEvidence || !isMissed(evidence, articles)) {
    update.kept.push(old);
    return old;
  }
  if (old.status === 'suspended') {
    update.dropped.push(old);
    return undefined;
  }
  return suspend(old, `not seen in ${articles} newer articles of its site`, update);
}

function suspend(old: Rule, note: string, update: SiteUpdate): Rule {
  const rule: Rule = { ...old, status: 'suspended', note };
  update.suspended.push(rule);
  return rule;
}

/** The newly learned rule, with the dates of both; the learner does not date single texts. */
function withDates(old: Rule, twin: Rule): Rule {
  if (twin.evidence === undefined || (isOfOneText(twin) && twin.evidence.since === undefined)) return twin;
  const since = [old.evidence?.since, twin.evidence.since].flatMap((date) => date ?? []).sort()[0];
  const until = [old.evidence?.until, twin.evidence.until]
    .flatMap((date) => date ?? [])
    .sort()
    .at(-1);
  return {
    ...twin,
    evidence: { ...twin.evidence, ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
  };
}

/** Rules of every site first, then by site; within a site, old rules keep their order and new ones follow. */
function bySite(rules: readonly Rule[]): Rule[] {
  return rules.toSorted(({ site: a = '' }, { site: b = '' }) => (a < b ? -1 : a > b ? 1 : 0));
}
