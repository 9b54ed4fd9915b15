/**
 * Weighing: whether a block is removed, given everything that is said of it. No paragraph is removed on a single
 * witness, except for its own words.
 *
 * A label, a button or a list entry is removed on one witness. A paragraph is removed on its words, on a person's rule,
 * or on two witnesses of different kinds if more speak against it than for it: that a position rule and the model are
 * both wrong about the same paragraph is much rarer than that one of them is.
 */
import { BY_ELEMENT, BY_MODEL, BY_PERSON, BY_PLACE, BY_SITE, BY_WORDS, countKinds } from './kinds.js';

/** Everything that is said of a block, as far as it decides. */
export interface Testimony {
  /** The kinds of witnesses that speak against the block and for it, as bits (`kindOf`). */
  readonly against: number;
  readonly for: number;
  /** Whether a rule is among those against it. */
  readonly isByRule: boolean;
  /** How confident the content model is that the block is furniture, 0 to 1; 0 if it does not speak against it. */
  readonly modelSureness: number;
  /** How confident place and words are that it belongs to the article (`surestOf`). */
  readonly surestFor: number;
}

/**
 * At or above this confidence the content model alone can remove a paragraph. Measured on unseen sites, between
 * paragraphs that surely belong to the article: of the words that it is so confident about, 98 % are furniture in texts
 * and 92 % in pages.
 */
const ALONE_CONFIDENCE = 0.9;

/** Whether a block is removed, given what is said of it. */
export function outweighs(isParagraph: boolean, testimony: Testimony): boolean {
  const { against, for: speakFor, isByRule, modelSureness, surestFor } = testimony;
  if (against === 0) return false;
  if ((against & BY_PERSON) !== 0) return true;
  if ((against & BY_WORDS) !== 0 && (speakFor & BY_WORDS) === 0) return true;
  // A learned rule was tested on its site's documents: on its own it is wrong about one word in a thousand.
  if ((against & BY_SITE) !== 0 && (speakFor & BY_MODEL) === 0) return true;
  const kinds = countKinds(against);
  const isMore = kinds > countKinds(speakFor);
  if (!isParagraph) {
    // A rule that knows a label by its words overrides its position; if it knows only the shape, the model may overrule it.
    const isKnown = isByRule && (against & BY_WORDS) === 0;
    const isOverruled = (speakFor & BY_MODEL) !== 0 && ((against & BY_ELEMENT) === 0 || (speakFor & BY_PLACE) !== 0);
    return isMore || (isKnown && !isOverruled) || modelSureness >= surestFor;
  }
  if (modelSureness >= ALONE_CONFIDENCE) return (speakFor & BY_ELEMENT) === 0;
  return kinds >= 2 && isMore;
}
