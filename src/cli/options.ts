/** Options shared by several commands, and their interpretation. */
import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { infoOf } from '../batch/guard/protectedFiles.js';
import { readRules } from '../batch/ruleCache.js';
import { isFolder, ruleFilesIn } from '../batch/ruleFolder.js';
import { DEFAULT_RUN, type RunSettings } from '../batch/run/spread.js';
import { parseSiteChoice, type SiteChoice } from '../batch/siteOf.js';
import type { ReadSettings } from '../files/sources/readItems.js';
import { SOURCE_KINDS, type SourceKind } from '../files/sources/sourceKinds.js';
import { ENGINES, type Engine, MODELS, type Model } from '../judge/engine.js';
import { FAVORS, type Favor } from '../judge/modelReasons.js';
import { CAPTIONS, type Captions } from '../judge/options.js';
import type { RuleSet } from '../model/rule.js';
import { LAYOUT_CHOICES, type LayoutChoice } from '../read/text/layout.js';
import { parseRuleFiles } from '../rules/file/load.js';
import { loadPacks } from '../rules/file/loadPacks.js';
import { LOG_FORMATS, type LogFormat } from './report/logFormat.js';

/** Thrown for a command line that cannot be followed; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RuleOptions {
  packs: string;
  rules: string[] | undefined;
  engine: Engine;
  model: Model;
  favor: Favor;
  captions: Captions;
  site: string;
}

/** Adds the options that choose the rules and how pages are judged. */
export function withRuleOptions<T>(yargs: Argv<T>): Argv<T & RuleOptions> {
  return yargs
    .option('packs', { type: 'string', default: 'all', describe: 'Shipped rule packs: all, none, or names (de,en,…)' })
    .option('rules', { type: 'string', array: true, describe: 'Rule files to apply in addition, or folders of them' })
    .option('engine', {
      choices: ENGINES,
      default: 'auto' as Engine,
      describe: 'Whether Readability votes on pages: fast (never), readability (always), auto (where nothing better is known)',
    })
    .option('model', {
      choices: MODELS,
      default: 'auto' as Model,
      describe: 'Whether the content model judges blocks that no rule matches: auto, none',
    })
    .option('favor', {
      choices: FAVORS,
      default: 'balanced' as Favor,
      describe: 'Which errors of the model to avoid: precision leaves less furniture, recall loses less of the article',
    })
    .option('captions', {
      choices: CAPTIONS,
      default: 'drop' as Captions,
      describe: 'What to do with captions and credits of pictures: drop, or keep where that is why they would go',
    })
    .option('site', { type: 'string', default: 'auto', describe: 'What names the site of a document: path, url, auto, or the name itself' })
    .group(['packs', 'rules', 'engine', 'model', 'favor', 'captions', 'site'], 'Judging:');
}

/** How inputs are read, and the names of fields in their records. */
export interface InputOptions {
  from: SourceKind;
  layout: LayoutChoice;
  textField: string | undefined;
  htmlField: string | undefined;
  idField: string | undefined;
  urlField: string | undefined;
  siteField: string | undefined;
  titleField: string | undefined;
  maxBytes: string | number;
}

/** Adds the options for reading inputs. */
export function withInputOptions<T>(yargs: Argv<T>): Argv<T & InputOptions> {
  const field = (what: string) => ({ type: 'string', describe: `The field of records that contains ${what} (default: guessed)` }) as const;
  return yargs
    .option('from', { choices: SOURCE_KINDS, default: 'auto' as SourceKind, describe: 'Format of the inputs; auto: by content and name' })
    .option('layout', {
      choices: LAYOUT_CHOICES,
      default: 'auto' as LayoutChoice,
      describe: 'How lines form paragraphs: lines (one each), wrapped (at a width), pieces (at links too), auto',
    })
    .option('text-field', field('the text'))
    .option('html-field', field('the HTML page'))
    .option('id-field', field('the id'))
    .option('url-field', field('the address'))
    .option('site-field', field('the site'))
    .option('title-field', field('the title'))
    .option('max-bytes', {
      type: 'string',
      default: '64MB',
      describe: 'Largest document, such as 500kB, 64MB or 1GB; larger ones fail',
    })
    .group(
      ['from', 'layout', 'text-field', 'html-field', 'id-field', 'url-field', 'site-field', 'title-field', 'max-bytes'],
      'Inputs:',
    ) as unknown as Argv<T & InputOptions>;
}

/**
 * How inputs are read.
 * @param onBytes receives the number of bytes read
 */
export function readSettingsOf(args: InputOptions, onBytes?: (count: number) => void): ReadSettings {
  const fields = {
    text: args.textField,
    html: args.htmlField,
    id: args.idField,
    url: args.urlField,
    site: args.siteField,
    title: args.titleField,
  };
  return {
    from: args.from,
    fields: Object.fromEntries(Object.entries(fields).filter(([, name]) => name !== undefined)),
    maxBytes: parseSize('--max-bytes', args.maxBytes),
    ...(onBytes === undefined ? {} : { onBytes }),
  };
}

const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

/** Parses a size: `500kB`, `64MB`, `1g`, `1000000`. */
function parseSize(option: string, value: string | number): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]?)b?$/iu.exec(String(value).trim()) ?? [];
  const size = Number(number) * UNITS[unit?.toLowerCase() ?? ''];
  if (!(size >= 1)) throw new UsageError(`${option}: “${value}” is not a size; write 500kB, 64MB or 1GB`);
  return size;
}

export interface RunOptions {
  jobs: number;
  timeout: number;
  log: LogFormat;
  quiet: boolean;
}

