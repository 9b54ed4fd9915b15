#!/usr/bin/env node
/** The `klartext` command. Exit status: 0 all clean, 1 some documents failed, 2 usage. */
import yargs, { type Argv } from 'yargs';
import { hideBin, Parser } from 'yargs/helpers';
import { STDIN } from '../files/findInputs.js';
import { type Configurable, withConfig, withConfigOption } from './config/config.js';
import { say } from './terminal/terminal.js';

/** A reader that has seen enough (`klartext … | head`) is no error. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') say(`klartext: standard output cannot be written to: ${error.message}`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

/** A command's modules are loaded when it runs, or when its help is asked for. */
const commands = {
  clean: () => import('./commands/clean.js'),
  explain: () => import('./commands/explain.js'),
  learn: () => import('./commands/learn.js'),
  restore: () => import('./commands/restore.js'),
  rules: () => import('./commands/rules.js'),
  init: () => import('./commands/init.js'),
};

type Modules = { [K in keyof typeof commands]: Awaited<ReturnType<(typeof commands)[K]>> };

/** Those that read the configuration file, and with it what may stand there. */
const configurable: Configurable = {
  clean: async () => (await commands.clean()).cleanOptions,
  explain: async () => (await commands.explain()).explainOptions,
  learn: async () => (await commands.learn()).learnOptions,
};

// yargs takes a lone dash for an option without a name: standard input travels under a name of its own.
const words = hideBin(process.argv).map((word) => (word === '-' ? STDIN : word));

/** Shell completion asks for options that are there at once: the module of the command that is being typed is loaded before. */
const loaded: Partial<Modules> = {};
if (words.includes('--get-yargs-completions')) {
  const typed = words.find((word): word is keyof Modules => Object.hasOwn(commands, word));
  if (typed !== undefined) Object.assign(loaded, { [typed]: await commands[typed]() });
}

/** The builder of a command: loads its module, adds its options, and below them what the configuration file says. */
function optionsOf<K extends keyof Modules, T>(name: K, define: (module: Modules[K], yargs: Argv) => Argv<T>) {
  const build = (args: Argv, help = false): Argv<T> | Promise<Argv<T>> => {
    const module = loaded[name];
    const configured = Object.hasOwn(configurable, name);
    if (module !== undefined) return configured ? withConfigOption(define(module, args)) : define(module, args);
    return (async () => {
      const options = define((await commands[name]()) as Modules[K], args);
      if (!configured) return options;
      return help ? withConfigOption(options) : withConfig(options, name, Parser(words, { string: ['config'] }).config, configurable);
    })();
  };
  // yargs' types know of builders that are asynchronous, and of those that are not.
  return build as (args: Argv, help?: boolean) => Promise<Argv<T>>;
}

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
    optionsOf('clean', ({ cleanOptions }, args) => cleanOptions(args)),
    async (args) => finish((await commands.clean()).runClean(args)),
  )
  .command(
    'explain [paths..]',
    'Show every block, kept or removed, with the rule and why',
    optionsOf('explain', ({ explainOptions }, args) => explainOptions(args)),
    async (args) => finish((await commands.explain()).runExplain(args)),
  )
  .command(
    'learn [paths..]',
    'Learn removal rules for each site from many of its documents',
    optionsOf('learn', ({ learnOptions }, args) => learnOptions(args)),
    async (args) => finish((await commands.learn()).runLearn(args)),
  )
  .command(
    'restore <cleaned>',
    'Make the originals again of what clean wrote and of what it removed',
    optionsOf('restore', ({ restoreOptions }, args) => restoreOptions(args)),
    async (args) => finish((await commands.restore()).runRestore(args)),
  )
  .command(
    'rules [command]',
    'List, show, check, test, merge and compare rule files',
    optionsOf('rules', ({ rulesCommands }, args) => rulesCommands(args, finish)),
  )
  .command(
    'init',
    'Write a configuration file with every option explained',
    optionsOf('init', ({ initOptions }, args) => initOptions(args)),
    async (args) => finish((await commands.init()).runInit(args, configurable)),
  )
  .completion('completion', 'Print a script that completes commands and options in bash or zsh')
  .example('$0 clean scraped/ --out bodies/', 'clean a folder, texts and pages mixed')
  .example('$0 explain page.html', 'see what goes, and why')
  .example('$0 learn scraped/ --out rules.yaml', 'learn what each site shows on page after page')
  .example('$0 clean scraped/ --rules rules.yaml', 'and clean with it, onto standard output')
  .example('$0 completion >> ~/.bashrc', 'complete commands and options with the Tab key; for zsh ~/.zshrc')
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
const EXPECTED = new Set([
  'UsageError',
  'ConfigError',
  'NoInputError',
  'RuleFileError',
  'ObservationFileError',
  'OutputError',
  'WrittenFileError',
]);

try {
  await cli.parseAsync();
} catch (error) {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
  if (!(error instanceof Error) || !EXPECTED.has(error.name)) throw error;
  say(`klartext: ${error.message}`);
  process.exitCode = 2;
}
