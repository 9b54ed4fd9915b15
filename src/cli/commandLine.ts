/** The command line of `klartext`. Exit status: 0 all clean, 1 some documents failed, 2 usage error. */
import yargs, { type Argv } from 'yargs';
import { hideBin, Parser } from 'yargs/helpers';
import { STDIN } from '../files/findInputs.js';
import { visible } from '../text/visible.js';
import { type Configurable, withConfig, withConfigOption } from './config/config.js';
import { withoutHelp } from './config/withoutHelp.js';
import { say } from './terminal/terminal.js';

/** Modules of a command are loaded when it runs or when its help is requested. */
const commands = {
  clean: () => import('./commands/clean.js'),
  explain: () => import('./commands/explain.js'),
  learn: () => import('./commands/learn.js'),
  restore: () => import('./commands/restore.js'),
  rules: () => import('./commands/rules.js'),
  init: () => import('./commands/init.js'),
};

type Modules = { [K in keyof typeof commands]: Awaited<ReturnType<(typeof commands)[K]>> };

/** The commands that read the configuration file, with the options that it may set. */
const configurable: Configurable = {
  clean: async () => (await commands.clean()).cleanOptions,
  explain: async () => (await commands.explain()).explainOptions,
  learn: async () => (await commands.learn()).learnOptions,
};

// yargs takes a lone dash for an option without a name, so standard input is passed under another one.
const words = hideBin(process.argv).map((word) => (word === '-' ? STDIN : word));

/** The modules of commands that have been loaded. */
const loaded: Partial<Modules> = {};

/** Shell completion needs the options synchronously, so the module of the command being typed is loaded first. */
async function loadTyped(): Promise<void> {
  if (!words.includes('--get-yargs-completions')) return;
  const typed = words.find((word): word is keyof Modules => Object.hasOwn(commands, word));
  if (typed !== undefined) Object.assign(loaded, { [typed]: await commands[typed]() });
}

/** The builder of a command: loads its module, then adds its options and the values from the configuration file. */
function optionsOf<K extends keyof Modules, T>(name: K, define: (module: Modules[K], yargs: Argv) => Argv<T>) {
  const build = (args: Argv, help = false): Argv<T> | Promise<Argv<T>> => {
    const module = loaded[name];
    const configured = Object.hasOwn(configurable, name);
    if (module !== undefined) return configured ? withConfigOption(define(module, args)) : define(module, args);
    return (async () => {
      const options = help ? args : withoutHelp(args);
      define((await commands[name]()) as Modules[K], options);
      if (configured && help) withConfigOption(options);
      else if (configured) await withConfig(options, name, Parser(words, { string: ['config'] }), configurable);
      return args as Argv<T>;
    })();
  };
  // The types of yargs accept either asynchronous or synchronous builders, not both.
  return build as (args: Argv, help?: boolean) => Promise<Argv<T>>;
}

/** Clearer messages than those of yargs. Its types do not know plurals. */
const tooFew = 'too few arguments: %s given, at least %s needed';
const STRINGS: Record<string, unknown> = {
  'Not enough non-option arguments: got %s, need at least %s': { one: tooFew, other: tooFew },
};

const cli = yargs(words)
  .scriptName('klartext')
  // Otherwise only the frame of a message would be in the user's language.
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
    'Show every block, kept or removed, with the rule and the reason',
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
    'Restore the originals from what clean wrote and what it removed',
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
    'Write a configuration file that explains every option',
    optionsOf('init', ({ initOptions }, args) => initOptions(args)),
    async (args) => finish((await commands.init()).runInit(args, configurable)),
  )
  .completion('completion', 'Print a script for command and option completion in bash or zsh')
  .example('$0 clean scraped/ --out bodies/', 'clean a folder of texts and pages')
  .example('$0 explain page.html', 'see what is removed, and why')
  .example('$0 learn scraped/ --out rules.yaml', 'learn what each site repeats on its pages')
  .example('$0 clean scraped/ --rules rules.yaml', 'and clean with it, to standard output')
  .example('$0 completion >> ~/.bashrc', 'complete commands and options with the Tab key (zsh: ~/.zshrc)')
  .demandCommand(1, 'Name a command.')
  .recommendCommands()
  .strict()
  .parserConfiguration({ 'greedy-arrays': true })
  .wrap(Math.min(100, process.stdout.columns ?? 100))
  .fail((message, error) => {
    if (error !== undefined && error !== null) throw error;
    const command = words[0] in commands ? `${words[0]} ` : '';
    say(`klartext: ${withVisibleWords(message)}\nTry “klartext ${command}--help”.`);
    process.exit(2);
  });

/** Makes words of the command line visible in a message without changing its line breaks. */
function withVisibleWords(message: string): string {
  const parts = words.flatMap((word) => word.replace(/^-+/u, '').split('='));
  return parts.filter((part) => visible(part) !== part).reduce((text, part) => text.replaceAll(part, () => visible(part)), message);
}

/** What is done if nobody takes the output. */
function watchStreams(): void {
  // A reader that closes the pipe early (`klartext … | head`) is not an error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') say(`klartext: standard output cannot be written to: ${error.message}`);
    process.exit(error.code === 'EPIPE' ? 0 : 1);
  });
  // If standard error is gone, as after a terminal was closed (SIGHUP), the work is still done and the exit status reports
  // the result.
  process.stderr.on('error', () => undefined);
}

async function finish(work: Promise<number>): Promise<void> {
  process.exitCode = await work;
}

/** Errors of the user: shown in one line, without a stack trace. */
const EXPECTED = new Set([
  'UsageError',
  'ConfigError',
  'NoInputError',
  'RuleFileError',
  'ObservationFileError',
  'OutputError',
  'LockedError',
  'WrittenFileError',
]);

/** What the machine lacks: modules that are loaded on demand need open files too. */
const SHORTAGES: Readonly<Record<string, string>> = {
  EMFILE: 'too many open files for this process: raise the limit with “ulimit -n”',
  ENFILE: 'too many open files on this system',
};

/** Runs the command that the process was started with, and sets its exit status. */
export async function run(): Promise<void> {
  watchStreams();
  await loadTyped();
  try {
    await cli.parseAsync();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE') process.exit(0);
    if (code in SHORTAGES) {
      say(`klartext: ${SHORTAGES[code]}`);
      process.exit(2);
    }
    if (!(error instanceof Error) || !EXPECTED.has(error.name)) throw error;
    say(`klartext: ${visible(error.message)}`);
    process.exitCode = 2;
  }
}
