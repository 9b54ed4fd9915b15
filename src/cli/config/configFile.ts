/** Reads a configuration file and checks it; errors name the file, the line, the problem and the remedy. */
import path from 'node:path';
import * as v from 'valibot';
import { readYaml, type YamlContent, YamlError } from '../../text/yaml.js';
import { readNamedFile } from '../options.js';
import { type Commands, type Config, configSchema, PATH_OPTIONS } from './configSchema.js';

/** Thrown for an unusable configuration; exit status 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(file: string, line: number, reason: string) {
    super(`${file}:${line}: ${reason}`);
  }
}

/**
 * The options for a command: those at the top of the file and those under the name of the command.
 * @param file relative to the working folder, as messages name it; YAML or JSON, which is a subset
 * @throws ConfigError, or UsageError if the file cannot be read
 */
export function readConfig(file: string, command: string, commands: Commands): Config {
  return parseConfig(readNamedFile(file, '--config: '), file, command, commands);
}

/** The options that the content of a file sets for a command (see `readConfig`). */
export function parseConfig(yaml: string, file: string, command: string, commands: Commands): Config {
  const config = check(yaml, file, commands);
  const shared = Object.entries(config).filter(([name]) => !Object.hasOwn(commands, name) && commands[command].has(name));
  const values = { ...Object.fromEntries(shared), ...(config[command] as Config | null | undefined) };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, PATH_OPTIONS.has(name) ? fromFile(file, value) : value]));
}

function check(yaml: string, file: string, commands: Commands): Config {
  const { content, lineOfKey } = readNamed(yaml, file);
  // The content of an empty file is null.
  const parsed = v.safeParse(configSchema(commands), content ?? {});
  if (parsed.success) return parsed.output;
  const issues = parsed.issues.map(({ path: where, message }) => {
    const keys = (where ?? []).map((item) => item.key as PropertyKey);
    return { line: lineOfKey(keys), reason: keys.length === 0 ? message : `${String(keys.at(-1))}: ${message}` };
  });
  const first = issues.reduce((best, issue) => (issue.line < best.line ? issue : best));
  throw new ConfigError(file, first.line, first.reason);
}

function readNamed(yaml: string, file: string): YamlContent {
  try {
    return readYaml(yaml);
  } catch (error) {
    if (error instanceof YamlError) throw new ConfigError(file, error.line, error.message);
    throw error;
  }
}

/** A path from the file, relative to the working folder; absolute paths and a dash remain as they are. */
function fromFile(file: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => fromFile(file, one));
  // One command may take a path where another takes a choice.
  if (typeof value !== 'string' || value === '-' || path.isAbsolute(value)) return value;
  return path.relative('', path.resolve(path.dirname(file), value)) || '.';
}
