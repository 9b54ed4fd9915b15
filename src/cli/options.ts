/** The options that several commands share, and what their values mean. */
import { readFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { infoOf } from '../batch/guard/protectedFiles.js';
import { DEFAULT_RUN, type RunSettings } from '../batch/run/spread.js';
import { parseSiteChoice, type SiteChoice } from '../batch/siteOf.js';
import type { ReadSettings } from '../files/sources/readItems.js';
import { SOURCE_KINDS, type SourceKind } from '../files/sources/sourceKinds.js';
import { ENGINES, type Engine, MODELS, type Model } from '../judge/engine.js';
import { FAVORS, type Favor } from '../judge/modelReasons.js';
import type { RuleSet } from '../model/rule.js';
import { LAYOUT_CHOICES, type LayoutChoice } from '../read/text/layout.js';
import { parseRules } from '../rules/file/load.js';
import { loadPacks } from '../rules/file/loadPacks.js';
import { LOG_FORMATS, type LogFormat } from './report/logFormat.js';

/** Thrown for a command line that asks for something that is not there; ends with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface RuleOptions {
  packs: string;
  rules: string[] | undefined;
  engine: Engine;
  model: Model;
  favor: Favor;
  site: string;
}

/** Adds the options that say which rules apply and how pages are read. */
export function withRuleOptions<T>(yargs: Argv<T>): Argv<T & RuleOptions> {
  return yargs
    .option('packs', { type: 'string', default: 'all', describe: 'Shipped rules: all, none, or names (de,en,…)' })
    .option('rules', { type: 'string', array: true, describe: 'Rule files to apply as well' })
    .option('engine', {
      choices: ENGINES,
      default: 'auto' as Engine,
      describe: 'Who sees pages: fast (never Readability), readability (its vote counts), auto (where nothing better is known)',
    })
    .option('model', {
      choices: MODELS,
      default: 'auto' as Model,
      describe: 'Whether the content model judges what no rule knows: auto, none',
    })
    .option('favor', {
      choices: FAVORS,
      default: 'balanced' as Favor,
      describe: 'Which of the model’s errors weighs more: precision leaves less furniture, recall loses less article',
    })
    .option('site', { type: 'string', default: 'auto', describe: 'Where a document’s site is from: path, url, auto, or the site’s name' })
    .group(['packs', 'rules', 'engine', 'model', 'favor', 'site'], 'Judging:');
}

/** What inputs are and what their records' fields are called. */
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

/** Adds the options that say how inputs are read. */
export function withInputOptions<T>(yargs: Argv<T>): Argv<T & InputOptions> {
  const field = (what: string) => ({ type: 'string', describe: `The field of records that holds ${what} (else guessed)` }) as const;
  return yargs
    .option('from', { choices: SOURCE_KINDS, default: 'auto' as SourceKind, describe: 'What the inputs are; auto: by content and name' })
    .option('layout', {
      choices: LAYOUT_CHOICES,
      default: 'auto' as LayoutChoice,
      describe: 'How lines of text make paragraphs: lines (one each), wrapped (at a width), pieces (at links too), auto',
    })
    .option('text-field', field('the text'))
    .option('html-field', field('the page'))
    .option('id-field', field('its id'))
    .option('url-field', field('its address'))
    .option('site-field', field('its site'))
    .option('title-field', field('its title'))
    .option('max-bytes', {
      type: 'string',
      default: '64MB',
      describe: 'Larger documents fail: 500kB, 64MB, 1GB',
    })
    .group(
      ['from', 'layout', 'text-field', 'html-field', 'id-field', 'url-field', 'site-field', 'title-field', 'max-bytes'],
      'Inputs:',
    ) as unknown as Argv<T & InputOptions>;
}

/**
 * How inputs are read.
 * @param onBytes told of bytes that have been read
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

/** Reads a number of bytes: `500kB`, `64MB`, `1g`, `1000000`. */
function parseSize(option: string, value: string | number): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([kmg]?)b?$/iu.exec(String(value).trim()) ?? [];
  const size = Number(number) * UNITS[unit?.toLowerCase() ?? ''];
  if (!(size >= 1)) throw new UsageError(`${option}: “${value}” is no size; write 500kB, 64MB or 1GB`);
  return size;
}

