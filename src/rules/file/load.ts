/** Reads rule files: turns YAML into checked rules, or into an error that names the file, the line and the reason. */
import { expectString } from '../../model/argument.js';
import type { RuleSet } from '../../model/rule.js';
import { RULES_FORMAT } from '../../model/rule.js';
import { readYaml, type YamlContent, YamlError } from '../../text/yaml.js';
import { ContentError, type FileEntry, fileEntries } from './fileEntries.js';
import { lineOfEntry, ruleLines } from './ruleLines.js';

/** Thrown for an invalid rule file. None of its rules are applied. */
export class RuleFileError extends Error {
  override readonly name = 'RuleFileError';
  constructor(
    readonly file: string,
    /** Counted from 1. */
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
  }
}

/**
 * Reads a rule file.
 * @param yaml the file's content
 * @param name the file's name in messages: its path, or a pack's name
 * @throws RuleFileError for the first error
 *
 * @example
 * ```ts
 * import { parseRules, RuleFileError } from 'klartext';
 *
 * const { rules } = parseRules('format: klartext-rules/1\nrules: [{ category: share, remove: block, match: { text: Teilen } }]', 'rules.yaml');
 * rules[0].match.text; // => ['Teilen']
 * try {
 *   parseRules('format: klartext-rules/1\nrules:\n  - remove: everything', 'rules.yaml');
 * } catch (error) {
 *   error instanceof RuleFileError && [error.file, error.line]; // => ['rules.yaml', 3]
 * }
 * ```
 */
export function parseRules(yaml: string, name: string): RuleSet {
  expectString(yaml, 'yaml');
  expectString(name, 'name');
  const file = readNamed(yaml, name);
  const entries = readNamedEntries(file, name);
  const seen = new Map<string, FileEntry>();
  for (const entry of entries) {
    const { id } = entry.rule;
    const first = seen.get(id);
    if (first !== undefined) {
      const reason = `id ${id} is used twice, first in line ${lineOfEntry(file, first)}`;
      throw new RuleFileError(name, lineOfEntry(file, entry), reason);
    }
    seen.set(id, entry);
  }
  return { format: RULES_FORMAT, name, rules: entries.map(({ rule }) => rule) };
}

function readNamedEntries({ content, lineOf, lineOfKey }: YamlContent, name: string): FileEntry[] {
  try {
    return fileEntries(content);
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    const { path, message } = error;
    const where = path.filter((key) => typeof key === 'string').at(-1);
    // In lists of texts, the key is what the message is about.
    const line = path[0] === 'sites' && typeof path.at(-1) === 'string' ? lineOfKey(path) : lineOf(path);
    throw new RuleFileError(name, line, `${where === undefined || where === 'rules' ? '' : `${where}: `}${message}`);
  }
}

/** A rule file with its name in messages. */
export interface NamedYaml {
  readonly name: string;
  readonly yaml: string;
}

/**
 * Reads a rule set that is split into files, as packs are.
 * @param name the name of the set
 * @throws RuleFileError for the first error, including an id that occurs in two files
 */
export function parseRuleFiles(files: readonly NamedYaml[], name: string): RuleSet {
  const owners = new Map<string, string>();
  const rules = files.flatMap((file) => {
    const set = parseRules(file.yaml, file.name);
    set.rules.forEach(({ id }, i) => {
      const owner = owners.get(id);
      if (owner !== undefined) throw new RuleFileError(file.name, ruleLines(file.yaml)[i], `id ${id} is already used in ${owner}`);
      owners.set(id, file.name);
    });
    return set.rules;
  });
  return { format: RULES_FORMAT, name, rules };
}

function readNamed(yaml: string, name: string): YamlContent {
  try {
    return readYaml(yaml);
  } catch (error) {
    if (error instanceof YamlError) throw new RuleFileError(name, error.line, error.message);
    throw error;
  }
}
