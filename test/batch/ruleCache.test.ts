/** Rule files are read from the cache from the second time on, and without harm where the cache is of no use. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bounds, RuleCache } from '../../src/batch/ruleCache.js';
import { compileRules, parseRules, RuleFileError, readText } from '../../src/index.js';
import { storedOf } from '../../src/rules/compiled/storedRules.js';
import { findHits } from '../../src/rules/match/findHits.js';

const BOUNDS: Bounds = { least: 100, files: 3, bytes: 1 << 20 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'klartext-rules-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const cache = (program = 'one', bounds = BOUNDS) => new RuleCache(path.join(folder, 'rules'), program, bounds);
const kept = () => readdirSync(path.join(folder, 'rules')).map((name) => path.join(folder, 'rules', name));
const yaml = (text: string) =>
  `format: klartext-rules/1\nrules:\n  - { id: a, category: share, remove: block, match: { text: ${text} } }\n  - { id: b, category: other, remove: block, status: vetoed, match: { pattern: "Foto: {any}" }, note: Grund }\n`;
const bytes = (text: string) => Buffer.from(yaml(text));
const plain = (text: string, name = 'r.yaml') => parseRules(yaml(text), name);

/** Reads a file and checks what is read, whatever the cache holds. */
function expectRules(text: string, reader = cache()): void {
  const set = reader.read(bytes(text), 'r.yaml');
  expect(set).toEqual(plain(text));
  const rules = compileRules(set);
  expect(rules.size).toBe(1);
  expect(findHits(readText(text), rules).map(({ rule, ...hit }) => [rule.id, hit.block])).toEqual([['a', 0]]);
}

/** Puts what is kept of one file in the place of another's: where it is read, the cache was. */
function exchange(): void {
  const [file] = kept();
  cache().read(bytes('Folgen'), 'other.yaml');
  const other = kept().find((name) => name !== file) as string;
  writeFileSync(file, readFileSync(other));
}

describe('a file', () => {
  test('is read from the cache from the second time on, under its name', () => {
    expectRules('Teilen');
    expect(kept()).toHaveLength(1);
    expectRules('Teilen');
    exchange();
    expect(cache().read(bytes('Teilen'), 'moved.yaml')).toEqual(plain('Folgen', 'moved.yaml'));
  });

  test('is compiled as it was read, the first time and later', () => {
    for (const _ of ['first', 'second']) expect(storedOf(cache().read(bytes('Teilen'), 'r.yaml'))).toBeDefined();
  });

  test('that is small is not kept', () => {
    expectRules('Teilen', cache('one', { ...BOUNDS, least: 10_000 }));
    expect(readdirSync(folder)).toEqual([]);
  });

  test('that has changed is read again', () => {
    expectRules('Teilen');
    expectRules('Merken');
    expect(kept()).toHaveLength(2);
  });

  test('with an error names its line each time, and is not kept', () => {
    const broken = Buffer.from(yaml('Teilen').replace('vetoed', 'gone'));
    for (const _ of ['first', 'second']) {
      expect(() => cache().read(broken, 'r.yaml')).toThrow(RuleFileError);
      expect(() => cache().read(broken, 'r.yaml')).toThrow('r.yaml:4: status: expected candidate');
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is for the user alone', () => {
    expectRules('Teilen');
    expect(statSync(kept()[0]).mode & 0o777).toBe(0o600);
  });
});

describe('the cache', () => {
  test('of another version is not read', () => {
    expectRules('Teilen');
    exchange();
    expectRules('Teilen', cache('two'));
  });

  test.each([
    ['empty', (file: string) => truncateSync(file, 0)],
    ['cut off', (file: string) => truncateSync(file, statSync(file).size - 9)],
    ['text', (file: string) => writeFileSync(file, 'rules: []')],
    ['of zeroes', (file: string) => writeFileSync(file, new Uint8Array(statSync(file).size))],
    [
      'changed in one byte',
      (file: string) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte, i, { length }) => (i === length - 40 ? byte + 1 : byte)),
        ),
    ],
  ])('that is %s does no harm, and is mended', (_, breakFile) => {
    expectRules('Teilen');
    const [file] = kept();
    const whole = readFileSync(file);
    breakFile(file);
    expectRules('Teilen');
    expect(readFileSync(file).equals(whole)).toBe(true);
  });

  test('that cannot be written does no harm', () => {
    writeFileSync(path.join(folder, 'rules'), 'a file where the folder should be');
    expectRules('Teilen');
    expectRules('Teilen');
  });

  test('that cannot be read does no harm', () => {
    expectRules('Teilen');
    chmodSync(kept()[0], 0);
    expectRules('Teilen');
  });

  test('keeps the files that were read last', () => {
    const texts = ['Teilen', 'Merken', 'Folgen', 'Drucken'];
    texts.slice(0, 3).forEach((text, i) => {
      expectRules(text);
      const newest = kept().sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
      utimesSync(newest, 1000 + i, 1000 + i);
    });
    const sorted = kept().sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
    // The oldest is read again, so the second one goes.
    expectRules('Teilen');
    expectRules('Drucken');
    expect(kept()).toHaveLength(3);
    expect(sorted.map((file) => kept().includes(file))).toEqual([true, false, true]);
  });

  test('keeps no more bytes than it may', () => {
    const { length } = cache().read(bytes('Teilen'), 'r.yaml') && readFileSync(kept()[0]);
    const small = cache('one', { ...BOUNDS, bytes: length * 2 + 100 });
    for (const text of ['Merken', 'Folgen', 'Drucken']) small.read(bytes(text), 'r.yaml');
    expect(kept()).toHaveLength(2);
  });
});
