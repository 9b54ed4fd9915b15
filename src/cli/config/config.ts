/** The configuration: found from the working folder upward, and given to yargs below the command line's flags. */
import { homedir } from 'node:os';
import path from 'node:path';
import { lilconfig } from 'lilconfig';
import type { Argv } from 'yargs';
import { colorsFor, say } from '../terminal/terminal.js';
import { type Define, definitionsOf } from './definitions.js';

/** The names that a configuration file may have; in a folder the first of them that is there holds. */
export const CONFIG_FILES = ['klartext.config.yaml', 'klartext.config.yml', 'klartext.config.json'] as const;

/** The options that name what is written. */
const OUTPUTS = ['out', 'removed', 'errors', 'update', 'observe'] as const;

/** The commands that read a configuration: each loads what defines its options. */
export type Configurable = Readonly<Record<string, () => Promise<Define>>>;

/** The flags of a command line, as `yargs` parses them without knowing any. */
type Flags = Readonly<Record<string, unknown>>;

/**
 * Adds `--config` to a command's options, and gives yargs what the file says: flags win over it, it wins over defaults. The
 * command finds the file's name in its own `config`, wherever the file was found.
 * @param flags of which `config` names a file; `none` or false no file; undefined is to look for one
 * @throws ConfigError or UsageError for a file that cannot be used
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

/** A file that nobody sees from the working folder says where results go: then a person should know. */
function tellOutputs(file: string, values: Flags, flags: Flags): void {
  const set = OUTPUTS.filter((name) => values[name] !== undefined && flags[name] === undefined);
  if (set.length === 0) return;
  const message = `sets ${set.map((name) => `${name} to ${values[name]}`).join(', ')}; --no-config goes without`;
  const isJson = (flags.log ?? values.log) === 'json';
  say(
    isJson
      ? JSON.stringify({ time: new Date().toISOString(), event: 'note', document: file, message })
      : `${colorsFor(process.stderr).yellow('note')} ${file}: ${message}`,
  );
}

/** The option alone, for help: a broken file keeps nobody from reading it. */
export function withConfigOption<T>(yargs: Argv<T>): Argv<T> {
  return yargs.option('config', {
    type: 'string',
    describe: `Take options from this file, not from the next ${CONFIG_FILES[0]} here or in a folder above; none: from no file`,
  });
}

/**
 * The options of the commands that read a configuration.
 * @param first comes before the others
 */
export async function definitionsOfAll(all: Configurable, first?: string) {
  const names = Object.keys(all).sort((a, b) => Number(b === first) - Number(a === first));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, definitionsOf(await all[name]())] as const)));
}

/** The configuration file that is nearest, named as the working folder names it. */
async function findConfig(): Promise<string | undefined> {
  // Checking comes later, with messages of our own.
  const load = () => ({});
  const search = withHome(() =>
    lilconfig('klartext', {
      searchPlaces: [...CONFIG_FILES],
      loaders: { '.yaml': load, '.yml': load, '.json': load },
      // An empty file is a configuration, too: what stands further up does not hold here.
      ignoreEmptySearchPlaces: false,
      stopDir: path.parse(process.cwd()).root,
    }),
  );
  try {
    const found = await search.search();
    return found === null ? undefined : path.relative('', found.filepath);
  } catch (error) {
    const { UsageError } = await import('../options.js');
    throw new UsageError(`a ${CONFIG_FILES[0]} cannot be read (${(error as Error).message}); --no-config goes without`);
  }
}

/** Does what asks for the user's home and makes no use of it: it throws where the user has no entry that names one. */
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
