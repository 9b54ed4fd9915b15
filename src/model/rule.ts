/** A rule as plain data: what it looks for, where, and what it does. Shipped, learned and hand-written rules have the same form. */
import type { Category } from './category.js';
import type { Format } from './document.js';

/** The identifier of the rule-file format that this version reads and writes. */
export const RULES_FORMAT = 'klartext-rules/1';

/** What a rule does with what it matches. Whatever removes it, what a rule keeps stays. */
export type Effect = 'remove' | 'keep';

/** What a removal takes: the matched blocks, a marker with the blocks that follow it, or a span inside a block that stays. */
export type Scope = 'block' | 'section' | 'inline';

/**
 * How much of a block a pattern must cover. `sentences` is one sentence: the rule matches blocks of nothing but sentences
 * that match one of its patterns.
 */
export type Anchor = 'whole' | 'block-start' | 'block-end' | 'anywhere' | 'sentences';

/**
 * Where in a document a rule may match. `head` and `tail` are the first and the last third of the text, at least ten
 * blocks each. `top` is a block with at least one removed block and nothing else above it.
 */
export type Where = 'head' | 'tail' | 'top';

/**
 * What a rule looks for: exactly one of `text`, `pattern`, `sequence`, `selector` and `outside`, plus conditions on the
 * block's surroundings.
 *
 * Compiled rules set every field, to `undefined` if absent: objects of one shape are read faster.
 */
export interface Match {
  /** Whole blocks that match one of these texts. Case, quotes, dashes and trailing punctuation are ignored. */
  readonly text?: readonly string[] | undefined;
  /** Blocks that match one of these patterns of literal words and typed slots: `Lesedauer: {num} Min.` */
  readonly pattern?: readonly string[] | undefined;
  /** Consecutive blocks, one pattern each. A slot that is named twice must have the same value. */
  readonly sequence?: readonly string[] | undefined;
  /** HTML only: blocks inside an element that one of these CSS selectors selects. */
  readonly selector?: readonly string[] | undefined;
  /**
   * HTML only: blocks outside all elements that these CSS selectors select (the content path). Has no effect on pages
   * where those elements contain no prose.
   */
  readonly outside?: readonly string[] | undefined;
  /** HTML only: the block must also be inside an element that one of these CSS selectors selects. */
  readonly within?: readonly string[] | undefined;
  /** HTML only: the least share of the block's text that must be linked, 0 to 1. */
  readonly links?: number | undefined;
  /** How much of the block a pattern must cover. Default: `whole`. */
  readonly at?: Anchor | undefined;
  /** The blocks directly below must match these patterns, in order. */
  readonly before?: readonly string[] | undefined;
  /** The block directly above must match this pattern. */
  readonly after?: string | undefined;
}

/**
 * How far a section reaches from its marker: below it, or above it for `start`. The marker is included. `before: prose`
 * ends a fixed number of blocks early if running text begins.
 */
export type Extent =
  | 'start'
  | 'end'
  | 'heading'
  | 'prose'
  | { readonly text: string }
  | { readonly blocks: number; readonly before?: 'prose' };

/** The evidence for a learned rule. All counts are of distinct documents. */
export interface Evidence {
  /** Documents that contain the rule's text. */
  readonly documents: number;
  /** Documents of the site in the sample. */
  readonly of: number;
  /** Documents in which the rule hit something that other evidence says is content. */
  readonly contentHits: number;
  /** Words that the rule takes of the sample. Absent: those of its text, once in each document that contains it. */
  readonly words?: number;
  /** Words of prose that one document alone shows and that the rule would take, of all the sample's. Absent: none. */
  readonly risk?: number;
  /** Wilson lower bound of the probability that the text is furniture, 0 to 1. */
  readonly confidence: number;
  readonly examples?: readonly string[];
  /** ISO dates of the first and the last document that contain it. */
  readonly since?: string;
  readonly until?: string;
}

/**
 * What a person or the learner has decided about a rule. Only rules without a status and approved rules are applied. A
 * candidate awaits review; a suspended rule no longer matches its site.
 */
export type Status = 'candidate' | 'approved' | 'vetoed' | 'suspended';

/** A rule: what it looks for, what it does with what it finds, and what is known of it. */
export interface Rule {
  /** Unique within its file. Derived from category and match if the file gives none. */
  readonly id: string;
  readonly effect: Effect;
  readonly category: Category;
  readonly scope: Scope;
  readonly match: Match;
  /** Present exactly for scope `section`. */
  readonly extent?: Extent | undefined;
  readonly where?: Where | undefined;
  /** Restricts the rule to documents of one site. Default: every document. */
  readonly site?: string | undefined;
  /** Restricts the rule to documents of one format. Default: both. */
  readonly format?: Format | undefined;
  /** The probability that the rule is right where it matches, 0 to 1. */
  readonly confidence: number;
  readonly evidence?: Evidence | undefined;
  readonly status?: Status | undefined;
  /** Blocks that the rule must match, which serve as its documentation and its test. Several lines are consecutive blocks. */
  readonly examples?: readonly string[] | undefined;
  /** Similar texts that must stay. */
  readonly counterexamples?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

/** Whether a rule is applied: it has no status, or a person has approved it. */
export function isActive({ status }: Pick<Rule, 'status'>): boolean {
  return status === undefined || status === 'approved';
}

/** Whether a rule is a learned removal that nobody has approved. */
export function isLearned({ effect, evidence, status }: Rule): boolean {
  return effect === 'remove' && evidence !== undefined && status !== 'approved';
}

/**
 * Whether a rule was learned as a wall, a line below which users comment. How far it reaches, only the judge can say
 * (`judge/witnesses/walls.ts`); a person's section takes what it says.
 */
export function isWall(rule: Rule): boolean {
  return rule.category === 'comments' && rule.scope === 'section' && rule.extent === 'end' && isLearned(rule);
}

/** The content of a rule file. */
export interface RuleSet {
  readonly format: typeof RULES_FORMAT;
  /** Its name in messages: a pack's name or a file's path. */
  readonly name: string;
  /** The name of the shipped pack; absent for all other sets. */
  readonly pack?: string;
  readonly rules: readonly Rule[];
}
