/** The lines on which the rules of a file begin. */
import { readYaml, type YamlContent } from '../../text/yaml.js';
import { type FileEntry, fileEntries } from './fileEntries.js';

/** The line of each rule, or of the text that stands for it, counted from 1, in order. The file must be one that `parseRules` accepts. */
export function ruleLines(yaml: string): number[] {
  const file = readYaml(yaml);
  return fileEntries(file.content).map((entry) => lineOfEntry(file, entry));
}

/** The line of a rule in a list, or of a text. */
export function lineOfEntry({ lineOf, lineOfKey }: YamlContent, { path }: Pick<FileEntry, 'path'>): number {
  return typeof path.at(-1) === 'string' ? lineOfKey(path) : lineOf(path);
}
