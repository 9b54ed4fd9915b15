/** Which patterns leave a sentence to chance. */
import { describe, expect, test } from '@jest/globals';
import { parsePattern } from '../../src/rules/pattern/pattern.js';

describe('a pattern', () => {
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
  ])('%s is open', (pattern) => {
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
  ])('%s is not', (pattern) => {
    expect(parsePattern(pattern).isOpen).toBe(false);
  });
});
