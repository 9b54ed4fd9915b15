/** Paths made from any string stay below their folder and are valid on all file systems. */
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pathOfUrl, SEGMENT, safePath } from '../../../src/files/sources/safePath.js';

describe('a safe path', () => {
  test.each([
    ['a/b.html', 'a/b.html'],
    ['Über uns/Öl & Gas.html', 'Über uns/Öl & Gas.html'],
    ['../../x', 'x'],
    ['a/../../../x', 'a/x'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\system.ini', 'Windows/system.ini'],
    ['\\\\server\\share\\x', 'server/share/x'],
    ['c:x', 'c_x'],
    ['a//b/./c/', 'a/b/c'],
    ['', ''],
    ['.', ''],
    ['..', ''],
    [' .. / . ', ''],
    ['...', '_'],
    ['.ssh/id', '_ssh/id'],
    ['a\u0000b\nc\u0085', 'a_b_c_'],
    ['a<b>:"|?*', 'a_b______'],
    ['ende. /x...', 'ende_/x_'],
    ['con', '_con'],
    ['Aux.html', '_Aux.html'],
    ['COM1.tar.gz', '_COM1.tar.gz'],
    ['console', 'console'],
    ['\ud800x', '_x'],
    ['x\u{1f600}', 'x\u{1f600}'],
  ])('of %j is %j', (text, expected) => {
    expect(safePath(text)).toBe(expected);
  });

  test('of an overlong name is short, distinct and has the same ending', () => {
    const one = safePath(`${'ä'.repeat(300)}1.html`);
    const other = safePath(`${'ä'.repeat(300)}2.html`);
    expect(one).toMatch(/^ä{80,}~[0-9a-f]{12}\.html$/u);
    expect(one).not.toBe(other);
    expect(Buffer.byteLength(one)).toBeLessThanOrEqual(SEGMENT);
    const deep = safePath(`${'ordner/'.repeat(1000)}x.html`);
    expect(deep).toMatch(/^[0-9a-f]{12}\/x\.html$/u);
  });

  test('of any string is valid and stable', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('..', '.', '/', '\\', 'C:', 'nul', ' ', '\ud800', '\u0000', '~', 'x'.repeat(150)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const safe = safePath(pieces.join(''));
        expect(safePath(safe)).toBe(safe);
        if (safe === '') return;
        expect(path.posix.normalize(safe)).toBe(safe);
        expect(path.posix.resolve('/box', safe).startsWith('/box/')).toBe(true);
        expect(path.win32.resolve('C:\\box', safe).startsWith('C:\\box\\')).toBe(true);
        for (const segment of safe.split('/')) {
          expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(SEGMENT);
          expect(segment).not.toMatch(/^\.|[. ]$|[\u0000-\u001f<>:"|?*]|^$/u);
        }
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the path of an address', () => {
  test.each([
    ['https://www.a.example/', 'www.a.example/index'],
    ['https://a.example/b/c.html?x=1&y=2#d', 'a.example/b/c.html_x=1&y=2'],
    ['http://a.example/%C3%96l/%2e%2e%2f%2e%2e/x', 'a.example/Öl/x'],
    ['http://a.example/%ff', 'a.example/%ff'],
    ['HTTP://A.example:8080/x', 'a.example/x'],
    ['ftp://a.example/x', undefined],
    ['https://', undefined],
    ['a/b', undefined],
  ])('%s is %s', (url, expected) => {
    expect(pathOfUrl(url)).toBe(expected);
  });
});
