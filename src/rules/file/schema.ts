/** The schema of a rule file as people write it. */
import * as v from 'valibot';
import { CATEGORIES } from '../../model/category.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { parsePattern } from '../pattern/pattern.js';
import { compileSelector } from '../selector/selector.js';

const nonEmpty = v.pipe(v.string('expected text (quote numbers and dates)'), v.nonEmpty('must not be empty'));
const unit = v.pipe(v.number('expected a number'), v.minValue(0, 'must be at least 0'), v.maxValue(1, 'must be at most 1'));
const count = v.pipe(v.number('expected a number'), v.integer('must be a whole number'), v.minValue(0, 'must not be negative'));

/** Text that `read` must accept. If it throws, its error becomes the issue's message. */
const readable = (read: (source: string) => unknown) =>
  v.pipe(
    nonEmpty,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      try {
        read(dataset.value);
      } catch (error) {
        addIssue({ message: (error as Error).message });
      }
    }),
  );

const pattern = readable(parsePattern);
const selector = readable(compileSelector);
const oneOrMore = <T extends typeof nonEmpty | typeof pattern>(item: T) =>
  v.union([item, v.pipe(v.array(item), v.minLength(1, 'must not be empty'))], undefined);

/** Entries with their own tests: a pattern or a selector, and examples that it must match. */
const example = v.exactOptional(oneOrMore(nonEmpty));
const PatternEntry = v.union([pattern, v.strictObject({ pattern, example }, unknownKey)]);
const SelectorEntry = v.union([selector, v.strictObject({ selector, example }, unknownKey)]);
const entries = <T extends typeof PatternEntry | typeof SelectorEntry>(entry: T) =>
  v.union([entry, v.pipe(v.array(entry), v.minLength(1, 'must not be empty'))]);

const Match = v.pipe(
  v.strictObject(
    {
      text: v.exactOptional(oneOrMore(nonEmpty)),
      pattern: v.exactOptional(entries(PatternEntry)),
      sequence: v.exactOptional(v.pipe(v.array(pattern), v.minLength(2, 'a sequence has at least two patterns'))),
      selector: v.exactOptional(entries(SelectorEntry)),
      outside: v.exactOptional(oneOrMore(selector)),
      at: v.exactOptional(
        v.picklist(
          ['whole', 'block-start', 'block-end', 'anywhere', 'sentences'],
          'expected whole, block-start, block-end, anywhere or sentences',
        ),
      ),
      within: v.exactOptional(oneOrMore(selector)),
      links: v.exactOptional(unit),
      before: v.exactOptional(oneOrMore(pattern)),
      after: v.exactOptional(pattern),
    },
    unknownKey,
  ),
  v.check(
    (match) => [match.text, match.pattern, match.sequence, match.selector, match.outside].filter((kind) => kind !== undefined).length === 1,
    'a match has exactly one of text, pattern, sequence, selector and outside',
  ),
  v.check((match) => match.at === undefined || match.pattern !== undefined, '“at” is only valid with a pattern'),
);

const Extent = v.union(
  [
    v.picklist(['start', 'end', 'heading', 'prose']),
    v.strictObject({ text: nonEmpty }),
    v.strictObject({ blocks: v.pipe(v.number(), v.integer(), v.minValue(1)), before: v.exactOptional(v.literal('prose')) }),
  ],
  'expected start, end, heading, prose, { text: … } or { blocks: … }',
);

const EvidenceFields = v.strictObject(
  {
    documents: count,
    of: count,
    contentHits: count,
    words: v.exactOptional(count),
    risk: v.exactOptional(count),
    confidence: unit,
    examples: v.exactOptional(v.array(nonEmpty)),
    since: v.exactOptional(nonEmpty),
    until: v.exactOptional(nonEmpty),
  },
  unknownKey,
);

