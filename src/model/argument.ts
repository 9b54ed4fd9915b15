/** What the public functions are given: a wrong call says what is wrong with it, before anything is done. */
import type { Document } from './document.js';
import type { Rule, RuleSet } from './rule.js';
import type { CleanArticle } from './verdict.js';

/** Thrown for an argument that a function cannot use; the message names the argument, what was expected and what came. */
export class ArgumentError extends TypeError {
  override readonly name = 'ArgumentError';
}

/**
 * @param what names the argument
 * @param expected what it should have been
 */
export function expectArgument(isRight: boolean, what: string, expected: string, given: unknown): void {
  if (!isRight) throw new ArgumentError(`${what}: expected ${expected}, got ${described(given)}`);
}

/** @throws ArgumentError for anything but a document */
export function expectDocument(document: Document): void {
  expectArgument(Array.isArray(document?.blocks), 'document', 'a document, as readText and readHtml return it', document);
}

/** @throws ArgumentError for anything but what can be read: a string or bytes */
export function expectInput(input: string | Uint8Array): void {
  expectArgument(typeof input === 'string' || isBytes(input), 'input', 'a string or a Uint8Array', input);
}

/** @throws ArgumentError for anything but a string */
export function expectString(value: string, what: string): void {
  expectArgument(typeof value === 'string', what, 'a string', value);
}

/** @throws ArgumentError for anything but a rule set */
export function expectRuleSet(set: RuleSet, what = 'rules'): void {
  expectArgument(areRules(set?.rules), what, 'a rule set, as parseRules and loadPacks give it', set);
}

/** @throws ArgumentError for anything but a list of rules */
export function expectRules(rules: readonly Rule[]): void {
  expectArgument(areRules(rules), 'rules', 'the rules of a rule set', rules);
}

function areRules(rules: unknown): boolean {
  return Array.isArray(rules) && rules.every((rule) => typeof rule?.match === 'object' && rule.match !== null);
}

/** @throws ArgumentError for anything but a cleaned document */
export function expectArticle(article: CleanArticle): void {
  // The verdicts of an article are named when they are first read, so they are only looked for.
  const isArticle = typeof article?.body === 'string' && 'verdicts' in article;
  expectArgument(isArticle, 'article', 'an article, as clean and cleanWith give it', article);
}

/** @throws ArgumentError for anything but a list */
export function expectList(value: readonly unknown[], what: string, expected: string): void {
  expectArgument(Array.isArray(value), what, expected, value);
}

/** @throws ArgumentError for anything but an object: the last argument of many functions */
export function expectOptions(options: object): void {
  expectArgument(typeof options === 'object' && options !== null, 'options', 'an object', options);
}

/** @throws ArgumentError for a choice that there is not; `undefined` leaves it to the function */
export function expectChoice(value: string | undefined, choices: readonly string[], what: string): void {
  const isRight = value === undefined || choices.includes(value);
  if (!isRight) expectArgument(false, what, `one of ${choices.map((choice) => `“${choice}”`).join(', ')}`, value);
}

/** Whether a value is a Uint8Array or a Buffer, of whatever realm. */
function isBytes(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

/** How a message names a value: its kind, and of a string or number what it is. */
function described(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? `a string of ${value.length} characters` : `the string “${value}”`;
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? 'a function' : String(value);
  if (value instanceof Promise) return 'a promise: await it first';
  return Array.isArray(value) ? 'a list' : `an object with ${Object.keys(value).slice(0, 4).join(', ') || 'no fields'}`;
}