/** How a run goes. */
export interface RunOptions {
  jobs: number;
  timeout: number;
  log: LogFormat;
  quiet: boolean;
}

/** Adds the options that say how many threads work, for how long, and what is said of it. */
export function withRunOptions<T>(yargs: Argv<T>): Argv<T & RunOptions> {
  return yargs
    .option('jobs', { type: 'number', default: DEFAULT_RUN.jobs, defaultDescription: 'the cores', describe: 'How many threads work' })
    .option('timeout', { type: 'number', default: DEFAULT_RUN.timeout / 1000, describe: 'Seconds that a document may take' })
    .option('log', { choices: LOG_FORMATS, default: 'text' as LogFormat, describe: 'How to say on standard error what happens' })
    .option('quiet', { type: 'boolean', default: false, describe: 'No progress and no summary, only notes and errors' })
    .group(['jobs', 'timeout', 'log', 'quiet'], 'The run:');
}

/**
 * How a run goes.
 * @param onBytes told of bytes that have been read
 */
export function runSettingsOf(args: RunOptions & InputOptions, onBytes: (count: number) => void): RunSettings {
  return {
    jobs: numberOf('--jobs', args.jobs, 1),
    timeout: numberOf('--timeout', args.timeout, 0) * 1000,
    read: readSettingsOf(args, onBytes),
  };
}

/** A number that an option gives, refused where it is less than `least`. */
function numberOf(option: string, value: number, least: number): number {
  if (!(value >= least)) throw new UsageError(`${option}: must be a number, at least ${least}`);
  return value;
}

/** Loads the rules that a command line asks for: those of files, then the shipped ones. */
export function ruleSetsOf({ packs, rules }: Pick<RuleOptions, 'packs' | 'rules'>): RuleSet[] {
  const shipped = packsOf(packs);
  return [...ruleFilesOf(rules), ...shipped];
}

/** Reads the files that `--rules` names. */
export function ruleFilesOf(files: readonly string[] | undefined): RuleSet[] {
  return (files ?? []).map((file) => readRuleFile(file, '--rules: '));
}

/** The shipped packs that the value of `--packs` names. */
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
 * @param option begins the message where the file cannot be read
 * @throws UsageError or RuleFileError
 */
export function readRuleFile(file: string, option = ''): RuleSet {
  return parseRules(readNamedFile(file, option), file);
}

/** Reads a file that a command line names. */
export function readNamedFile(file: string, option = ''): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

/**
 * A file that a command is to write, which must have a name.
 * @param option as the user wrote it, `--out`
 */
export function fileToWrite(option: string, file: string): string {
  if (file === '') throw new UsageError(`${option}: name the file to write`);
  return file;
}

/** The endings by which `--rules` tells a rule file from a path. */
const RULE_ENDING = /\.(?:ya?ml|json)$/iu;

/**
 * A rule file that a command is to write, refused where `--rules` would not take it for one.
 * @param option as the user wrote it, `--out`
 */
export function ruleFileToWrite(option: string, file: string): string {
  if (!RULE_ENDING.test(fileToWrite(option, file)) && !infoOf(file)?.isDirectory())
    throw new UsageError(`${option}: ${file}: a rule file ends in .yaml, .yml or .json, or “clean --rules” would not read it`);
  return file;
}

/**
 * `--rules` takes every word behind it, so `--rules r.yaml DIR` swallows the folder: what does not look like a rule file is a
 * path, unless it comes first behind `--rules`.
 * @param words the command line; where it has no `--rules` they are from the configuration, which swallows nothing
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

/** The words of a command line that follow `--rules` at once. */
function firstRules(words: readonly string[]): string[] {
  const end = words.indexOf('--');
  return (end < 0 ? words : words.slice(0, end)).flatMap((word, i) =>
    word === '--rules' ? words.slice(i + 1, i + 2) : word.startsWith('--rules=') ? [word.slice('--rules='.length)] : [],
  );
}

export function siteChoiceOf({ site }: Pick<RuleOptions, 'site'>): SiteChoice {
  return parseSiteChoice(site);
}
