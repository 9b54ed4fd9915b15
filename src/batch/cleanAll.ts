/** Cleans many documents, one after the other; one that fails never harms another. */
import pLimit from 'p-limit';
import { type Cleaned, cleanWith, type EngineOptions } from '../judge/engine.js';
import type { CompiledRules } from '../rules/compile.js';
import type { Input } from './inputs.js';
import { readDocument } from './readFile.js';
import type { SiteChoice } from './site.js';

export interface CleanSettings extends EngineOptions {
  readonly rules: CompiledRules;
  readonly site: SiteChoice;
}

export type Outcome = ({ readonly input: Input } & Cleaned) | { readonly input: Input; readonly error: Error };

/** How many files are read ahead of the one that is being cleaned. */
const AHEAD = 4;

/** Cleans inputs and yields their outcomes in the inputs' order. */
export async function* cleanAll(inputs: readonly Input[], settings: CleanSettings): AsyncGenerator<Outcome> {
  const limit = pLimit(AHEAD);
  const waiting: Promise<Outcome>[] = [];
  for (const input of inputs) {
    waiting.push(limit(() => cleanOne(input, settings)));
    if (waiting.length > AHEAD) yield await (waiting.shift() as Promise<Outcome>);
  }
  yield* waiting;
}

async function cleanOne(input: Input, settings: CleanSettings): Promise<Outcome> {
  try {
    return { input, ...(await readAndClean(input, settings)) };
  } catch (error) {
    return { input, error: error as Error };
  }
}

/** Reads an input and cleans it. */
export async function readAndClean(input: Input, { site, rules, ...options }: CleanSettings): Promise<Cleaned> {
  return cleanWith(await readDocument(input, site, rules), rules, options);
}
