/** Suggests the intended word for a misspelt one. */

/** How many letters may be wrong, as a share of the word's length. */
const MAX_ERROR_SHARE = 0.4;

/** The most similar candidate; undefined if none is similar. Case and punctuation are ignored. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = bare(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(plain.length * MAX_ERROR_SHARE)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(plain, bare(candidate));
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best;
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The number of letters to insert, delete, replace or swap with a neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1] + 1, above[j] + 1, above[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    before = above;
    above = row;
  }
  return above[b.length];
}
