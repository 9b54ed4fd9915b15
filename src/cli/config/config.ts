/** The configuration: found from the working folder upward, and given to yargs below the command line's flags. */
import path from 'node:path';
import { lilconfig } from 'lilconfig';
import type { Argv } from 'yargs';
import { type Define, definitionsOf } from './definitions.js';

/** The names that a configuration file may have; in a folder the first of them that is there holds. */
export const CONFIG_FILES = ['klartext.config.yaml', 'klartext.config.yml', 'klartext.config.json'] as const;

/** The commands that read a configuration: each loads what defines its options. */
export type Configurable = Readonly<Record<string, () => Promise<Define>>>;

/**
 * Adds `--config` to a command's options, and gives yargs what the file says: flags win over it, it wins over defaults.
 * @param given the value of `--config`: a file; `none` or false for no file; undefined to look for one
 * @throws ConfigError or UsageError for a file that cannot be used
 */
export async function withConfig<T>(yargs: Argv<T>, command: string, given: unknown, all: Configurable): Promise<Argv<T>> {
  const file = given === undefined ? await findConfig() : given === false || given === 'none' ? undefined : String(given);
  const values =
    file === undefined ? {} : (await import('./configFile.js')).readConfig(file, command, await definitionsOfAll(all, command));
  return withConfigOption(yargs).config(values);
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
  const search = lilconfig('klartext', {
    searchPlaces: [...CONFIG_FILES],
    loaders: { '.yaml': load, '.yml': load, '.json': load },
    // An empty file is a configuration, too: what stands further up does not hold here.
    ignoreEmptySearchPlaces: false,
    stopDir: path.parse(process.cwd()).root,
  });
  try {
    const found = await search.search();
    return found === null ? undefined : path.relative('', found.filepath);
  } catch (error) {
    const { UsageError } = await import('../options.js');
    throw new UsageError(`a ${CONFIG_FILES[0]} cannot be read (${(error as Error).message}); --no-config goes without`);
  }
}