/** What is known of a text in a list, if that is more than a count (`CountFields`). */
export const CountObject = v.strictObject(
  {
    seen: count,
    of: v.exactOptional(count),
    contentHits: v.exactOptional(count),
    words: v.exactOptional(count),
    risk: v.exactOptional(count),
    confidence: v.exactOptional(unit),
    since: v.exactOptional(nonEmpty),
    until: v.exactOptional(nonEmpty),
    learned: v.exactOptional(v.lazy(() => Category)),
  },
  unknownKey,
);

const Category = v.picklist(CATEGORIES, `unknown category; known categories are ${CATEGORIES.join(', ')}`);

const FileRule = v.pipe(
  v.strictObject(
    {
      id: v.exactOptional(v.pipe(nonEmpty, v.regex(/^\S+$/u, 'an id has no spaces'))),
      category: v.exactOptional(Category),
      remove: v.exactOptional(v.picklist(['block', 'section', 'inline'], 'expected block, section or inline')),
      keep: v.exactOptional(nonEmpty),
      match: v.exactOptional(Match),
      until: v.exactOptional(Extent),
      where: v.exactOptional(v.picklist(['head', 'tail', 'top'], 'expected head, tail or top')),
      site: v.exactOptional(nonEmpty),
      format: v.exactOptional(v.picklist(['text', 'html'], 'expected text or html')),
      confidence: v.exactOptional(unit),
      evidence: v.exactOptional(EvidenceFields),
      status: v.exactOptional(
        v.picklist(['candidate', 'approved', 'vetoed', 'suspended'], 'expected candidate, approved, vetoed or suspended'),
      ),
      examples: v.exactOptional(v.array(nonEmpty)),
      counterexamples: v.exactOptional(v.array(nonEmpty)),
      note: v.exactOptional(nonEmpty),
    },
    unknownKey,
  ),
  v.check((rule) => (rule.remove === undefined) !== (rule.keep === undefined), 'a rule has either “remove” or “keep”'),
  v.check(
    (rule) => rule.keep === undefined || rule.match === undefined || rule.keep === 'block',
    'a keep rule is written “keep: block” with a match, or “keep: <the text>”',
  ),
  v.check((rule) => rule.remove === undefined || rule.match !== undefined, 'a rule needs a “match”'),
  v.check(
    (rule) => (rule.remove === 'section') === (rule.until !== undefined),
    '“until” is only valid with “remove: section”, where it is required',
  ),
  v.check((rule) => rule.remove !== 'inline' || rule.match?.pattern !== undefined, '“remove: inline” needs a pattern'),
  v.check(
    (rule) => rule.remove !== 'inline' || rule.match?.at !== 'sentences',
    '“at: sentences” takes whole blocks, so it is not valid with “remove: inline”',
  ),
  v.check((rule) => rule.match?.outside === undefined || rule.remove === 'block', '“outside” is only valid with “remove: block”'),
  v.check(
    (rule) => rule.remove !== 'section' || rule.match?.sequence === undefined,
    'a section begins with one block: use text, pattern or selector',
  ),
);

/** A list of rules, in which removals without a category need one from the file. */
export const RuleList = v.array(FileRule, 'expected a list of rules');

/** Checked here without what `sites` contains: texts may be many, and have any name. */
export const RuleFile = v.pipe(
  v.strictObject(
    {
      format: v.literal(RULES_FORMAT, `expected “${RULES_FORMAT}”`),
      site: v.exactOptional(nonEmpty),
      category: v.exactOptional(Category),
      note: v.exactOptional(nonEmpty),
      sites: v.exactOptional(v.unknown()),
      rules: v.exactOptional(RuleList),
    },
    unknownKey,
  ),
  v.check((file) => file.rules !== undefined || file.sites !== undefined, 'missing field "rules"'),
);

export type FileRule = v.InferOutput<typeof FileRule>;
export type RuleFile = v.InferOutput<typeof RuleFile>;

/** Valibot has one message for missing and for unknown fields of a strict object. */
function unknownKey(issue: { expected: string | null; path?: unknown; received: string }): string {
  if (issue.expected === 'never') return `unknown field ${issue.received}`;
  if (issue.expected === 'Object') return `expected fields, found ${issue.received}`;
  return `missing field ${issue.expected}`;
}
