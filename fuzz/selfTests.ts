// Targets that fail, by which a test sees that failures are found. They run only when they are named.

import type { Target, Targets } from './target.js';

export const SELF_TESTS: Targets = {
  'self-crash': selfTest(() => {
    throw new TypeError('x is not a letter');
  }),
  'self-hang': selfTest(() => {
    for (;;);
  }),
  'self-wait': selfTest(() => new Promise(() => undefined)),
  'self-death': selfTest(() => {
    const all: string[][] = [];
    for (;;) all.push(new Array(1e6).fill('x'));
  }),
  // Nobody comes here by chance, but step by step.
  'self-maze': selfTest((input) => {
    if (input[0] === 'u') {
      if (input[1] === 'm') {
        if (input[2] === 'w') {
          if (input[3] === 'e') {
            if (input[4] === 'g') throw new TypeError('out of the maze');
          }
        }
      }
    }
  }, 'umweg'),
};

/** @param words letters that may be put in */
function selfTest(run: (input: string) => unknown, words = 'x'): Target<string> {
  return { share: 0, seeds: () => ['xxx'], words: [...words], run, refuses: [] };
}
