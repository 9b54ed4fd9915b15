/** The cache computes each value once and stays within its capacity, even if values depend on other values. */
import { expect, test } from '@jest/globals';
import { BoundedCache } from '../../../src/text/tables/boundedCache.js';

test('the value of a text is computed once', () => {
  const memory = new BoundedCache<string>(10);
  const made: string[] = [];
  const make = (text: string) => {
    made.push(text);
    return text.toUpperCase();
  };
  expect([memory.get('a', make), memory.get('b', make), memory.get('a', make)]).toEqual(['A', 'B', 'A']);
  expect(made).toEqual(['a', 'b']);
});

test('the cache never exceeds its capacity, even if computing a value uses the cache', () => {
  const most = 7;
  const memory = new BoundedCache<number>(most);
  let made = 0;
  const length = (text: string): number => {
    made++;
    return text === '' ? 0 : 1 + memory.get(text.slice(1), length);
  };
  expect(memory.get('x'.repeat(50), length)).toBe(50);
  made = 0;
  for (let size = 0; size <= 50; size++) memory.get('x'.repeat(size), () => ++made);
  expect(made).toBeGreaterThanOrEqual(51 - most);
});
