/** Golden tests: compares a text with a file that contains the expected one. Never writes the file. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** Thrown if the expected file is missing: without it a golden test has not passed, it has not run. */
export class MissingExpectedError extends Error {
  override readonly name = 'MissingExpectedError';
}

/**
 * Compares a text with its expected file.
 * @throws MissingExpectedError if there is no such file
 */
export function expectGolden(actual: string, file: string): void {
  if (!existsSync(file)) throw new MissingExpectedError(`${file} is missing: write it by hand, and check it against the source`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
