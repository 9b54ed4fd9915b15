/**
 * The names of an element, by which selectors are looked up: its tag, its id, its classes and the values of its
 * attributes as wholes, and the parts of its id and classes. Each kind is marked by its first character.
 */
import { foldHash } from '../../text/foldedWord.js';
import { nameParts } from '../../text/nameParts.js';
import type { Step } from './step.js';

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

/** The hashes of the names of an element. */
export function nameHashes({ tag, id, classes, attributes, written }: Step): number[] {
  const wholes = [...(id === undefined ? [] : [id]), ...classes, ...attributes.values()];
  const parts = [...written.id, ...written.class].flatMap(partsOf);
  return [...new Set([tagName(tag), ...wholes.map(wholeName), ...parts.map(partName)])].map(foldHash);
}
