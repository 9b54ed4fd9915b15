/** A field that is made when it is read looks like any other, to whoever reads it. */
import { expect, jest, test } from '@jest/globals';
import { lazyField } from '../../src/model/lazyField.js';

function sample() {
  const make = jest.fn(() => [1, 2]);
  return { make, object: lazyField({ before: 1, list: [] as number[], after: 2 }, 'list', make) };
}

test('it is made once, when it is first read', () => {
  const { object, make } = sample();
  expect(Object.keys(object)).toEqual(['before', 'list', 'after']);
  expect(make).not.toHaveBeenCalled();
  expect(object.list).toBe(object.list);
  expect(make).toHaveBeenCalledTimes(1);
});

test.each([
  ['a copy', (object: object) => ({ ...object })],
  ['JSON', (object: object) => JSON.parse(JSON.stringify(object))],
  ['a structured clone', (object: object) => structuredClone(object)],
  ['a frozen object', (object: object) => Object.freeze(object)],
  ['an object that inherits it', (object: object) => Object.create(object)],
  ['a proxy', (object: object) => new Proxy(object, {})],
])('%s has it', (_, through) => {
  expect((through(sample().object) as { list: number[] }).list).toEqual([1, 2]);
});
