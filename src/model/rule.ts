/** A rule as data: what it looks for, where, and what it does. Shipped, learned and hand-written rules are alike. */
import type { Category } from './category.js';
import type { Format } from './document.js';

/** The name of the rule-file format that this version reads and writes. */
export const RULES_FORMAT = 'klartext-rules/1';

/** What a rule does with what it matches. Whatever removes it, what a rule keeps stays. */
export type Effect = 'remove' | 'keep';

/** What a removal takes: the matched blocks, a marker and what follows it, or a span inside a kept block. */
export type Scope = 'block' | 'section' | 'inline';

/** How much of a block a pattern must cover. */
export type Anchor = 'whole' | 'block-start' | 'block-end' | 'anywhere';

/**
 * Where in a document a rule may match. `head` and `tail` are its first and last third of the text (ten blocks at
 * the least); `top` is a block with nothing but removed blocks above it, and at least one of those.
 */
export type Where = 'head' | 'tail' | 'top';

/**
 * What a rule looks for: exactly one of `text`, `pattern`, `sequence`, `selector` and `outside`, and its neighbours.
 *
 * Compiled rules give every field, absent ones as `undefined`: objects of one shape are read faster.
 */
export interface Match {
  /** Whole blocks that read like one of these: case, quotes, dashes and trailing punctuation are folded. */
  readonly text?: readonly string[] | undefined;
  /** Blocks of one of these shapes: literal words and typed slots, `Lesedauer: {num} Min.` */
  readonly pattern?: readonly string[] | undefined;
  /** Blocks that follow each other, one pattern each; a slot named twice has one value. */
  readonly sequence?: readonly string[] | undefined;
  /** HTML only: blocks inside an element that one of these CSS selectors selects. */
  readonly selector?: readonly string[] | undefined;
  /** HTML only: blocks outside the elements that these CSS selectors select, where those hold prose: the content path. */
  readonly outside?: readonly string[] | undefined;
  /** HTML only: the block must also stand in an element that one of these CSS selectors selects. */
  readonly within?: readonly string[] | undefined;
  /** HTML only: at least this share of the block's text stands in links, 0 to 1. */
  readonly links?: number | undefined;
  /** How much of the block a pattern covers; `whole` where absent. */
  readonly at?: Anchor | undefined;
  /** The blocks directly below must match these patterns, in order. */
  readonly before?: readonly string[] | undefined;
  /** The block directly above must match this pattern. */
  readonly after?: string | undefined;
}

/**
 * How far a section reaches below its marker (above it for `start`), the marker included. `before: prose` ends a
 * number of blocks early where running text begins.
 */
export type Extent =
  | 'start'
  | 'end'
  | 'heading'
  | 'prose'
  | { readonly text: string }
  | { readonly blocks: number; readonly before?: 'prose' };

/** What a learned rule rests on. Counts are of distinct documents. */
export interface Evidence {
  /** Documents that show the rule's text. */
  readonly documents: number;
  /** Documents of the site that were seen. */
  readonly of: number;
  /** Documents in which it hit what other evidence holds for content. */
  readonly contentHits: number;
  /** Wilson lower bound of being furniture, 0 to 1. */
  readonly confidence: number;
  readonly examples?: readonly string[];
  /** ISO dates of the first and the last document that showed it. */
  readonly since?: string;
  readonly until?: string;
}

/**
 * What a person or the learner has said of a rule: only rules without a status and approved ones are applied. A
 * candidate waits for a review, a suspended one has stopped to match its site.
 */
export type Status = 'candidate' | 'approved' | 'vetoed' | 'suspended';

/** A rule: what it looks for, what it does with what it finds, and what is known of it. */
export interface Rule {
  /** Unique within its file; made from category and match where the file gives none. */
  readonly id: string;
  readonly effect: Effect;
  readonly category: Category;
  readonly scope: Scope;
  readonly match: Match;
  /** Only for scope `section`. */
  readonly extent?: Extent | undefined;
  readonly where?: Where | undefined;
  /** Only documents of this site; every document where absent. */
  readonly site?: string | undefined;
  /** Only documents of this format; both where absent. */
  readonly format?: Format | undefined;
  /** How sure the rule is of being right where it matches, 0 to 1. */
  readonly confidence: number;
  readonly evidence?: Evidence | undefined;
  readonly status?: Status | undefined;
  /** Blocks that the rule must match (several lines: blocks that follow each other): its documentation and its test. */
  readonly examples?: readonly string[] | undefined;
  /** Sentences that look like it and must stay. */
  readonly counterexamples?: readonly string[] | undefined;
  readonly note?: string | undefined;
}

/** Whether a rule is applied: nobody has said anything of it, or a person has approved it. */
export function isActive({ status }: Pick<Rule, 'status'>): boolean {
  return status === undefined || status === 'approved';
}

/** Whether a rule removes because it was learned so, and nobody has approved it. */
export function isLearned({ effect, evidence, status }: Rule): boolean {
  return effect === 'remove' && evidence !== undefined && status !== 'approved';
}

/** A rule file's content. */
export interface RuleSet {
  readonly format: typeof RULES_FORMAT;
  /** How messages name it: a pack's name or a file's path. */
  readonly name: string;
  /** The shipped pack that this is; absent for all other sets. */
  readonly pack?: string;
  readonly rules: readonly Rule[];
}
