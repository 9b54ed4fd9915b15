#!/usr/bin/env node
/** The `klartext` command. Exit status: 0 all clean, 1 some documents failed, 2 usage. */
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import { say } from './terminal.js';

/** A reader that has seen enough (`klartext … | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const { cleanOptions, runClean } = await import('./clean.js');
const { explainOptions, runExplain } = await import('./explain.js');

const cli = yargs(hideBin(process.argv))
  .scriptName('klartext')
  .usage('$0 <command>\n\nCleans scraped articles: removes what is not the article, says why, and can give it back.')
  .command('clean [paths..]', 'Write clean article bodies', cleanOptions, (args) => finish(runClean(args)))
  .command('explain [paths..]', 'Show every block, kept or removed, with the rule and why', explainOptions, (args) =>
    finish(runExplain(args)),
  )
  .demandCommand(1, 'Name a command.')
  .strict()
  .parserConfiguration({ 'greedy-arrays': true })
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .fail((message, error) => {
    if (error !== undefined && error !== null) throw error;
    say(`klartext: ${message}\nTry “klartext --help”.`);
    process.exit(2);
  });

async function finish(work: Promise<number>): Promise<void> {
  process.exitCode = await work;
}

/** Errors of the command line and of rule files: told in one line, without a stack. */
const EXPECTED = new Set(['UsageError', 'NoInputError', 'RuleFileError']);

try {
  await cli.parseAsync();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  if (!(error instanceof Error) || !EXPECTED.has(error.name)) throw error;
  say(`klartext: ${error.message}`);
  process.exitCode = 2;
}
