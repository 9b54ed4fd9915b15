// The pages that a model learns from, in the forms that it is shown.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Rows, readRows as rowsOf } from '#dist/content/features/rows.js';
import { type Document, type Format, readHtml, readText } from '#dist/index.js';
import { type Row, readRows } from '../bench/sets.js';
import { RENDERINGS, readSource, sourceFile } from '../bench/sources.js';
import { ROOT } from '../scripts/paths.js';
import { type Labels, labelPage } from './align.js';
import { type WithData, withData } from './dataLines.js';
import { labelByLesson, lessonOf } from './lessons.js';
import { FOLDS, folds, SETS } from './sets.js';

const SAMPLES = path.join(ROOT, 'samples');
const PROBES = 'samples';

/** A page's rendering weighs so much beside its text as the sets have it. */
const RENDERED_WEIGHT = 0.6;
/** A gold text is a text that is clean already. */
const GOLD_WEIGHT = 0.12;
/** A text with lines of data in its article; every second page has one. */
const DATA_WEIGHT = 0.3;
/** One of the lines, beside others of its page. */
const DATA_LINE_WEIGHT = 2;
const DATA = 'data';
/** The languages of pages, by what the sets call them or the country. Of the others most are English, with lessons German. */
const LANGUAGES: Readonly<Record<string, string>> = {
  de: 'de',
  at: 'de',
  ch: 'de',
  Greek: 'el',
  Polish: 'pl',
  Russian: 'ru',
  Chinese: 'zh',
};

/** A page in one of its forms. */
export interface TrainingPage {
  readonly set: string;
  /** The form (`readSource`), or `data`: its text with lines of data in the article. */
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
        .filter(({ how }) => how === 'gold' || how === DATA || existsSync(sourceFile(folder, set, how, row))),
    ),
  );
  return [...pages, ...probes(mode)];
}

type Form = readonly [how: string, weight: number];

const PAGE_ALONE: readonly Form[] = [['html', 1]];

/** The forms of a text with their weights: one rendering a page stands for all, another one than that of the page before it. */
function formsOf({ gold }: Row, number: number): Form[] {
  const hasGold = typeof gold === 'string' && gold.trim() !== '';
  return [
    ['text', 1],
    [RENDERINGS[number % RENDERINGS.length], RENDERED_WEIGHT],
    ...(number % 2 === 0 ? [[DATA, DATA_WEIGHT] as const] : []),
    ...(hasGold ? [['gold', GOLD_WEIGHT] as const] : []),
  ];
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
export function readPage(folder: string, page: TrainingPage): Document {
  const { set, how, row } = page;
  if (set === PROBES) return (how === 'html' ? readHtml : readText)(readFileSync(path.join(SAMPLES, row.id)), { id: row.id });
  return how === DATA ? dataOf(folder, page).document : readSource(folder, set, how, row);
}

/** What is known of the rows of one of them. @param document as `readPage` gives it */
export function labelsOf(folder: string, page: TrainingPage, document: Document, rows: Rows): Labels {
  const known = labelsOfForm(page, document, rows);
  if (page.how !== DATA) return known;
  const { lines } = dataOf(folder, page);
  for (let i = 0; i < rows.count; i++) {
    if (!lines.has(document.blocks[rows.blocks[i]].text)) continue;
    known.labels[i] = 1;
    known.weights[i] = DATA_LINE_WEIGHT;
  }
  return known;
}

/** What the labels of a page come from: its gold text, snippets of it, or a lesson and snippets. */
export function knowledgeOf({ set, how, row }: TrainingPage): 'gold' | 'snippets' | 'lesson' {
  if (typeof row.gold === 'string') return 'gold';
  return how === 'html' || set === PROBES ? 'snippets' : 'lesson';
}

function labelsOfForm(page: TrainingPage, document: Document, rows: Rows): Labels {
  const { set, row } = page;
  if (knowledgeOf(page) !== 'lesson') return labelPage(document, rows, row);
  return labelByLesson(document, rows, lessonOf(set, row), row);
}

function dataOf(folder: string, page: TrainingPage): WithData {
  const { set, row } = page;
  const document = readSource(folder, set, 'text', row);
  const rows = rowsOf(document);
  const language = knowledgeOf(page) === 'lesson' ? 'de' : (LANGUAGES[row.lang ?? ''] ?? 'en');
  return withData(document, rows, labelsOfForm(page, document, rows), language);
}