/** Adds the options for threads, time limits and reporting. */
export function withRunOptions<T>(yargs: Argv<T>): Argv<T & RunOptions> {
  return yargs
    .option('jobs', { type: 'number', default: DEFAULT_RUN.jobs, defaultDescription: 'the cores', describe: 'Number of worker threads' })
    .option('timeout', {
      type: 'number',
      default: DEFAULT_RUN.timeout / 1000,
      describe: 'Seconds that one document may take; slower ones fail',
    })
    .option('log', { choices: LOG_FORMATS, default: 'text' as LogFormat, describe: 'Format of messages on standard error' })
    .option('quiet', { type: 'boolean', default: false, describe: 'Show no progress and no summary, only notes and errors' })
    .group(['jobs', 'timeout', 'log', 'quiet'], 'The run:');
}

/**
 * How a run goes.
 * @param onBytes receives the number of bytes read
 */
export function runSettingsOf(args: RunOptions & InputOptions, onBytes: (count: number) => void): RunSettings {
  return {
    jobs: numberOf('--jobs', args.jobs, 1),
    timeout: numberOf('--timeout', args.timeout, 0) * 1000,
    read: readSettingsOf(args, onBytes),
  };
}

function numberOf(option: string, value: number, least: number): number {
  if (!(value >= least)) throw new UsageError(`${option}: must be a number, at least ${least}`);
  return value;
}

/** Loads the rules for a command line: those of files first, then the shipped ones. */
export function ruleSetsOf({ packs, rules }: Pick<RuleOptions, 'packs' | 'rules'>): RuleSet[] {
  const shipped = packsOf(packs);
  return [...ruleFilesOf(rules), ...shipped];
}

/** Reads the files named by `--rules`, and those of folders. */
export function ruleFilesOf(names: readonly string[] | undefined): RuleSet[] {
  return (names ?? []).flatMap((name) => ruleFilesNamed(name, '--rules: ').map((file) => readRuleFile(file, '--rules: ')));
}

/**
 * The rule file of a name, or those of the folder.
 * @param option precedes the message if there are none
 * @throws UsageError
 */
export function ruleFilesNamed(name: string, option = ''): string[] {
  const files = ruleFilesIn(name);
  if (files.length === 0) throw new UsageError(`${option}${name} contains no rule files (.yaml)`);
  return files;
}

/**
 * Reads a rule file, or all of a folder as one set.
 * @param option precedes the message if one cannot be read
 * @throws UsageError or RuleFileError
 */
export function readRuleSet(name: string, option = ''): RuleSet {
  if (!isFolder(name)) return readRuleFile(name, option);
  return parseRuleFiles(
    ruleFilesNamed(name, option).map((file) => ({ name: file, yaml: readNamedFile(file, option) })),
    name,
  );
}

/** The shipped packs named by the value of `--packs`. */
export function packsOf(packs: string): RuleSet[] {
  const names = packs
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  try {
    return loadPacks(packs === 'all' || packs === 'none' ? packs : names);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--packs: ${error.message}`);
    throw error;
  }
}

/**
 * Reads a rule file.
 * @param option precedes the message if the file cannot be read
 * @throws UsageError or RuleFileError
 */
function readRuleFile(file: string, option = ''): RuleSet {
  return readRules(bytesOf(file, option), file);
}

/** Reads a file named on the command line. */
export function readNamedFile(file: string, option = ''): string {
  return bytesOf(file, option).toString('utf8');
}

function bytesOf(file: string, option: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${option}${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

/**
 * Checks the name of a file to write.
 * @param option as written by the user, `--out`
 */
export function fileToWrite(option: string, file: string): string {
  if (file === '') throw new UsageError(`${option}: name the file to write`);
  return file;
}

/** The extensions by which `--rules` distinguishes a rule file from a path. */
const RULE_ENDING = /\.(?:ya?ml|json)$/iu;

/**
 * Checks the name of a rule file to write, which `--rules` must be able to recognise.
 * @param option as written by the user, `--out`
 */
export function ruleFileToWrite(option: string, file: string): string {
  if (!RULE_ENDING.test(fileToWrite(option, file)) && !infoOf(file)?.isDirectory())
    throw new UsageError(`${option}: ${file}: a rule file ends in .yaml, .yml or .json, or “clean --rules” would not read it`);
  return file;
}

/**
 * Separates paths from rule files. `--rules` takes all words after it, so `--rules r.yaml DIR` would swallow the folder:
 * what does not look like a rule file is a path, unless it comes directly after `--rules`.
 * @param words the command line; if it has no `--rules`, the rule files come from the configuration, where nothing is
 * swallowed
 */
export function splitPaths(
  { paths, rules = [] }: { paths?: string[] | undefined; rules?: string[] | undefined },
  words: readonly string[] = process.argv.slice(2),
): { paths: string[]; rules: string[] } {
  const first = firstRules(words);
  const isRules = (file: string) => first.length === 0 || first.includes(file) || RULE_ENDING.test(file);
  const all = [...(paths ?? []), ...rules.filter((file) => !isRules(file))];
  if (all.length === 0) throw new UsageError('name at least one file, folder or glob, or - for standard input');
  return { paths: all, rules: rules.filter(isRules) };
}

/** The words directly after `--rules`. */
function firstRules(words: readonly string[]): string[] {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).flatMap((word, i) =>
    word === '--rules' ? words.slice(i + 1, i + 2) : word.startsWith('--rules=') ? [word.slice('--rules='.length)] : [],
  );
}

export function siteChoiceOf({ site }: Pick<RuleOptions, 'site'>): SiteChoice {
  return parseSiteChoice(site);
}
