// What cleaning lost of the articles, pooled: score.mjs averages each page's share, so that one short page that loses a
// line weighs as much as twenty long ones that lose nothing; here every gold word counts once.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countSites, type Row, readRows } from './sets.js';

/** Words as score.mjs counts them: scripts without spaces by character. */
export function wordsOf(text: string): string[] {
  const words: readonly string[] = text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? [];
  return words.flatMap((word) =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word) ? [...word] : [word],
  );
}

type Bag = ReadonlyMap<string, number>;

function bagOf(text: string): Bag {
  const bag = new Map<string, number>();
  for (const word of wordsOf(text)) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function inCommon(a: Bag, b: Bag): number {
  let words = 0;
  for (const [word, count] of a) words += Math.min(count, b.get(word) ?? 0);
  return words;
}

/**
 * The gold words of pages that stand in the pages' whole text, and how many of them the cleaned texts lack. Pages
 * without a gold text or a whole text say nothing.
 */
function lostWords(rows: readonly Row[], folder: string, cleaned: string): { lost: number; shown: number } {
  let shown = 0;
  let lost = 0;
  for (const { id, gold } of rows) {
    const whole = path.join(folder, 'text', `${id}.txt`);
    if (typeof gold !== 'string' || !existsSync(whole)) continue;
    const bag = bagOf(gold);
    const there = inCommon(bag, bagOf(readFileSync(whole, 'utf8')));
    const kept = path.join(cleaned, `${id}.txt`);
    shown += there;
    lost += Math.max(0, there - (existsSync(kept) ? inCommon(bag, bagOf(readFileSync(kept, 'utf8'))) : 0));
  }
  return { lost, shown };
}

/**
 * One line: the share of lost words on all pages of a set, and on those of its larger sites.
 * @param folder the set's
 * @param cleaned the folder of the cleaned texts
 * @param minSite how many pages make a site large; absent where it does not matter
 */
export function lostLine(folder: string, cleaned: string, minSite?: number): string {
  const rows = readRows(folder);
  const pages = countSites(rows);
  const share = (some: readonly Row[]): string => {
    const { lost, shown } = lostWords(some, folder, cleaned);
    return shown === 0 ? 'none there' : `${((100 * lost) / shown).toFixed(3)} % (${lost} of ${shown})`;
  };
  const line = `gold words lost of those on the pages: ${share(rows)}`;
  if (minSite === undefined) return line;
  return `${line}; sites with ${minSite} pages or more: ${share(rows.filter(({ site }) => (pages.get(site) ?? 0) >= minSite))}`;
}
