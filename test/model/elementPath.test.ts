/** Element paths: parents, common elements and containment. */
import { describe, expect, test } from '@jest/globals';
import { childOn, commonElement, isWithin, parentOf } from '../../src/model/elementPath.js';

test('the parent of a path is the path without its last step', () => {
  expect(parentOf('body > main > p')).toBe('body > main');
  expect(parentOf('body')).toBeUndefined();
});

describe('commonElement', () => {
  test.each([
    ['body > main > p', 'body > aside > p', 'body'],
    ['body > div.box > h3', 'body > div.box > ul > li', 'body > div.box'],
    ['body > div.box', 'body > div.box > ul > li', 'body > div.box'],
    ['body > main > p', 'body > main > p', 'body > main'],
    ['body > div.box > p', 'body > div.boxes > p', 'body'],
    ['p', 'p', ''],
    ['h3', 'p', ''],
  ])('the common element of %s and %s is found', (one, other, element) => {
    expect(commonElement(one, other)).toBe(element);
    expect(commonElement(other, one)).toBe(element);
  });
});

test('a path is within an element only if it continues with a whole step', () => {
  expect(isWithin('body > main > p', 'body > main')).toBe(true);
  expect(isWithin('body > main', 'body > main')).toBe(true);
  expect(isWithin('body > mainly > p', 'body > main')).toBe(false);
  expect(isWithin('p', '')).toBe(true);
});

test('the child of an element on a path is the next step', () => {
  expect(childOn('body > div > ul > li', 'body > div')).toBe('body > div > ul');
  expect(childOn('body > div > ul', 'body > div')).toBe('body > div > ul');
  expect(childOn('ul > li', '')).toBe('ul');
});
