/** Elements and containers of pages: a few by hand, and any paths beside a plain reading of them. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Columns } from '../../../src/content/features/columns.js';
import { addChosen, ancestor, containersOf, deepestWith, sumsIn } from '../../../src/content/features/containers.js';
import { elementsOf } from '../../../src/content/features/elements.js';

/** The containers of rows with these paths. */
function containersIn(paths: readonly string[]) {
  const distinct = [...new Set(paths)];
  const numbers = Int32Array.from(paths, (path) => distinct.indexOf(path));
  return containersOf(elementsOf(distinct), numbers);
}

describe('containers', () => {
  const paths = [
    'body > nav > li',
    'body > main > h1',
    'body > main > article > p',
    'body > main > article > p',
    'body > main > aside > p',
    'body > footer',
  ];
  const containers = containersIn(paths);
  const { leaves, parents, depths } = containers;
  const sums = sumsIn(containers, Float64Array.of(0, 1, 40, 40, 15, 2), 1);

  test('neighbours with the same path are in one element', () => {
    expect(leaves[2]).toBe(leaves[3]);
  });

  test('neighbours whose paths begin alike are in one element from there up', () => {
    expect(ancestor(parents, leaves[2], 1)).not.toBe(ancestor(parents, leaves[4], 1));
    expect(ancestor(parents, leaves[2], 2)).toBe(ancestor(parents, leaves[4], 2));
  });

  test('each element is listed once, with its depth', () => {
    expect(Array.from(depths)).toEqual([0, 1, 2, 1, 2, 2, 3, 2, 3, 1]);
  });

  test('an element with the path of an earlier one is another element', () => {
    const again = containersIn(['body > div > p', 'body > nav', 'body > div > p']);
    expect(again.leaves[0]).not.toBe(again.leaves[2]);
  });

  test('several values are added up side by side', () => {
    const pairs = sumsIn(containers, Float64Array.of(0, 1, 1, 1, 40, 1, 40, 1, 15, 1, 2, 1), 2);
    expect([pairs[0], pairs[1]]).toEqual([98, 6]);
    expect(pairs.filter((_, i) => i % 2 === 0)).toEqual(sums);
  });

  test.each([
    ['the innermost one, if it has the mass', 60, leaves[2]],
    ['none, if no element has the mass', 1000, -1],
  ])('the chosen element is %s', (_, mass, chosen) => {
    expect(deepestWith(containers, sums, mass)).toBe(chosen);
  });

  test.each([
    ['the steps up from each row to one inside it', 'c-up', [1, 0, 0, 0, 0, 1]],
    ['the rows from its start to each row', 'c-start', [-1, 0, 1, 2, 3, 4]],
    ['the rows from each row to its end', 'c-end', [4, 3, 2, 1, 0, -1]],
  ])('the columns of a chosen element contain %s', (_, name, values) => {
    // The element with 90 % of the mass is `main`.
    const columns = new Columns(paths.length);
    addChosen(columns, 'c', containers, deepestWith(containers, sums, 90));
    expect(Array.from(columns.values[columns.names.indexOf(name)])).toEqual(values);
  });
});

const step = fc.constantFrom('body', 'div', 'div.a', 'div2', 'p');
const path = fc.oneof(
  fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => steps.join(' > ')),
  fc.constant(''),
);

test('the elements of any paths are those that the paths spell out', () => {
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 30 }), (paths) => {
      const { chains, from, parents } = elementsOf(paths);
      const numbers = new Map([['', 0]]);
      paths.forEach((path, i) => {
        const steps = path.split(' > ');
        expect(from[i + 1] - from[i]).toBe(steps.length);
        steps.forEach((_, depth) => {
          const own = steps.slice(0, depth + 1).join(' > ');
          const element = chains[from[i] + depth];
          // One number for each path of an element, and none for two.
          expect(numbers.get(own) ?? element).toBe(element);
          numbers.set(own, element);
          expect(parents[element]).toBe(numbers.get(steps.slice(0, depth).join(' > ')));
        });
      });
      expect(new Set(numbers.values()).size).toBe(numbers.size);
    }),
  );
});

test('the containers of any rows hold the rows beside each other whose paths begin alike', () => {
  fc.assert(
    fc.property(fc.array(path, { maxLength: 40 }), (paths) => {
      const { leaves, parents, depths, firsts, lasts, kinds } = containersIn(paths);
      const kindsByPath = new Map<string, number>();
      paths.forEach((path, row) => {
        const steps = path.split(' > ');
        expect(depths[leaves[row]]).toBe(steps.length - 1);
        for (let at = leaves[row]; at >= 0; at = parents[at]) {
          const isInside = (other: string | undefined) =>
            other
              ?.split(' > ')
              .slice(0, depths[at] + 1)
              .join() === steps.slice(0, depths[at] + 1).join();
          for (let i = firsts[at]; i <= lasts[at]; i++) expect(isInside(paths[i])).toBe(true);
          expect(isInside(paths[firsts[at] - 1]) || isInside(paths[lasts[at] + 1])).toBe(false);
          const own = steps.slice(0, depths[at] + 1).join(' > ');
          expect(kindsByPath.get(own) ?? kinds[at]).toBe(kinds[at]);
          kindsByPath.set(own, kinds[at]);
        }
      });
    }),
  );
});
