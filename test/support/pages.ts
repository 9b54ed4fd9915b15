/** Invented pages of sites: furniture around an article of their own, in words of no language. */
import { readText } from '../../src/index.js';
import { observe, type SeenDocument } from '../../src/learn/observe/observe.js';

const SYLLABLES = ['ba', 'del', 'fi', 'gor', 'hu', 'jam', 'ke', 'lor', 'mi', 'nus', 'pa', 'rel', 'so', 'tam', 'vu', 'wen', 'xi', 'zor'];

/** Words of no language, the same for the same seed; no two seeds share a line. */
function words(seed: string, count: number): string {
  let state = [...seed].reduce((sum, char) => (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0, 7);
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return SYLLABLES[(state >>> 16) % SYLLABLES.length];
  };
  return Array.from({ length: count }, () => next() + next() + next()).join(' ');
}

const capital = (text: string) => text[0].toUpperCase() + text.slice(1);
export const sentence = (seed: string) => `${capital(words(seed, 16))}.`;
export const headline = (seed: string) => capital(words(seed, 7));
export const label = (seed: string) => capital(words(seed, 2));
export const times = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

/** The lines of a page: its site's labels around an article of its own, and whatever else the page shows. */
export function pageLines(site: string, number: number, { labels = 10, extra = [] as readonly string[] } = {}): string[] {
  const own = `${site} ${number}`;
  const furniture = times(labels, (i) => label(`${site} label ${i}`));
  return [
    ...furniture.slice(0, labels / 2),
    headline(own),
    `Stand: ${(number % 28) + 1}.03.2031, ${number % 24}:15 Uhr (${site})`,
    ...times(8, (i) => sentence(`${own} ${i}`)),
    ...extra,
    ...furniture.slice(labels / 2),
  ];
}

/** An observed document of these lines. */
export function observed(id: string, lines: readonly string[], site?: string): SeenDocument {
  const document = readText(lines.join('\n\n'));
  return observe({ ...document, id, ...(site === undefined ? {} : { site }) });
}
