// The pages that a model learns from, in the forms that it is shown.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document, type Format, readHtml, readText } from '#dist/index.js';
import { type Row, readRows } from '../bench/sets.js';
import { RENDERINGS, readSource, sourceFile } from '../bench/sources.js';
import { ROOT } from '../scripts/paths.js';
import { FOLDS, folds, SETS } from './sets.js';

const SAMPLES = path.join(ROOT, 'samples');
const PROBES = 'samples';

/** A page's rendering weighs so much beside its text as the sets have it. */
const RENDERED_WEIGHT = 0.6;
/** A gold text is a text that is clean already. */
const GOLD_WEIGHT = 0.12;

/** A page in one of its forms. */
export interface TrainingPage {
  readonly set: string;
  /** The form (`readSource`). */
  readonly how: string;
  readonly row: Row;
  readonly fold: number;
  readonly weight: number;
}

/**
 * All pages of a mode, always in the same order. Texts come in several forms: as the
 * sets have them, as other scrapers leave them, and clean already. The last are probes: invented pages that nothing is
 * learned from; what the trained trees say of them is stored, and a test holds the inference in TypeScript to it.
 * @param folder the sets'
 */
export function trainingPages(folder: string, mode: Format): TrainingPage[] {
  const foldOf = folds(folder);
  const pages = SETS.flatMap((set) =>
    readRows(path.join(folder, set)).flatMap((row, number) =>
      (mode === 'html' ? PAGE_ALONE : formsOf(row, number))
        .map(([how, weight]) => ({ set, how, row, fold: foldOf(row), weight }))
        // Pages without an address have not been rendered.
        .filter(({ how }) => how === 'gold' || existsSync(sourceFile(folder, set, how, row))),
    ),
  );
  return [...pages, ...probes(mode)];
}

type Form = readonly [how: string, weight: number];

const PAGE_ALONE: readonly Form[] = [['html', 1]];

/** The forms of a text with their weights: one rendering a page stands for all, another one than that of the page before it. */
function formsOf({ gold }: Row, number: number): Form[] {
  const hasGold = typeof gold === 'string' && gold.trim() !== '';
  const forms: Form[] = [
    ['text', 1],
    [RENDERINGS[number % RENDERINGS.length], RENDERED_WEIGHT],
  ];
  return hasGold ? [...forms, ['gold', GOLD_WEIGHT]] : forms;
}

function probes(mode: Format): TrainingPage[] {
  const ending = mode === 'html' ? '.html' : '.txt';
  return readdirSync(SAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .slice(0, 4)
    .map((id) => ({ set: PROBES, how: mode, row: { id, site: PROBES, with: [], without: [] }, fold: FOLDS, weight: 1 }));
}

/** Reads one of them. @param folder the sets' */
export function readPage(folder: string, { set, how, row }: TrainingPage): Document {
  if (set !== PROBES) return readSource(folder, set, how, row);
  return (how === 'html' ? readHtml : readText)(readFileSync(path.join(SAMPLES, row.id)), { id: row.id });
}
