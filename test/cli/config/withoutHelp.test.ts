/** Commands that run without their help take the same options. */
import { describe, expect, test } from '@jest/globals';
import yargs, { type Argv } from 'yargs';
import { withoutHelp } from '../../../src/cli/config/withoutHelp.js';

const define = (args: Argv): Argv =>
  args
    .positional('paths', { type: 'string', describe: 'Files' })
    .option('to', { choices: ['txt', 'json'], default: 'txt', describe: 'Format' })
    .option('jobs', { type: 'number', describe: 'Threads' })
    .group(['jobs'], 'The run:')
    .example('$0 clean', 'an example');

const fresh = (): Argv => yargs([]).scriptName('klartext').usage('How it is used').exitProcess(false).strict();

describe('options without help', () => {
  test('render nothing', async () => {
    expect(await define(fresh()).getHelp()).toMatch(/How it is used.*--jobs.*--to.*an example/su);
    const args = fresh();
    define(withoutHelp(args));
    expect(await args.getHelp()).toBe('');
  });

  test('are parsed and checked as ever', () => {
    const args = fresh().fail((message) => {
      throw new Error(message);
    });
    define(withoutHelp(args));
    expect(args.parse(['--jobs', '3'])).toMatchObject({ to: 'txt', jobs: 3 });
    expect(() => args.parse(['--to', 'pdf'])).toThrow(/Choices: "txt", "json"/u);
    expect(() => args.parse(['--job', '3'])).toThrow('Unknown argument: job');
  });

  test('are those of commands in commands too, unless their help is asked for', async () => {
    const helps: string[] = [];
    const args = fresh();
    withoutHelp(args).command('list', 'Lists', define, async () => {
      helps.push(await args.getHelp());
    });
    await args.parseAsync(['list']);
    await args.parseAsync(['list', '--help'], (_error: unknown, _argv: unknown, output: string) => {
      helps.push(output);
    });
    expect(helps[0]).toBe('');
    expect(helps[1]).toMatch(/--jobs/u);
  });
});
