/** Which patterns could match an article's own sentence. */
import { describe, expect, test } from '@jest/globals';
import { parsePattern } from '../../../src/rules/pattern/pattern.js';

describe('isOpen', () => {
  test.each([
    'Mit Material von {any}',
    'Mit Material von {any?}',
    'Bitte deaktivieren Sie {any} Adblocker',
    'Um diesen Artikel {any} lesen zu können',
    'Lesen Sie auch {headline}',
    'Abonnieren Sie unseren Newsletter. {prose}',
    '{any}. Foto: {name}',
    '{line}. Foto: {credit}',
    '{any} - die {phrase}',
    'Mehr über {few}',
    '{few} lesen Sie hier mehr',
    'Mehr {few} hier',
    'Startseite › {any}',
    '{title?} {any}',
  ])('the pattern %s is open', (pattern) => {
    expect(parsePattern(pattern).isOpen).toBe(true);
  });

  test.each([
    'Lesen Sie auch: {headline}',
    'Quelle: {any?}',
    'Startseite > {any}',
    'Ein Kommentar zu „{line}“',
    '(Foto: {any})',
    '© {any}',
    '{title} {any}',
    'Von {name}, {date}',
    'Bitte deaktivieren Sie {few} Adblocker auf dieser Seite',
    '{line} (Foto: {credit})',
    '{line}. © {credit}',
    '({signature})',
  ])('the pattern %s is not open', (pattern) => {
    expect(parsePattern(pattern).isOpen).toBe(false);
  });
});
