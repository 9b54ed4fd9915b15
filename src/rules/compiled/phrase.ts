/** Phrases: the form in which whole-block texts are compared, and its hash. */
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';
import { type Tokens, tokenize, trimLabel } from '../../text/tokens.js';

/** The form in which whole-block texts are compared: folded tokens without decoration at either end. */
export function phraseKey(text: string): string {
  return phraseOf(tokenize(text));
}

/** The `phraseKey` of a text that is tokenized already. */
export function phraseOf(tokens: Tokens): string {
  const [from, to] = trimLabel(tokens);
  return tokens.folded(from, to);
}

/** The other form of a phrase that a person wrote: without its final full stop, or with one. */
export function otherEnd(phrase: string): string {
  return phrase.endsWith(' .') ? phrase.slice(0, -2) : `${phrase} .`;
}

/** The hash of a phrase, taken from the hashes of its tokens. @param hashes contains them from `from` up to `to` */
export function phraseHash(hashes: ArrayLike<number>, from: number, to: number): number {
  let hash = FNV_SEED;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ hashes[i], FNV_PRIME);
  return mix(hash) | 0;
}
