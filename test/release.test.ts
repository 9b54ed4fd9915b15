/** The version, the packs and the weights belong together: results may differ between versions, but not within one. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, removeFolders } from './support/command.js';
import { ROOT } from './support/samples.js';

afterAll(removeFolders);

const RENEW = [
  'The packs, the weights or the version differ from test/release.json. If the change is intended, raise the version in',
  'package.json unless the current one is still unreleased, describe the change in CHANGELOG.md, and run',
  '`npm run release:fingerprint`.',
].join('\n');

const fingerprintOf = (folder: string) =>
  execFileSync(process.execPath, [path.join(ROOT, 'build/scripts/release-fingerprint.js'), folder], { encoding: 'utf8' });

test('the stored fingerprint is that of the version, the packs and the weights', () => {
  const isCurrent = readFileSync(path.join(ROOT, 'test/release.json'), 'utf8') === fingerprintOf(ROOT);
  expect(isCurrent ? '' : RENEW).toBe('');
});

describe('the fingerprint', () => {
  const project = {
    'package.json': '{"version":"1.0.0"}',
    'src/packs/de/share.yaml': 'Teilen',
    'src/packs/packs.ts': 'export {};',
    'src/content/forest/text.weights': 'weights',
  };

  test.each([
    ['differs if a pack changes', { 'src/packs/de/share.yaml': 'Teilen!' }, false],
    ['differs if a pack is added', { 'src/packs/de/cookie.yaml': 'Cookies' }, false],
    ['differs if weights change', { 'src/content/forest/text.weights': 'trained again' }, false],
    ['differs if the version changes', { 'package.json': '{"version":"1.0.1"}' }, false],
    ['is the same if only code changes', { 'src/packs/packs.ts': 'export const a = 1;' }, true],
  ])('%s', (_, change, isEqual) => {
    expect(fingerprintOf(folderWith({ ...project, ...change })) === fingerprintOf(folderWith(project))).toBe(isEqual);
  });
});
