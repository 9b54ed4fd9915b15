/** The options that several commands share, and what their values mean. */
import { readFileSync, statSync } from 'node:fs';
import type { Argv } from 'yargs';
import { parseSiteChoice, type SiteChoice } from '../batch/site.js';
import { ENGINES, type Engine, MODELS, type Model } from '../judge/engine.js';
import { FAVORS, type Favor } from '../judge/model.js';
import type { RuleSet } from '../model/rule.js';
import { type CompiledRules, compileRules } from '../rules/compile.js';
import { parseRules } from '../rules/load.js';
import { loadPacks } from '../rules/shipped.js';

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
    .option('site', { type: 'string', default: 'auto', describe: 'Where a document’s site is from: path, url, auto, or the site’s name' });
}

/**
 * Loads and compiles the rules that a command line asks for.
 * @param learned rules that come before the shipped ones as well
 */
export function rulesOf({ packs, rules }: Pick<RuleOptions, 'packs' | 'rules'>, learned: readonly RuleSet[] = []): CompiledRules {
  const shipped = packsOf(packs);
  return compileRules([...(rules ?? []).map((file) => readRuleFile(file, '--rules: ')), ...learned, ...shipped]);
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
  return parseRules(readText(file, option), file);
}

/** Reads a file that a command line names. */
export function readText(file: string, option = ''): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option}${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`);
  }
}

/**
 * A file that a command is to write, refused where it cannot be one: before the work, which may take a night.
 * @param option as the user wrote it, `--out`
 */
export function fileToWrite(option: string, file: string): string {
  if (file === '') throw new UsageError(`${option}: name the file to write`);
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${option}: ${file} is a folder: name a file in it`);
  }
  return file;
}

/**
 * `--rules` takes every word behind it, so `--rules r.yaml DIR` swallows the folder: what does not look like a rule
 * file is a path.
 */
export function splitPaths({ paths, rules }: { paths?: string[]; rules?: string[] }): { paths: string[]; rules: string[] } {
  const isRules = (file: string) => /\.(?:ya?ml|json)$/iu.test(file);
  const all = [...(paths ?? []), ...(rules ?? []).filter((file) => !isRules(file))];
  if (all.length === 0) throw new UsageError('name at least one file, folder or glob, or - for standard input');
  return { paths: all, rules: (rules ?? []).filter(isRules) };
}

export function siteChoiceOf({ site }: Pick<RuleOptions, 'site'>): SiteChoice {
  return parseSiteChoice(site);
}
