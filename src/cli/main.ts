#!/usr/bin/env node
/** The `klartext` command. Exit status: 0 all clean, 1 some documents failed, 2 usage. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { STDIN } from '../batch/inputs.js';
import { say } from './terminal.js';

/** A reader that has seen enough (`klartext … | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

/** A command's modules are loaded when it runs, or when its help is asked for. */
const commands = {
  clean: () => import('./clean.js'),
  explain: () => import('./explain.js'),
  learn: () => import('./learn.js'),
  rules: () => import('./rules.js'),
};

// yargs takes a lone dash for an option without a name: standard input travels under a name of its own.
const words = hideBin(process.argv).map((word) => (word === '-' ? STDIN : word));

/** What yargs says less well; its types know nothing of plurals. */
const tooFew = 'too few arguments: %s given, at least %s needed';
const STRINGS: Record<string, unknown> = {
  'Not enough non-option arguments: got %s, need at least %s': { one: tooFew, other: tooFew },
};

const cli = yargs(words)
  .scriptName('klartext')
  // Only the frame of a message would be in the user's language.
  .locale('en')
  .updateStrings(STRINGS as Record<string, string>)
  .usage('$0 <command>\n\nCleans scraped articles: removes what is not the article, says why, and can give it back.')
  .command(
    'clean [paths..]',
    'Write clean article bodies',
    async (args) => (await commands.clean()).cleanOptions(args),
    async (args) => finish((await commands.clean()).runClean(args)),
  )
  .command(
    'explain [paths..]',
    'Show every block, kept or removed, with the rule and why',
    async (args) => (await commands.explain()).explainOptions(args),
    async (args) => finish((await commands.explain()).runExplain(args)),
  )
  .command(
    'learn [paths..]',
    'Learn removal rules for each site from many of its documents',
    async (args) => (await commands.learn()).learnOptions(args),
    async (args) => finish((await commands.learn()).runLearn(args)),
  )
  .command('rules [command]', 'List, show, check, test, merge and compare rule files', async (args) =>
    (await commands.rules()).rulesCommands(args, finish),
  )
  .demandCommand(1, 'Name a command.')
  .recommendCommands()
  .strict()
  .parserConfiguration({ 'greedy-arrays': true })
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .fail((message, error) => {
    if (error !== undefined && error !== null) throw error;
    const command = words[0] in commands ? `${words[0]} ` : '';
    say(`klartext: ${message}\nTry “klartext ${command}--help”.`);
    process.exit(2);
  });

async function finish(work: Promise<number>): Promise<void> {
  process.exitCode = await work;
}

/** Errors of the command line and of rule files: told in one line, without a stack. */
const EXPECTED = new Set(['UsageError', 'NoInputError', 'RuleFileError', 'ObservationFileError', 'OutputError']);

try {
  await cli.parseAsync();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  if (!(error instanceof Error) || !EXPECTED.has(error.name)) throw error;
  say(`klartext: ${error.message}`);
  process.exitCode = 2;
}
