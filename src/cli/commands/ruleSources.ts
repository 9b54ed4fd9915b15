/** The rule files and packs that the commands below `klartext rules` are given. */
import type { Argv } from 'yargs';
import type { RuleSet } from '../../model/rule.js';
import { PACK_NAMES, packYaml } from '../../packs/packs.js';
import { parseRules } from '../../rules/file/load.js';
import { readText } from '../options.js';

export interface FileArguments {
  files: string[] | undefined;
}

/** Adds the files to a command's arguments. */
export function withFiles(yargs: Argv): Argv<FileArguments> {
  const describe = `Rule files, or names of shipped packs (${PACK_NAMES.join(', ')})`;
  return yargs.positional('files', { type: 'string', array: true, describe }) as unknown as Argv<FileArguments>;
}

/** A rule file as it was named, with its YAML. */
export interface RuleSource {
  readonly name: string;
  readonly yaml: string;
}

/** The files that are named, packs among them; all packs where none is. */
export function sourcesOf(names: readonly string[] | undefined): RuleSource[] {
  const given = names === undefined || names.length === 0 ? PACK_NAMES : names;
  return given.map((name) => {
    const pack = PACK_NAMES.find((known) => known === name);
    return { name, yaml: pack === undefined ? readText(name) : packYaml(pack) };
  });
}

export function setsOf(names: readonly string[] | undefined): RuleSet[] {
  return sourcesOf(names).map(({ name, yaml }) => parseRules(yaml, name));
}
