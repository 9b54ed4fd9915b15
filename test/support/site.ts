/** A made-up news site: its furniture, articles that share no sentence, and what rules learned from its pages leave. */
import { expect } from '@jest/globals';
import { type CompiledRules, clean, compileRules, type Document, type Rule } from '../../src/index.js';
import { observe } from '../../src/learn/observe/observe.js';
import { propose } from '../../src/learn/propose/propose.js';
import { observationsOf, ruleSet, textOf } from './learning.js';

export const SITE = 'bote.example';
export const TOP = ['Hohenwieker Bote', 'Nachrichten von der Küste und aus dem Moor'];
export const FOOT = ['Impressum und Kontakt zum Verlag', 'Datenschutz beim Hohenwieker Boten'];

const WHO = ['Die Fährfrau', 'Der Küster', 'Die Imkerin', 'Ein Lehrer', 'Die Bäckerin', 'Der Hafenmeister', 'Eine Nachbarin'];
const DID = ['erzählte', 'bestritt', 'hoffte', 'versprach', 'schrieb', 'ahnte', 'rechnete vor', 'wusste längst'];
const WHAT = ['der Deich', 'die alte Orgel', 'das Moor', 'der Steg', 'die Mühle', 'das Wirtshaus', 'der Chor', 'die Schleuse', 'der Wald'];
const WILL = [
  'im Winter unter Wasser stehen werde',
  'mehr koste als gedacht',
  'bald niemandem mehr fehle',
  'noch vor dem Fest fertig sei',
  'den Streit im Dorf überdauern werde',
];

/** A paragraph of an article: for each number another sentence. */
export function sentence(n: number): string {
  const [who, did, what, will] = [WHO, DID, WHAT, WILL].map((words) => words[n % words.length]);
  return `${who} von Ort${n} ${did}, dass ${what} ${will}, wie schon vor ${n + 2} Jahren nach der großen Flut.`;
}

/** So many paragraphs, at most a hundred, of an article: no other article has them. */
export function sentences(article: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => sentence(article * 100 + i));
}

const MOOD = ['Streit', 'Jubel', 'Stille', 'Ärger', 'Gesang', 'Feier', 'Abschied'];
const NEAR = ['im', 'am', 'vor dem', 'hinter dem', 'neben dem', 'über dem', 'unter dem', 'beim', 'nach dem', 'mit dem', 'auf dem'];
const PLACE = [
  'Hafen',
  'Steg',
  'Deich',
  'Moor',
  'Wald',
  'Markt',
  'Kirchturm',
  'Bahnhof',
  'Speicher',
  'Siel',
  'Friedhof',
  'Ufer',
  'Gasthaus',
];

/** A headline; of 77 that follow each other no two share their beginning or their end. */
export function headline(n: number): string {
  return [MOOD, NEAR, PLACE].map((words) => words[n % words.length]).join(' ');
}

/** A page's text: the site's furniture around an article. */
export function page(id: number | string, article: readonly string[], site = SITE): Document {
  return textOf(site, `${site}/${id}.txt`, ...TOP, ...article, ...FOOT);
}

/** Pages of so many articles of four paragraphs, `extra` in the middle of each. */
export function pages(count: number, extra: (i: number) => readonly string[] = () => [], site = SITE): Document[] {
  return Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = sentences(i, 4);
    return page(i, [a, b, ...extra(i), c, d], site);
  });
}

/** Pages of so many articles of four paragraphs, `extra` below each. */
export function pagesWithList(count: number, extra: (i: number) => readonly string[]): Document[] {
  return Array.from({ length: count }, (_, i) => page(i, [...sentences(i, 4), ...extra(i)]));
}

/** The rules that documents teach, with packs to name them or none. */
export function learn(documents: readonly Document[], packs: CompiledRules = compileRules([])): Rule[] {
  return propose(observationsOf(documents.map((document) => observe(document))), packs).flatMap((site) => site.rules);
}

/** The paragraphs that rules leave of a document. */
export function left(document: Document, rules: readonly Rule[]): string[] {
  return clean(document, compileRules(ruleSet(...rules))).body.split('\n\n');
}

/** Of each document the rules must remove the site's furniture and these lines, and nothing else. */
export function expectOnlyGone(furniture: readonly string[], documents: readonly Document[], rules: readonly Rule[]): void {
  const gone = new Set([...TOP, ...FOOT, ...furniture]);
  for (const document of documents) {
    const content = document.blocks.flatMap(({ text }) => (text === '' || gone.has(text) ? [] : [text]));
    expect(left(document, rules)).toEqual(content);
  }
}
