/**
 * Finds the configuration file, from the working folder upward, and passes it to yargs below the flags of the command
 * line.
 */
import { homedir } from 'node:os';
import path from 'node:path';
import { lilconfig } from 'lilconfig';
import type { Argv } from 'yargs';
import { colorsFor, say } from '../terminal/terminal.js';
import { type Define, definitionsOf } from './definitions.js';

/** Possible names of a configuration file; if a folder has several, the first in this list applies. */
export const CONFIG_FILES = ['klartext.config.yaml', 'klartext.config.yml', 'klartext.config.json'] as const;

/** Options that name outputs. */
const OUTPUTS = ['out', 'removed', 'errors', 'update', 'observe', 'list-sites'] as const;

/** The commands that read a configuration, each with a loader for the definition of its options. */
export type Configurable = Readonly<Record<string, () => Promise<Define>>>;

/** The flags of a command line, parsed by yargs without any definitions. */
type Flags = Readonly<Record<string, unknown>>;

/**
 * Adds `--config` to the options of a command and gives yargs the values from the file; flags override it, and it
 * overrides defaults. The command receives the name of the file in its own `config`, wherever the file was found.
 * @param flags whose `config` names a file, is `none` or false for no file, or undefined to search for one
 * @throws ConfigError or UsageError for an unusable file
 */
export async function withConfig<T>(yargs: Argv<T>, command: string, flags: Flags, all: Configurable): Promise<Argv<T>> {
  const { config: given } = flags;
  const file = given === undefined ? await findConfig() : given === false || given === 'none' ? undefined : String(given);
  if (file === undefined) return withConfigOption(yargs);
  const values = (await import('./configFile.js')).readConfig(file, command, await definitionsOfAll(all, command));
  if (given === undefined && isAbove(file)) tellOutputs(file, values, flags);
  return withConfigOption(yargs).config({ ...values, config: file });
}

function isAbove(file: string): boolean {
  return path.isAbsolute(file) || file.startsWith('..');
}

/** If a file in a folder above sets outputs, the user should know, since it is not visible from here. */
function tellOutputs(file: string, values: Flags, flags: Flags): void {
  const set = OUTPUTS.filter((name) => values[name] !== undefined && flags[name] === undefined);
  if (set.length === 0) return;
  const message = `sets ${set.map((name) => `${name} to ${values[name]}`).join(', ')}; --no-config ignores the file`;
  const isJson = (flags.log ?? values.log) === 'json';
  say(
    isJson
      ? JSON.stringify({ time: new Date().toISOString(), event: 'note', document: file, message })
      : `${colorsFor(process.stderr).yellow('note')} ${file}: ${message}`,
  );
}

/** Only the option, for help, which a broken file must not prevent. */
export function withConfigOption<T>(yargs: Argv<T>): Argv<T> {
  return yargs.option('config', {
    type: 'string',
    describe: `Configuration file (default: the nearest ${CONFIG_FILES[0]}, here or in a folder above), or none`,
  });
}

/**
 * The options of all commands that read a configuration.
 * @param first the command to list before the others
 */
export async function definitionsOfAll(all: Configurable, first?: string) {
  const names = Object.keys(all).sort((a, b) => Number(b === first) - Number(a === first));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, definitionsOf(await all[name]())] as const)));
}

/** The nearest configuration file, relative to the working folder. */
async function findConfig(): Promise<string | undefined> {
  // Contents are checked later, with our own messages.
  const load = () => ({});
  const search = withHome(() =>
    lilconfig('klartext', {
      searchPlaces: [...CONFIG_FILES],
      loaders: { '.yaml': load, '.yml': load, '.json': load },
      // An empty file is a valid configuration and stops the search.
      ignoreEmptySearchPlaces: false,
      stopDir: path.parse(process.cwd()).root,
    }),
  );
  try {
    const found = await search.search();
    return found === null ? undefined : path.relative('', found.filepath);
  } catch (error) {
    const { UsageError } = await import('../options.js');
    throw new UsageError(`a ${CONFIG_FILES[0]} cannot be read (${(error as Error).message}); --no-config ignores the file`);
  }
}

/** Runs something that asks for the home directory without needing it: the question throws if the user has none. */
function withHome<T>(what: () => T): T {
  if (hasHome()) return what();
  process.env.HOME = path.parse(process.cwd()).root;
  try {
    return what();
  } finally {
    delete process.env.HOME;
  }
}

function hasHome(): boolean {
  try {
    return homedir() !== '';
  } catch {
    return false;
  }
}
