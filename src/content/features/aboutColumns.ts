/** Columns of what a row shares with what the document says of itself: its titles, its description, its declared body. */
import type { Document } from '../../model/document.js';
import { scanTexts } from '../../text/scan/scanTexts.js';
import { mix } from '../../text/tables/hash.js';
import { HashSet } from '../../text/tables/hashSet.js';
import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** The hashes of the words of texts about the document; undefined if there is no such text. */
export interface About {
  readonly titles: readonly Uint32Array[];
  readonly description: Uint32Array | undefined;
  readonly body: Uint32Array | undefined;
}

const NOTHING: About = { titles: [], description: undefined, body: undefined };

export function readAbout({ meta, articleBody = '' }: Document): About {
  const { titles = [], description = '' } = meta;
  if (titles.length === 0 && description === '' && articleBody === '') return NOTHING;
  const { wordHashes, tallies } = scanTexts([description, articleBody, ...titles]);
  const wordsOf = (text: number) => wordHashes.hashes.subarray(tallies.from[text], tallies.to[text]);
  return {
    titles: titles.map((_, i) => wordsOf(i + 2)),
    description: description === '' ? undefined : wordsOf(0),
    body: articleBody === '' ? undefined : wordsOf(1),
  };
}

/** A row longer than this is no title, and only its beginning is compared. */
const TITLE_WORDS = 40;

/** Adds the share of a row's words that occur in the document's titles, and the rows since the row that repeats one. */
export function addTitle(columns: Columns, rows: Rows, { titles }: About): void {
  const share = columns.add('title-share');
  const cover = columns.add('title-cover');
  const since = columns.add('behind-title');
  const { all, best } = titleWords(titles);
  if (best === 0) {
    for (const column of [share, cover, since]) column.fill(-1);
    return;
  }
  let titleRow = -1;
  for (let row = 0; row < rows.count; row++) {
    const from = rows.from[row];
    const look = Math.min(rows.to[row], from + TITLE_WORDS);
    const known = countIn(all, rows.hashes, from, look);
    share[row] = known / Math.max(1, look - from);
    cover[row] = Math.min(2, known / best);
    if (share[row] > 0.8 && cover[row] > 0.7 && cover[row] < 1.5) titleRow = row;
    since[row] = titleRow < 0 ? -1 : row - titleRow;
  }
}

/** The words of all titles of at least two, and how many different ones the first of these has; 0 if there is none. */
function titleWords(titles: readonly Uint32Array[]): { all: HashSet; best: number } {
  const all = new HashSet();
  let best = 0;
  for (const title of titles) {
    const size = distinctIn(title);
    if (size < 2) continue;
    if (best === 0) best = size;
    for (let i = 0; i < title.length; i++) all.add(title[i]);
  }
  return { all, best };
}

function distinctIn(hashes: Uint32Array): number {
  const set = new HashSet();
  for (let i = 0; i < hashes.length; i++) set.add(hashes[i]);
  return set.size;
}

function countIn(set: HashSet, hashes: Uint32Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) if (set.has(hashes[i])) count++;
  return count;
}

/** Adds the share of a row's runs of three words that occur in a text about the document: its description, its body. */
export function addAgreement(columns: Columns, name: string, rows: Rows, known: Uint32Array | undefined): void {
  const column = columns.addZeros(name);
  if (known === undefined) {
    column.fill(-1);
    return;
  }
  const runs = new HashSet();
  for (let i = 0; i < known.length; i++) {
    if (i + 2 <= known.length) runs.add(run(known, i, i + 2));
    if (i + 3 <= known.length) runs.add(run(known, i, i + 3));
  }
  for (let row = 0; row < rows.count; row++) {
    const from = rows.from[row];
    const to = rows.to[row];
    const size = Math.min(3, to - from);
    if (size < 2) continue;
    let found = 0;
    for (let i = from; i + size <= to; i++) if (runs.has(run(rows.hashes, i, i + size))) found++;
    column[row] = found / (to - from - size + 1);
  }
}

function run(hashes: Uint32Array, from: number, to: number): number {
  let key = to - from;
  for (let i = from; i < to; i++) key = mix(Math.imul(key, 31) ^ hashes[i]);
  return key;
}
