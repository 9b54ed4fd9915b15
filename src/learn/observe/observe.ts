/** Observing: extracts from a document the little that learning needs. */
import { expectArgument, expectDocument } from '../../model/argument.js';
import type { Document } from '../../model/document.js';
import { mendVote } from '../../readability/mendVote.js';
import { phraseKey } from '../../rules/compiled/phrase.js';
import { countWords, isHeadline, isProse } from '../../text/shape.js';
import { hash32, hash64 } from '../../text/tables/hash.js';

/** Longer texts of blocks are cut to this many characters: a rule for such a block only fixes its beginning. */
export const MAX_TEXT = 400;

/** A block of an observed document. */
export interface SeenBlock {
  /**
   * What texts are compared by (`textKey`): a hash of the folded text; for a cut text, hashes of the kept part and of the
   * whole. Empty for punctuation alone.
   */
  readonly key: string;
  /** As shown, cut to `MAX_TEXT` characters. */
  readonly text: string;
  readonly words: number;
  readonly shape: 'prose' | 'headline' | 'other';
  /** HTML only: the block's path, and Readability's vote (mended) if there is one. */
  readonly path?: string;
  readonly main?: boolean;
  /** Hashes of the sentences, for prose only: near-duplicate articles share them. */
  readonly sentences?: readonly number[];
}

/** What learning keeps of a document. */
export interface SeenDocument {
  /** Hash of the whole text. It decides whether the document is in the sample, and identifies a document that is seen twice. */
  readonly hash: string;
  readonly id: string;
  readonly site: string;
  readonly format: 'text' | 'html';
  /** The folder that holds a document without a site, relative to the PATH that was given: it may tell the site. */
  readonly folder?: string;
  /** ISO date, if the document has one. */
  readonly date?: string;
  readonly titles: readonly string[];
  readonly blocks: readonly SeenBlock[];
}

/**
 * The key of a text, equal for texts that differ only in case and punctuation. A hash, so that paragraphs take no more
 * memory than labels.
 */
export function textKey(text: string): string {
  return hashOfPhrase(phraseKey(text));
}

function hashOfPhrase(phrase: string): string {
  return phrase === '' ? '' : hash64(phrase);
}

/** The part of a block that depends on its text alone. */
export interface SeenText extends Pick<SeenBlock, 'key' | 'text' | 'words' | 'shape' | 'sentences'> {
  /** What the key is a hash of. */
  readonly phrase: string;
}

/** Cache of observed texts: most texts of a page are also on other pages of its site. */
export type SeenTexts = Map<string, SeenText>;

/** The cache is cleared at this many texts: enough for a few pages, and so for the furniture of their site. */
const CACHED_TEXTS = 2000;

/**
 * Observes a document: keeps what learning needs of it, in a few kilobytes. Pages with a vote by `askReadability` teach
 * more.
 * @param document with its `site`, if known; `assignSites` finds sites for documents without one
 * @param seen a cache; pass the same one for the next document of the site to save time
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
    const { phrase, ...block } = cachedText(text, seen);
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

function cachedText(text: string, seen: SeenTexts): SeenText {
  const known = seen.get(text);
  if (known !== undefined) return known;
  if (seen.size >= CACHED_TEXTS) seen.clear();
  const fresh = seenText(text);
  seen.set(text, fresh);
  return fresh;
}

function seenText(text: string): SeenText {
  const words = countWords(text);
  const shape = isProse(text, { words }) ? 'prose' : isHeadline(text, { words }) ? 'headline' : 'other';
  const long = text.length > MAX_TEXT;
  const shown = long ? text.slice(0, MAX_TEXT) : text;
  const phrase = phraseKey(shown);
  const rest = long ? ` #${hash64(text)}` : '';
  return {
    phrase: phrase + rest,
    key: hashOfPhrase(phrase) + rest,
    text: shown,
    words,
    shape,
    ...(shape === 'prose' ? { sentences: sentencesOf(text) } : {}),
  };
}

/**
 * Hashes of a text's sentences of at least five words (or 30 characters, for scripts without spaces), ignoring
 * punctuation and case. Shorter ones are the same in different articles.
 */
function sentencesOf(text: string): number[] {
  return text
    .split(/(?<=[.!?。！？])\s*/u)
    .map(phraseKey)
    .filter((sentence) => countWords(sentence) >= 5 || sentence.length >= 30)
    .map(hash32);
}
