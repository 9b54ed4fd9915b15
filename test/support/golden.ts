/** Golden comparison: a text against the file that holds what it should be. It reads, and never writes. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';

/** Thrown where nothing says what is expected: a golden test without its file has not passed, it has not run. */
export class MissingExpectedError extends Error {
  override readonly name = 'MissingExpectedError';
}

/**
 * Holds a text to its expected file.
 * @throws MissingExpectedError where there is no such file
 */
export function expectGolden(actual: string, file: string): void {
  if (!existsSync(file)) throw new MissingExpectedError(`${file} is missing: write it by hand, and check it against the source`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
