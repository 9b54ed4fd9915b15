// Work that grows in known ways, for the test of the counting of steps.

/** Each element is looked at once. */
export function linear(n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += i % 7;
  return sum;
}

/** Each element is compared with each other, beside a lot of linear work. */
export function quadratic(n: number): number {
  let equal = linear(n * 100);
  for (let i = 0; i < n; i++) for (let k = 0; k < n; k++) if (i % 5 === k % 5) equal++;
  return equal;
}

/** The same, inside of V8. */
export function quadraticInside(n: number): number {
  const seen: number[] = [];
  for (let i = 0; i < n; i++) if (!seen.includes(i)) seen.push(i);
  return linear(n * 10) + seen.length;
}

/** The same, in a search of text. */
export function quadraticSearch(n: number): number {
  const text = 'a'.repeat(n);
  let found = linear(n * 10);
  for (let i = 0; i < n; i++) if (/b/u.test(text)) found++;
  return found;
}

/** Some of the work begins at a certain size, and is linear from there on. */
export function late(n: number): number {
  return linear(n) + (n > 150 ? linear(n * 9) : 0);
}
