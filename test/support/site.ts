/** An invented news site: its furniture, articles that share no sentence, and what is left by rules that were learned from its pages. */
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

/** A paragraph of an article: a different sentence for each number. */
export function sentence(n: number): string {
  const [who, did, what, will] = [WHO, DID, WHAT, WILL].map((words) => words[n % words.length]);
  return `${who} von Ort${n} ${did}, dass ${what} ${will}, wie schon vor ${n + 2} Jahren nach der großen Flut.`;
}

/** Up to a hundred paragraphs of an article, which no other article contains. */
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

/** A headline. No two of 77 consecutive ones share their beginning or their end. */
export function headline(n: number): string {
  return [MOOD, NEAR, PLACE].map((words) => words[n % words.length]).join(' ');
}

/** A page's text: the site's furniture around an article. */
export function page(id: number | string, article: readonly string[], site = SITE): Document {
  return textOf(site, `${site}/${id}.txt`, ...TOP, ...article, ...FOOT);
}

/** Pages of `count` articles with four paragraphs each, and `extra` in the middle. */
export function pages(count: number, extra: (i: number) => readonly string[] = () => [], site = SITE): Document[] {
  return Array.from({ length: count }, (_, i) => {
    const [a, b, c, d] = sentences(i, 4);
    return page(i, [a, b, ...extra(i), c, d], site);
  });
}

/** Pages of `count` articles with four paragraphs each, and `extra` below. */
export function pagesWithList(count: number, extra: (i: number) => readonly string[]): Document[] {
  return Array.from({ length: count }, (_, i) => page(i, [...sentences(i, 4), ...extra(i)]));
}

/** The rules learned from documents, with packs to name them or without. */
export function learn(documents: readonly Document[], packs: CompiledRules = compileRules([])): Rule[] {
  return propose(observationsOf(documents.map((document) => observe(document))), packs).flatMap((site) => site.rules);
}

/** The paragraphs that rules leave of a document. */
export function left(document: Document, rules: readonly Rule[]): string[] {
  return clean(document, compileRules(ruleSet(...rules))).body.split('\n\n');
}

/** Expects the rules to remove the site's furniture and these lines from each document, and nothing else. */
export function expectOnlyGone(furniture: readonly string[], documents: readonly Document[], rules: readonly Rule[]): void {
  const gone = new Set([...TOP, ...FOOT, ...furniture]);
  for (const document of documents) {
    const content = document.blocks.flatMap(({ text }) => (text === '' || gone.has(text) ? [] : [text]));
    expect(left(document, rules)).toEqual(content);
  }
}
