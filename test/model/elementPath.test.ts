/** Paths of elements: what holds what. */
import { describe, expect, test } from '@jest/globals';
import { childOn, commonElement, isWithin, parentOf } from '../../src/model/elementPath.js';

test('the element around', () => {
  expect(parentOf('body > main > p')).toBe('body > main');
  expect(parentOf('body')).toBeUndefined();
});

describe('the element that holds two blocks', () => {
  test.each([
    ['body > main > p', 'body > aside > p', 'body'],
    ['body > div.box > h3', 'body > div.box > ul > li', 'body > div.box'],
    ['body > div.box', 'body > div.box > ul > li', 'body > div.box'],
    ['body > main > p', 'body > main > p', 'body > main'],
    ['body > div.box > p', 'body > div.boxes > p', 'body'],
    ['p', 'p', ''],
    ['h3', 'p', ''],
  ])('of %s and %s', (one, other, element) => {
    expect(commonElement(one, other)).toBe(element);
    expect(commonElement(other, one)).toBe(element);
  });
});

test('what lies in an element', () => {
  expect(isWithin('body > main > p', 'body > main')).toBe(true);
  expect(isWithin('body > main', 'body > main')).toBe(true);
  expect(isWithin('body > mainly > p', 'body > main')).toBe(false);
  expect(isWithin('p', '')).toBe(true);
});

test('the child of an element on the way to a block', () => {
  expect(childOn('body > div > ul > li', 'body > div')).toBe('body > div > ul');
  expect(childOn('body > div > ul', 'body > div')).toBe('body > div > ul');
  expect(childOn('ul > li', '')).toBe('ul');
});
