/** The rule files and packs named by the commands of `klartext rules`. */
import type { Argv } from 'yargs';
import type { RuleSet } from '../../model/rule.js';
import { PACK_NAMES, packFiles } from '../../packs/packs.js';
import { type NamedYaml, parseRuleFiles } from '../../rules/file/load.js';
import { ruleLines } from '../../rules/file/ruleLines.js';
import { readNamedFile, ruleFilesNamed } from '../options.js';

export interface FileArguments {
  files: string[] | undefined;
}

export function withFiles(yargs: Argv): Argv<FileArguments> {
  const describe = `Rule files, folders of them, or names of shipped packs (${PACK_NAMES.join(', ')})`;
  return yargs.positional('files', { type: 'string', array: true, describe }) as unknown as Argv<FileArguments>;
}

/** A named rule file, or a folder or a pack with its files. */
export interface RuleSource {
  readonly name: string;
  readonly files: readonly NamedYaml[];
}

/** The named files, folders and packs; all packs if none is named. */
export function sourcesOf(names: readonly string[] | undefined): RuleSource[] {
  const given = names === undefined || names.length === 0 ? PACK_NAMES : names;
  return given.map((name) => {
    const pack = PACK_NAMES.find((known) => known === name);
    return {
      name,
      files: pack === undefined ? ruleFilesNamed(name).map((file) => ({ name: file, yaml: readNamedFile(file) })) : packFiles(pack),
    };
  });
}

export function setsOf(names: readonly string[] | undefined): RuleSet[] {
  return sourcesOf(names).map(({ name, files }) => parseRuleFiles(files, name));
}

/** File and line of each rule of a source, in the order of the rules. */
export function placesOf({ files }: RuleSource): string[] {
  return files.flatMap(({ name, yaml }) => ruleLines(yaml).map((line) => `${name}:${line}`));
}
