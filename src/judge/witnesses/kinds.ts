/** Sets of kinds of witnesses, as bits: what decides is how many different kinds speak, not how often one does. */
import type { Witness } from '../../model/verdict.js';

export const BY_WORDS = 1;
export const BY_ELEMENT = 2;
export const BY_PLACE = 4;
export const BY_SITE = 8;
export const BY_MODEL = 16;
export const BY_PERSON = 32;

const KIND_OF: Readonly<Record<Witness, number>> = {
  words: BY_WORDS,
  element: BY_ELEMENT,
  place: BY_PLACE,
  site: BY_SITE,
  model: BY_MODEL,
  person: BY_PERSON,
};

/** The bit of a witness. */
export function kindOf(witness: Witness): number {
  return KIND_OF[witness];
}

/** The number of kinds in a set. */
export function countKinds(kinds: number): number {
  let count = 0;
  for (let rest = kinds; rest !== 0; rest &= rest - 1) count++;
  return count;
}
