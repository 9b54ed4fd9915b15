/** Folders of rule files: names for the files of any sites. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ruleFilesIn, siteFileName } from '../../src/batch/ruleFolder.js';

describe('the name of a site’s file', () => {
  test.each([
    ['bote.example', 'bote.example.yaml'],
    ['cluster-0123abcd', 'cluster-0123abcd.yaml'],
    [undefined, '~every-site.yaml'],
  ])('is readable: %s', (site, file) => {
    expect(siteFileName(site)).toBe(file);
  });

  test.each([
    ['de-FAZ', /^de-FAZ~[0-9a-f]{12}\.yaml$/u],
    ['Der Bote (Süd)', /^Der-Bote-Süd-~[0-9a-f]{12}\.yaml$/u],
    ['../../etc/passwd', /^etc-passwd~[0-9a-f]{12}\.yaml$/u],
    ['con', /^con~[0-9a-f]{12}\.yaml$/u],
    ['bote.', /^bote\.~[0-9a-f]{12}\.yaml$/u],
    ['', /^~[0-9a-f]{12}\.yaml$/u],
    ['漢'.repeat(400), /^漢+~[0-9a-f]{12}\.yaml$/u],
  ])('ends in a hash where it is not as plain: %s', (site, file) => {
    expect(siteFileName(site)).toMatch(file);
    expect(Buffer.byteLength(siteFileName(site))).toBeLessThan(200);
  });

  test('is safe, and another for every site, whatever the case', () => {
    const site = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom('ORF', 'orf', 'a/b', 'a\\b', 'a-b', '\ud800', '\ud801', 'ü', 'u\u0308'),
    );
    fc.assert(
      fc.property(site, site, (a, b) => {
        const [fileA, fileB] = [siteFileName(a), siteFileName(b)];
        expect(fileA).toMatch(/^[^/\\:*?"<>|\u0000-\u001f.][^/\\:*?"<>|\u0000-\u001f]*\.yaml$/u);
        if (a !== b) expect(fileA.normalize().toLowerCase()).not.toBe(fileB.normalize().toLowerCase());
      }),
      { numRuns: 500 },
    );
  });
});

describe('the rule files of a folder', () => {
  test('are those that end in .yaml or .yml, in the order of their names', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'klartext-rules-'));
    try {
      for (const name of ['b.yaml', 'a.yml', 'c.txt', '.d.yaml']) writeFileSync(path.join(folder, name), '');
      mkdirSync(path.join(folder, 'e'));
      expect(ruleFilesIn(folder)).toEqual(['a.yml', 'b.yaml'].map((name) => path.join(folder, name)));
      expect(ruleFilesIn(path.join(folder, 'c.txt'))).toEqual([path.join(folder, 'c.txt')]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
