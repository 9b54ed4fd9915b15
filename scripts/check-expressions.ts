#!/usr/bin/env node
// Holds every regular expression of src to linear time: a document of 300,000 spaces must not cost a minute. Literals are
// taken from the syntax tree; those that are put together (`new RegExp`) from the built modules, as they are loaded. Rules
// and packs compile to none: their patterns run as a set of states (src/rules/pattern).
//   npm run check:expressions -- [FOLDER]     of sources, src where it is absent
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseSync } from '@swc/core';
import { checkSync, type Diagnostics } from 'recheck';
import { ROOT } from './paths.js';

const src = path.resolve(process.argv[2] ?? path.join(ROOT, 'src'));
const dist = path.join(ROOT, 'dist');

/** How long one expression may take to be judged, in milliseconds; all of them take about ten seconds. */
const TIMEOUT = 20_000;

/** Expressions that may be slower, since what they are asked about is short by construction. */
const EXCEPTIONS: readonly (readonly [file: string, start: string, why: string])[] = [
  ['batch/run/threadClock.ts', '\\d+$', 'asked about a link in /proc, which has some thirty characters'],
  ['judge/witnesses/authors.ts', '\\p{Lu}[\\p{L}', 'bylines have 120 characters, and an author field is cut at 1000'],
  ['read/html/inSentence.ts', '<(?:\\/?(?:a|abbr', 'asked about 300 characters behind a button'],
  ['read/text/hyphens.ts', '([\\p{L}\\p{N}\\p{M}]+)([-', 'asked about the last 60 characters of a line'],
  ['text/bytes/charset.ts', '<meta[^>]{0,300}?charset', 'asked about the first 8192 bytes of a page, and its repeats are bounded'],
];

/** Modules whose expression is made while documents are read, and why it is linear all the same. */
const MADE_LATER: readonly (readonly [file: string, why: string])[] = [
  ['rules/selector/selectorIndex.ts', 'an alternation of words, each character escaped: it repeats nothing'],
];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .sort();

interface Expression {
  readonly pattern: string;
  readonly flags: string;
}

/** A node of a syntax tree; each kind has fields of its own. */
type Node = Readonly<Record<string, unknown>>;

/** Every node of a syntax tree. */
function* nodesOf(node: unknown): Generator<Node> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

const isExpression = (node: Node): node is Node & Expression => node.type === 'RegExpLiteral';

function isMade({ type, callee }: Node): boolean {
  if (type !== 'NewExpression' && type !== 'CallExpression') return false;
  const called = callee as Node;
  return called.type === 'Identifier' && called.value === 'RegExp';
}

/** What modules make of strings as they are loaded, by the file that makes it. */
async function madeBy(modules: readonly string[]): Promise<Map<string, Expression[]>> {
  const addressOf = (file: string) => pathToFileURL(path.join(dist, file.replace(/\.ts$/u, '.js'))).href;
  const made = new Map<string, Expression[]>(modules.map((file) => [file, []]));
  const native = globalThis.RegExp;
  function record([pattern, flags = '']: string[]): void {
    const place = new Error().stack ?? '';
    const file = modules.find((name) => place.includes(addressOf(name)));
    if (file !== undefined) made.get(file)?.push({ pattern, flags });
  }
  globalThis.RegExp = new Proxy(native, {
    construct(target, args) {
      record(args);
      return Reflect.construct(target, args) as RegExp;
    },
    apply(target, self, args) {
      record(args);
      return Reflect.apply(target, self, args);
    },
  });
  try {
    for (const file of modules) await import(addressOf(file));
  } finally {
    globalThis.RegExp = native;
  }
  return made;
}

const found: (Expression & { readonly file: string })[] = [];
const making: string[] = [];
for (const file of files) {
  for (const node of nodesOf(parseSync(readFileSync(path.join(src, file), 'utf8'), { syntax: 'typescript', target: 'es2023' }))) {
    if (isExpression(node)) found.push({ file, pattern: node.pattern, flags: node.flags });
    else if (isMade(node) && !making.includes(file)) making.push(file);
  }
}
const later = new Set(MADE_LATER.map(([file]) => file));
const problems: string[] = [];
for (const [file, made] of await madeBy(making.filter((file) => !later.has(file)))) {
  found.push(...made.map((one) => ({ file, ...one })));
  if (made.length === 0)
    problems.push(`${file}: makes an expression that is not there when the module is loaded, so that it cannot be checked`);
}

/** What is wrong with an expression by what has been found of it; nothing where it is linear. */
function faultOf(diagnostics: Diagnostics): string | undefined {
  if (diagnostics.status === 'safe') return undefined;
  if (diagnostics.status === 'unknown') return `cannot be judged (${diagnostics.error.kind}): write it plainer`;
  return `${diagnostics.complexity.summary}, as by ${diagnostics.attack.pattern}`;
}

const unused = new Set(EXCEPTIONS);
const faults = new Map<string, string | undefined>();
for (const { file, pattern, flags } of found) {
  const key = `/${pattern}/${flags}`;
  if (!faults.has(key)) faults.set(key, faultOf(checkSync(pattern, flags, { timeout: TIMEOUT })));
  const fault = faults.get(key);
  if (fault === undefined) continue;
  const exception = EXCEPTIONS.find(([where, start]) => where === file && pattern.startsWith(start));
  if (exception === undefined) problems.push(`${file}: ${key}: ${fault}`);
  else unused.delete(exception);
}
if (process.argv[2] === undefined) {
  for (const [file, start] of unused) problems.push(`${file}: ${start}…: needs no exception any more`);
}

for (const problem of problems) console.error(problem);
console.log(
  `${found.length} expressions, ${faults.size} different: ${problems.length === 0 ? 'all linear' : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
