/** CSS selectors over block paths. A block is selected if an element that contains it is. */
import { type AttributeSelector, parse, type Selector, SelectorType } from 'css-what';
import { stepsOf as stepTexts } from '../../model/elementPath.js';
import { nameParts } from '../../text/nameParts.js';
import { isTagName, partName, partsOf, tagName, wholeName } from './names.js';
import { Step } from './step.js';

/** Thrown for an invalid selector, and for one that needs something that a path does not contain. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
}

interface StepTest {
  readonly test: (step: Step) => boolean;
  /** The element has one of these names if it passes (`names.ts`); absent if any element might. */
  readonly names?: readonly string[];
  /** Whether it tests a part of an id. */
  readonly byId?: boolean;
}

interface Compound {
  readonly tests: readonly StepTest[];
  /** Whether the child combinator connects it to the compound before it; otherwise the descendant combinator does. */
  readonly child: boolean;
}

/** Whether a path contains a selected element. */
export type PathTest = (path: string) => boolean;

/** A selector split up, for matching many selectors at once. */
export interface PathSelector {
  readonly test: PathTest;
  /** An element that is selected has one of these names (`names.ts`); undefined if any element might be. */
  readonly names: readonly string[] | undefined;
  /** Whether an element matches the last compound of an alternative. */
  readonly mayBe: (step: Step) => boolean;
  /** Whether that is sufficient: the selector has no combinators. */
  readonly isSimple: boolean;
  /** Whether it tests a part of an element's id (`:id(…)`), which may have been generated from the heading inside. */
  readonly byId: boolean;
}

/**
 * Compiles a selector. Supported are tags, `#id`, `.class`, `[role=…]` and `[itemprop=…]`, the descendant and child
 * combinators, and lists, as paths contain nothing else. `:class(…)` and `:id(…)` are extensions that match whole parts
 * of a name.
 * @throws SelectorError
 */
export function compileSelector(source: string): PathTest {
  return parseSelector(source).test;
}

/** Parses a selector; see `compileSelector`. @throws SelectorError */
export function parseSelector(source: string): PathSelector {
  let parsed: Selector[][];
  try {
    parsed = parse(source);
  } catch (error) {
    throw new SelectorError(`selector “${source}”: ${(error as Error).message}`);
  }
  if (parsed.length === 0) throw new SelectorError(`selector “${source}” is empty`);
  const alternatives = parsed.map((tokens) => compounds(tokens, source));
  return {
    test: (path) => {
      const steps = stepsOf(path);
      return alternatives.some((chain) => steps.some((_, i) => matchesAt(chain, chain.length - 1, steps, i)));
    },
    names: allNames(alternatives.map((chain) => rarestNames(chain[chain.length - 1]))),
    mayBe: (step) => alternatives.some((chain) => chain[chain.length - 1].tests.every(({ test }) => test(step))),
    isSimple: alternatives.every((chain) => chain.length === 1),
    byId: alternatives.some((chain) => chain[chain.length - 1].tests.some(({ byId }) => byId)),
  };
}

/** The names of all alternatives; undefined if there is one without. */
function allNames(alternatives: readonly (readonly string[] | undefined)[]): readonly string[] | undefined {
  return alternatives.every((names) => names !== undefined) ? alternatives.flat() : undefined;
}

/** The names of the test that the fewest elements pass: many have the same tag. */
function rarestNames({ tests }: Compound): readonly string[] | undefined {
  const named = tests.flatMap(({ names }) => (names === undefined ? [] : [names]));
  return named.find(([name]) => !isTagName(name)) ?? named[0];
}

function compounds(tokens: Selector[], source: string): Compound[] {
  const chain: { tests: StepTest[]; child: boolean }[] = [{ tests: [], child: false }];
  for (const token of tokens) {
    if (token.type === SelectorType.Descendant || token.type === SelectorType.Child) {
      chain.push({ tests: [], child: token.type === SelectorType.Child });
    } else chain[chain.length - 1].tests.push(stepTest(token, source));
  }
  if (chain.some(({ tests }) => tests.length === 0))
    throw new SelectorError(`selector “${source}” has a combinator with nothing on one side`);
  return chain;
}

