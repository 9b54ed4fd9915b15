/** How much a pattern must fix, whoever wrote it. */
import { describe, expect, test } from '@jest/globals';
import { fixesTooLittle } from '../../../src/rules/pattern/fixesTooLittle.js';
import { parsePattern } from '../../../src/rules/pattern/pattern.js';

describe('fixesTooLittle', () => {
  test.each([
    'Lesedauer {num} Minuten',
    '({initials})',
    'Von {name}:',
    'Seite {date}',
    '{date} {time}',
    'Mehr unter {url}',
    'Lesen Sie {any}',
    'Stand {any} {date}',
    '– {any} {date} {time}',
    '{title}',
    '{title} {any}',
  ])('the pattern %s fixes enough', (pattern) => {
    expect(fixesTooLittle(parsePattern(pattern))).toBe(false);
  });

  test.each([
    '{any}',
    '{date}',
    '{num} Kommentare',
    'Polizei {any}',
    '* Polizei: {any}',
    '{any} (Video)',
    '{any} {date} {time}',
    'Stand {date?}',
    '{title?} {any}',
  ])('the pattern %s fixes too little', (pattern) => {
    expect(fixesTooLittle(parsePattern(pattern))).toBe(true);
  });
});
