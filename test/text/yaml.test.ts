/** Reading YAML: the lines of values, and errors for invalid files. */
import { describe, expect, test } from '@jest/globals';
import { parseRules, RuleFileError } from '../../src/rules/file/load.js';
import { readYaml, YamlError } from '../../src/text/yaml.js';

describe('readYaml', () => {
  test('values and keys are located by line', () => {
    const { content, lineOf, lineOfKey } = readYaml('a: 1\nb:\n\n  - c\n  - d: e\n');
    expect(content).toEqual({ a: 1, b: ['c', { d: 'e' }] });
    expect([lineOf(['a']), lineOf(['b']), lineOf(['b', 1, 'd']), lineOf(['b', 7])]).toEqual([1, 4, 5, 4]);
    expect([lineOfKey(['b']), lineOfKey(['b', 1, 'd']), lineOfKey(['nix'])]).toEqual([2, 5, 1]);
  });

  test('keys are text as they are written, whatever they look like', () => {
    const { content } = readYaml('{ 24: 1, 007: 2, null: 3, 1.0: 4, true: 5, __proto__: 6, constructor: 7, bare }');
    const pairs = [
      ['24', 1],
      ['007', 2],
      ['null', 3],
      ['1.0', 4],
      ['true', 5],
      ['__proto__', 6],
      ['constructor', 7],
      ['bare', null],
    ];
    expect(Object.entries(content as object).sort()).toEqual(pairs.sort());
  });

  test('a key that is there twice is refused with its line, in a map of any size and below aliases', () => {
    const many = Array.from(
      { length: 40_000 },
      (_, i) => `  k${i}: ${i}
`,
    ).join('');
    expect(() =>
      readYaml(`a:
${many}  k7: 8
`),
    ).toThrow(expect.objectContaining({ line: 40_002, message: 'the key “k7” is there twice' }));
    expect(
      readYaml(`a:
${many}`).lineOfKey(['a', 'k39999']),
    ).toBe(40_001);
    expect(readYaml('a: &x { b: [1,\n  2] }\nc: *x\n').lineOf(['c', 'b', 1])).toBe(2);
  });

  test.each([
    ['- '.repeat(20_000), 'in lists'],
    ['['.repeat(20_000) + ']'.repeat(20_000), 'in brackets'],
    ['? '.repeat(20_000), 'in keys'],
    [': '.repeat(20_000), 'in values'],
    [Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''), 'line by line'],
    [Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}-\n`).join(''), 'a dash a line'],
    [`${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`, 'in maps'],
  ])('extreme nesting is refused without overflowing the stack (%#)', (yaml) => {
    expect(() => readYaml(yaml)).toThrow(YamlError);
    expect(() => parseRules(yaml, 'deep.yaml')).toThrow(RuleFileError);
    expect(() => parseRules(yaml, 'deep.yaml')).toThrow(/^deep\.yaml:\d+: nested too deeply$/u);
  });

  test('long files, brackets inside strings and wide strings do not count as nesting', () => {
    const lines = Array.from(
      { length: 3000 },
      (_, i) => `- { a: [${i}, "[[[{"], b: '{' }\n- |\n${' '.repeat(400)}[ {\n- a [ {\n- x:\n    y: 1 # [\n`,
    );
    expect(readYaml(lines.join('')).content).toHaveLength(12_000);
  });

  test('an error about nesting names the line', () => {
    expect(() => readYaml(`a: 1\nb: |\n  x\n  y\nc: ${'['.repeat(400)}`)).toThrow(expect.objectContaining({ line: 5 }));
  });
});