function stepTest(token: Selector, source: string): StepTest {
  if (token.type === SelectorType.Universal) return { test: () => true };
  if (token.type === SelectorType.Tag) {
    const tag = token.name.toLowerCase();
    return { test: (step) => step.tag === tag, names: [tagName(tag)] };
  }
  const known = token.type === SelectorType.Attribute ? attributeTest(token) : undefined;
  if (known !== undefined) return known;
  if (token.type === SelectorType.Pseudo && (token.name === 'class' || token.name === 'id'))
    return partTest(token.name, token.data, source);
  throw new SelectorError(
    `selector “${source}” asks for something that a block's path does not contain; use tags, #id, .class, :class(…), :id(…), [role=…], [itemprop=…], spaces and >`,
  );
}

/** The test for an attribute that paths contain; undefined for any other. */
function attributeTest({ name, value, action }: AttributeSelector): StepTest | undefined {
  const word = value.toLowerCase();
  const test = valueTest(action, word);
  if (test === undefined) return undefined;
  const isWhole = word !== '' && (action === 'element' || action === 'equals');
  const names = isWhole ? { names: [wholeName(word)] } : {};
  if (name === 'id') return { test: (step) => step.id !== undefined && test([step.id]), ...names };
  if (name === 'class') return { test: (step) => test(step.classes), ...names };
  if (name !== 'role' && name !== 'itemprop') return undefined;
  return { test: (step) => step.attributes.has(name) && test([step.attributes.get(name) as string]), ...names };
}

const HEADING = /^h[1-6]$/u;

/** Whether an element contains the article. Its names describe the article's topic, and are no sign of furniture. */
function isArticle({ tag, attributes }: Step): boolean {
  const role = attributes.get('role');
  return tag === 'article' || tag === 'main' || tag === 'body' || role === 'article' || role === 'main';
}

/**
 * Tests for consecutive parts of a name, joined or not: `read-more` occurs in `box-readMore` and in `readmore`. The names
 * of elements that contain the article and the ids of headings are skipped, since they describe a topic.
 */
function partTest(of: 'class' | 'id', data: unknown, source: string): StepTest {
  const wanted = typeof data === 'string' ? data.trim() : '';
  if (!/^[a-z][a-z\d]*(?:-[a-z\d]+)*$/u.test(wanted))
    throw new SelectorError(
      `selector “${source}”: “:${of}(…)” takes parts of a name in lower case, joined by hyphens, like :${of}(read-more)`,
    );
  const apart = nameParts(wanted);
  const together = `-${wanted.replaceAll('-', '')}-`;
  const isNamed = (parts: string): boolean => parts.includes(apart) || parts.includes(together);
  return {
    test: (step) => !isArticle(step) && !(of === 'id' && HEADING.test(step.tag)) && step.parts[of].some(isNamed),
    names: [partsOf(wanted).reduce((longest, part) => (part.length > longest.length ? part : longest)), wanted.replaceAll('-', '')].map(
      partName,
    ),
    byId: of === 'id',
  };
}

/** The test for an attribute's words (a class list, or the single word of another attribute). */
function valueTest(action: string, wanted: string): ((words: readonly string[]) => boolean) | undefined {
  switch (action) {
    case 'exists':
      return () => true;
    case 'element':
    case 'equals':
      return (words) => words.includes(wanted);
    case 'start':
      return (words) => words.some((word) => word.startsWith(wanted));
    case 'end':
      return (words) => words.some((word) => word.endsWith(wanted));
    case 'any':
      return (words) => words.some((word) => word.includes(wanted));
    default:
      return undefined;
  }
}

function matchesAt(chain: readonly Compound[], c: number, steps: readonly Step[], s: number): boolean {
  if (!chain[c].tests.every(({ test }) => test(steps[s]))) return false;
  if (c === 0) return true;
  if (chain[c].child) return s > 0 && matchesAt(chain, c - 1, steps, s - 1);
  for (let above = s - 1; above >= 0; above--) if (matchesAt(chain, c - 1, steps, above)) return true;
  return false;
}

/** The last path is cached: it is usually tested by many selectors in turn, and parsing it takes most of their time. */
let last: { readonly path: string; readonly steps: readonly Step[] } = { path: '', steps: [] };

function stepsOf(path: string): readonly Step[] {
  if (path !== last.path) last = { path, steps: parsePath(path) };
  return last.steps;
}

function parsePath(path: string): Step[] {
  return stepTexts(path).map((text) => new Step(text));
}
