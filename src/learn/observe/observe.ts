/** Observing: what one document shows, as little as learning needs. */
import { expectArgument, expectDocument } from '../../model/argument.js';
import type { Document } from '../../model/document.js';
import { mendVote } from '../../readability/mendVote.js';
import { phraseKey } from '../../rules/match/compile.js';
import { countWords, isHeadline, isProse } from '../../text/shape.js';
import { hash32, hash64 } from '../../text/tables/hash.js';

/** More of a block's text than this is not kept: a rule for a longer block fixes its beginning. */
export const MAX_TEXT = 400;

/** A block of a seen document. */
export interface SeenBlock {
  /** What is compared (`keyOf`): a hash of the folded text, of a long one of its beginning and of all. Empty for marks alone. */
  readonly key: string;
  /** As shown, cut at `MAX_TEXT` characters. */
  readonly text: string;
  readonly words: number;
  readonly shape: 'prose' | 'headline' | 'other';
  /** HTML only: the block's path, and Readability's vote (mended) where there was one. */
  readonly path?: string;
  readonly main?: boolean;
  /** Hashes of the sentences of prose: near-duplicate articles share them. */
  readonly sentences?: readonly number[];
}

/** A document as learning sees it. */
export interface SeenDocument {
  /** Hash of the whole text: the document's place in the sample, and the same for a document that is seen twice. */
  readonly hash: string;
  readonly id: string;
  readonly site: string;
  readonly format: 'text' | 'html';
  /** ISO date, where the document has one. */
  readonly date?: string;
  readonly titles: readonly string[];
  readonly blocks: readonly SeenBlock[];
}

/** What equal texts have in common, whatever their case and marks: a hash, as short for a paragraph as for a label. */
export function keyOf(text: string): string {
  return hashOfPhrase(phraseKey(text));
}

function hashOfPhrase(phrase: string): string {
  return phrase === '' ? '' : hash64(phrase);
}

/** What a text alone tells, wherever it stands. */
export interface SeenText extends Pick<SeenBlock, 'key' | 'text' | 'words' | 'shape' | 'sentences'> {
  /** What the key is a hash of. */
  readonly phrase: string;
}

/** Texts that were seen: most of a page stands on its site's other pages as well. */
export type SeenTexts = Map<string, SeenText>;

/** So many texts are remembered: those of a few pages, and with them what all pages of their site show. */
const REMEMBERED = 2000;

/**
 * Observes a document: what learning needs of it, in a few kilobytes. Pages that `askReadability` has voted on teach more.
 * @param document with its `site`, if that is known; documents without one are put into sites by `assignSites`
 * @param seen makes observing quicker where it is given again for the next document of the site
 *
 *
 * @example
 * ```ts
 * import { observe, readText } from 'klartext';
 *
 * const seen = observe(readText('Der Rat der Stadt tagt.\n\nTeilen', { id: '17', site: 'bote.example' }));
 * seen.blocks.map(({ text, words }) => [text, words]); // => [['Der Rat der Stadt tagt.', 5], ['Teilen', 1]]
 * ```
 */
export function observe(document: Document, seen: SeenTexts = new Map()): SeenDocument {
  expectDocument(document);
  expectArgument(typeof seen?.get === 'function', 'seen', 'a Map', seen);
  const blocks: SeenBlock[] = [];
  const phrases: string[] = [];
  const taken = mendVote(document.blocks, document.meta.description);
  document.blocks.forEach(({ text, path }, i) => {
    if (text === '') return;
    const { phrase, ...block } = remembered(text, seen);
    phrases.push(phrase);
    blocks.push({ ...block, ...(path === undefined ? {} : { path }), ...(taken === undefined ? {} : { main: taken[i] }) });
  });
  const date = /^\d{4}-\d\d(?:-\d\d)?/u.exec(document.meta.date ?? '')?.[0];
  return {
    hash: hash64(phrases.join('\n')),
    id: document.id,
    site: document.site ?? '',
    format: document.format,
    ...(date === undefined ? {} : { date }),
    titles: document.meta.titles ?? [],
    blocks,
  };
}

function remembered(text: string, seen: SeenTexts): SeenText {
  const known = seen.get(text);
  if (known !== undefined) return known;
  if (seen.size >= REMEMBERED) seen.clear();
  const fresh = seenText(text);
  seen.set(text, fresh);
  return fresh;
}

function seenText(text: string): SeenText {
  const shape = isProse(text) ? 'prose' : isHeadline(text) ? 'headline' : 'other';
  const long = text.length > MAX_TEXT;
  const shown = long ? text.slice(0, MAX_TEXT) : text;
  const phrase = phraseKey(shown);
  const rest = long ? ` #${hash64(text)}` : '';
  return {
    phrase: phrase + rest,
    key: hashOfPhrase(phrase) + rest,
    text: shown,
    words: countWords(text),
    shape,
    ...(shape === 'prose' ? { sentences: sentencesOf(text) } : {}),
  };
}

/** Hashes of a text's sentences of five words and more; the marks and the case do not count. */
function sentencesOf(text: string): number[] {
  return text
    .split(/(?<=[.!?。！？])\s*/u)
    .map(phraseKey)
    .filter((sentence) => countWords(sentence) >= 5 || sentence.length >= 30)
    .map(hash32);
}
