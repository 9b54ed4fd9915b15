/** The schema of configuration files, derived from the options of the commands so that new options are always included. */
import * as v from 'valibot';
import type { Options } from 'yargs';
import { closest } from '../../text/didYouMean.js';
import type { Definitions } from './definitions.js';

/** The commands that read a configuration, with their options. */
export type Commands = Readonly<Record<string, Definitions>>;

/** Options that name files and folders, relative to the configuration file. */
export const PATH_OPTIONS: ReadonlySet<string> = new Set([
  'rules',
  'out',
  'removed',
  'errors',
  'split',
  'update',
  'observe',
  'merge',
  'list-sites',
]);

/** Options with a different meaning for each command, which cannot have a common value. */
const OWN_OPTIONS: Readonly<Record<string, string>> = {
  out: 'a folder of bodies is not a rule file',
  removed: 'a file for removed text is not a display option',
};

/** Option values by name; those for one command under its name. */
export type Config = Readonly<Record<string, unknown>>;

/**
 * The schema of a configuration file.
 * @param commands if two define an option differently, the first definition applies to values at the top
 */
export function configSchema(commands: Commands): v.GenericSchema<unknown, Config> {
  const entries: Record<string, v.GenericSchema<unknown, unknown>> = {};
  for (const definitions of Object.values(commands)) {
    for (const [name, value] of Object.entries(entriesOf(definitions))) if (!(name in OWN_OPTIONS)) entries[name] ??= value;
  }
  for (const [command, definitions] of Object.entries(commands)) {
    // If only comments follow the name of a command, its value is null.
    entries[command] = v.nullish(options(entriesOf(definitions), command, commands));
  }
  return options(entries, undefined, commands);
}

/** The schema for the options of a command, or for the whole file if no command is given. */
function options(entries: v.ObjectEntries, command: string | undefined, commands: Commands): v.GenericSchema<unknown, Config> {
  const isMap = (value: unknown) => value instanceof Object && !Array.isArray(value);
  return v.pipe(
    v.custom<object>(isMap, ({ input }) => noOptions(command, commands, input)),
    v.strictObject(entries, ({ path }) => unknownKey(String(path?.at(-1)?.key), command, commands)),
  );
}

/** Options that belong at the top of a file: those with the same meaning for several commands. */
export function sharedOptions(commands: Commands): string[] {
  const count = new Map<string, number>();
  for (const name of Object.values(commands).flatMap((definitions) => [...definitions.keys()])) count.set(name, (count.get(name) ?? 0) + 1);
  return [...count.keys()].filter((name) => (count.get(name) as number) > 1 && !(name in OWN_OPTIONS));
}

function entriesOf(definitions: Definitions): Record<string, v.GenericSchema<unknown, unknown>> {
  return Object.fromEntries([...definitions].map(([name, options]) => [name, v.optional(valueSchema(options))]));
}

/** The schema for the value of an option. */
function valueSchema(options: Options): v.GenericSchema<unknown, unknown> {
  const base = plainSchema(options);
  const { coerce } = options;
  if (coerce === undefined) return base;
  return v.pipe(
    base,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      try {
        coerce(dataset.value);
      } catch (error) {
        addIssue({ message: (error as Error).message });
      }
    }),
  );
}

function plainSchema({ choices, array, boolean, number, type }: Options): v.GenericSchema<unknown, unknown> {
  if (choices !== undefined) return v.picklist(choices as readonly string[], expected(inWords(choices.map(String))));
  if (array || type === 'array') return v.union([text, v.array(text)], expected('text or a list of texts'));
  if (boolean || type === 'boolean') return v.boolean(expected('true or false'));
  if (number || type === 'number') return v.number(expected('a number'));
  return text;
}

const EXPECTED_TEXT = expected('text');

/** YAML parses a year or a size as a number; on a command line it is text. */
const text = v.pipe(v.union([v.string(), v.number()], EXPECTED_TEXT), v.transform(String), v.nonEmpty('must not be empty'));

function expected(what: string): (issue: v.BaseIssue<unknown>) => string {
  return ({ input }) => (input === null ? 'has no value: give it one or delete the line' : `expected ${what}, found ${found(input)}`);
}

function found(value: unknown): string {
  if (typeof value === 'string') return `“${value}”`;
  return Array.isArray(value) ? 'a list' : value instanceof Object ? 'a map' : String(value);
}

/** The message for an unknown key. */
function unknownKey(key: string, command: string | undefined, commands: Commands): string {
  const having = havingOption(key, commands);
  const under = inWords(having.map((name) => `“${name}:”`));
  if (command === undefined && having.length > 0) return `${OWN_OPTIONS[key]}: write it under ${under}`;
  if (having.length > 0) return `is not an option of “klartext ${command}”: write it under ${under}`;
  const known = command === undefined ? allNames(commands) : [...commands[command].keys()];
  const meant = closest(key, known);
  return meant === undefined ? `no such option; available: ${known.join(', ')}` : `no such option; did you mean “${meant}”?`;
}

/** The message for a file, or the section of a command, that is not a map. */
function noOptions(command: string | undefined, commands: Commands, value: unknown): string {
  if (command === undefined) return `expected one option per line, such as “packs: de”; found ${found(value)}`;
  const same = havingOption(command, commands);
  const option = same.length === 0 ? '' : `; to set the option --${command}, write it under ${inWords(same.map((name) => `“${name}:”`))}`;
  return `must contain the options of “klartext ${command}” as a map; found ${found(value)}${option}`;
}

function havingOption(name: string, commands: Commands): string[] {
  return Object.keys(commands).filter((command) => commands[command].has(name));
}

function allNames(commands: Commands): string[] {
  return [...new Set(Object.entries(commands).flatMap(([name, definitions]) => [name, ...definitions.keys()]))];
}

function inWords(all: readonly string[]): string {
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`;
}
