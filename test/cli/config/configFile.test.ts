/** What a configuration may say follows from the options that commands define, of whatever kind. */
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Argv } from 'yargs';
import { initialConfig } from '../../../src/cli/commands/init.js';
import { parseConfig } from '../../../src/cli/config/configFile.js';
import { definitionsOf } from '../../../src/cli/config/definitions.js';

const bytes = (value: string) => {
  if (!/^\d+(?:MB)?$/u.test(value)) throw new Error('expected a size, such as 64MB');
  return value;
};

const COMMANDS = {
  clean: definitionsOf((yargs: Argv) =>
    yargs
      .positional('paths', { type: 'string', array: true })
      .option('timeout', { type: 'number', default: 30, describe: 'Seconds for a document' })
      .options({ 'max-bytes': { type: 'string', coerce: bytes, describe: 'No larger document' }, resume: { boolean: true } })
      .conflicts('resume', 'timeout')
      .option('rules', { array: true, type: 'string' })
      .option('compress', { choices: ['gz', 'zst'] })
      .option('removed', { type: 'string' })
      .example('$0 clean', 'cleans'),
  ),
  explain: definitionsOf((yargs: Argv) => yargs.option('removed', { type: 'boolean' }).option('rules', { type: 'string', array: true })),
};

const read = (yaml: string, command: 'clean' | 'explain' = 'clean', file = 'conf/klartext.config.yaml') =>
  parseConfig(yaml, file, command, COMMANDS);

describe('options that commands define', () => {
  test('are allowed, each with the values that it takes', () => {
    expect(read('timeout: 1.5\nmax-bytes: 64MB\nresume: false\nrules: a.yaml\nclean:\n  compress: zst\n')).toEqual({
      timeout: 1.5,
      'max-bytes': '64MB',
      resume: false,
      rules: path.join('conf', 'a.yaml'),
      compress: 'zst',
    });
    // A command line knows texts alone.
    expect(read('max-bytes: 67108864\n')).toEqual({ 'max-bytes': '67108864' });
  });

  test('reach only the commands that have them', () => {
    expect(read('timeout: 1\nrules: [a.yaml]\n', 'explain')).toEqual({ rules: [path.join('conf', 'a.yaml')] });
    expect(read('clean:\n  timeout: 1\n', 'explain')).toEqual({});
  });

  test('are a file to one command and a choice to another', () => {
    const yaml = 'clean:\n  removed: gone.jsonl\nexplain:\n  removed: true\n';
    expect(read(yaml, 'clean')).toEqual({ removed: path.join('conf', 'gone.jsonl') });
    expect(read(yaml, 'explain')).toEqual({ removed: true });
    expect(() => read('removed: true\n')).toThrow(
      '1: removed: a file for removed text is not a display option: write it under “clean:” or “explain:”',
    );
  });

  test('name files relative to the configuration; absolute paths and a dash remain as they are', () => {
    expect(read('rules: [a.yaml, /b.yaml, ../c.yaml, "-"]\n')).toEqual({
      rules: [path.join('conf', 'a.yaml'), '/b.yaml', 'c.yaml', '-'],
    });
  });

  test.each([
    ['timeout: soon\n', '1: timeout: expected a number, found “soon”'],
    ['\nmax-bytes: much\n', '2: max-bytes: expected a size, such as 64MB'],
    ['resume: 1\n', '1: resume: expected true or false, found 1'],
    ['rules: [a.yaml, [b.yaml]]\n', '1: rules: expected text or a list of texts, found a list'],
    ['compress: bz2\n', '1: compress: expected gz or zst, found “bz2”'],
    ['paths: [in]\n', /^conf\/klartext\.config\.yaml:1: paths: no such option/u],
    ['clean: yes\n', '1: clean: must contain the options of “klartext clean” as a map; found “yes”'],
  ])('are refused where they are wrong: %j', (yaml, message) => {
    expect(() => read(yaml)).toThrow(message);
  });

  test('stand in a new file, explained, with a mark where a value is to be filled in', () => {
    const config = initialConfig(COMMANDS);
    expect(read(config)).toEqual({});
    for (const line of [
      '  # Seconds for a document\n  # timeout: 30\n',
      '  # max-bytes: …\n',
      '  # resume: true\n',
      '  # One of gz, zst.\n  # compress: …\n',
      '# rules: […]\n',
    ]) {
      expect(config).toContain(line);
    }
    expect(config.match(/# rules:/gu)).toHaveLength(1);
    expect(config.match(/# removed:/gu)).toHaveLength(2);
  });
});
