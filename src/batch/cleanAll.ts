/** Cleans many documents, one after the other; one that fails never harms another. */
import pLimit from 'p-limit';
import { clean } from '../judge/clean.js';
import type { Document } from '../model/document.js';
import type { CleanArticle } from '../model/verdict.js';
import type { CompiledRules } from '../rules/compile.js';
import { hasContentPath } from '../rules/outside.js';
import type { Input } from './inputs.js';
import { readDocument } from './readFile.js';
import type { SiteChoice } from './site.js';

/** `fast` judges pages by rules alone; `readability` asks Readability about each; `auto` is the best there is. */
export const ENGINES = ['auto', 'fast', 'readability'] as const;

export type Engine = (typeof ENGINES)[number];

export interface CleanSettings {
  readonly rules: CompiledRules;
  readonly site: SiteChoice;
  readonly engine: Engine;
}

export type Outcome =
  | { readonly input: Input; readonly document: Document; readonly article: CleanArticle }
  | { readonly input: Input; readonly error: Error };

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
    const document = await readCarefully(input, settings);
    return { input, document, article: clean(document, settings.rules) };
  } catch (error) {
    return { input, error: error as Error };
  }
}

/** Reads an input, and has Readability vote where the engine asks it: `auto` needs no vote where the site's content path is known. */
export async function readCarefully(input: Input, { site, engine, rules }: CleanSettings): Promise<Document> {
  const document = await readDocument(input, site, rules);
  if (document.format === 'text' || engine === 'fast') return document;
  if (engine === 'auto' && hasContentPath(document, rules)) return document;
  // jsdom is loaded here, at the first page that needs it.
  const { askReadability } = await import('../judge/askReadability.js');
  return askReadability(document, rules);
}
