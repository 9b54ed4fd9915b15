/**
 * The names of an element, by which selectors are looked up: its tag, its id, its classes and the values of its
 * attributes as wholes, and the parts of its id and classes. Each kind is marked by its first character.
 */
import { foldHash } from '../../text/foldedWord.js';
import { nameParts } from '../../text/nameParts.js';
import { FNV_PRIME, FNV_SEED, mix } from '../../text/tables/hash.js';

const TAG = '<';
const WHOLE = '=';
const PART = '-';

export const tagName = (tag: string): string => TAG + tag;
export const wholeName = (word: string): string => WHOLE + word;
export const partName = (part: string): string => PART + part;

export function isTagName(name: string): boolean {
  return name.startsWith(TAG);
}

/** The parts of a name, in lower case. */
export function partsOf(name: string): string[] {
  return nameParts(name).split('-').slice(1, -1);
}

/** How the hashes of the names of each kind begin. */
const [TAGS, WHOLES, PARTS] = [TAG, WHOLE, PART].map((kind) => Math.imul(FNV_SEED ^ kind.charCodeAt(0), FNV_PRIME));

/**
 * The hashes (`foldHash`) of the names of an element, and perhaps of more: most elements are ruled out by them, without
 * their step being cut out of the path and parsed. The list is valid until the next call.
 * @param path from `from` up to `to` names the element: `div#main.article[role="main"]`
 */
export function nameHashes(path: string, from: number, to: number): readonly number[] {
  hashes.length = 0;
  let at = nameEnd(path, from, to);
  hashes.push(hashFrom(TAGS, path, from, at));
  while (at < to && path.charCodeAt(at) !== OPENING) {
    const end = nameEnd(path, at + 1, to);
    hashes.push(hashFrom(WHOLES, path, at + 1, end));
    addParts(nameParts(path.slice(at + 1, end)));
    at = end;
  }
  if (at < to) addValues(path.slice(at, to));
  return hashes;
}

/** Reused for each element, to avoid garbage. */
const hashes: number[] = [];

/** Adds the hashes of the values of attributes. */
function addValues(attributes: string): void {
  for (const [, value] of attributes.matchAll(/="([^"]*)"/gu)) hashes.push(foldHash(wholeName(value.toLowerCase())));
}

const OPENING = 0x5b;

/** The end of a tag, an id or a class. */
function nameEnd(path: string, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const code = path.charCodeAt(at);
    if (code === 0x23 || code === 0x2e || code === OPENING) break;
  }
  return at;
}

function hashFrom(start: number, text: string, from: number, to: number): number {
  let hash = start;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ lowerCode(text.charCodeAt(i)), FNV_PRIME);
  return mix(hash) | 0;
}

/** Adds the hashes of the parts between hyphens. */
function addParts(parts: string): void {
  for (let from = 1, to = parts.indexOf('-', 1); to >= 0; from = to + 1, to = parts.indexOf('-', from)) {
    hashes.push(hashFrom(PARTS, parts, from, to));
  }
}

function lowerCode(code: number): number {
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}
