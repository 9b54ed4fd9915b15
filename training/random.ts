// Numbers that look drawn at random and are the same at each training.

/** A linear congruential generator (Knuth, Numerical Recipes): each call gives the next whole number below 2^32. Its low bits recur soon. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state;
  };
}
