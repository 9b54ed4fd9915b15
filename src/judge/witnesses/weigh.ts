/**
 * Weighing: whether a block is removed, given everything that is said of it. No paragraph is removed on a single
 * witness, except for its own words.
 *
 * A label, a button or a list entry is removed on one witness. A paragraph is removed on its words, on a person's rule,
 * or on two witnesses of different kinds if more speak against it than for it: that a position rule and the model are
 * both wrong about the same paragraph is much rarer than that one of them is.
 */
import type { Block } from '../../model/document.js';
import type { Reason, Witness } from '../../model/verdict.js';
import { countWords, isProse, isSentence } from '../../text/shape.js';

/** Everything that is said of a block. */
export interface Testimony {
  readonly against: readonly Reason[];
  readonly for: readonly Reason[];
}

/**
 * At or above this confidence the content model alone can remove a paragraph. Measured on unseen sites, between
 * paragraphs that surely belong to the article: of the words that it is so confident about, 98 % are furniture in texts
 * and 92 % in pages.
 */
const ALONE_CONFIDENCE = 0.9;
/** A text of at least this many words is running text even if its last sentence is incomplete: a scraper may have broken it. */
const RUNNING_WORDS = 18;

/** Whether a block counts as a paragraph here: running text, a whole sentence, or code, whose shape says nothing. */
export function isParagraph({ kind, text }: Block): boolean {
  return kind === 'code' || isProse(text) || isSentence(text) || countWords(text) >= RUNNING_WORDS;
}

/** Whether a block is removed, given what is said of it. */
export function outweighs(block: Block, testimony: Testimony): boolean {
  const against = kindsOf(testimony.against);
  if (against.size === 0) return false;
  if (against.has('person')) return true;
  const speakFor = kindsOf(testimony.for);
  if (against.has('words') && !speakFor.has('words')) return true;
  // A learned rule was tested on its site's documents: on its own it is wrong about one word in a thousand.
  if (against.has('site') && !speakFor.has('model')) return true;
  const isMore = against.size > speakFor.size;
  if (!isParagraph(block)) {
    // A rule that knows a label by its words overrides its position; if it knows only the shape, the model may overrule it.
    const isKnown = testimony.against.some(({ ruleId }) => ruleId !== undefined) && !against.has('words');
    const isOverruled = speakFor.has('model') && (!against.has('element') || speakFor.has('place'));
    return isMore || (isKnown && !isOverruled) || isSure(testimony.against, surest(testimony.for));
  }
  if (isSure(testimony.against, ALONE_CONFIDENCE)) return !speakFor.has('element');
  return against.size >= 2 && isMore;
}

/** Whether the content model is at least this confident that a block is furniture. */
function isSure(against: readonly Reason[], confidence: number): boolean {
  return against.some((reason) => reason.model === 'content' && reason.confidence >= confidence);
}

/**
 * How confident place and words are that a label belongs to the article; infinite if neither says so, because other
 * witnesses decide then.
 */
function surest(speakFor: readonly Reason[]): number {
  const said = speakFor.filter(({ witness }) => witness === 'place' || witness === 'words');
  return said.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...said.map(({ confidence }) => confidence));
}

function kindsOf(reasons: readonly Reason[]): Set<Witness> {
  return new Set(reasons.map(({ witness }) => witness));
}
