#!/usr/bin/env node
// Holds every regular expression of src to linear time: a document of 300,000 spaces must not cost a minute. Literals are
// taken from the syntax tree; those that are put together (`new RegExp`) from the built modules, as they are loaded. Rules
// and packs compile to none: their patterns run as a set of states (src/rules/pattern.ts).
//   node scripts/check-expressions.mjs [FOLDER]     of sources, src where it is absent
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync } from '@swc/core';
import { checkSync } from 'recheck';

const root = fileURLToPath(new URL('..', import.meta.url));
const src = path.resolve(process.argv[2] ?? path.join(root, 'src'));
const dist = path.join(root, 'dist');

/** How long one expression may take to be judged, in milliseconds; all of them take about ten seconds. */
const TIMEOUT = 20_000;

/** Expressions that may be slower, since what they are asked about is short by construction. */
const EXCEPTIONS = [
  ['judge/authors.ts', '\\p{Lu}[\\p{L}', 'bylines have 120 characters, and an author field is cut at 1000'],
  ['read/html/inSentence.ts', '<(?:\\/?(?:a|abbr', 'asked about 300 characters behind a button'],
  ['read/text/hyphens.ts', '([\\p{L}\\p{N}\\p{M}]+)([-', 'asked about the last 60 characters of a line'],
  ['text/charset.ts', '<meta[^>]{0,300}?charset', 'asked about the first 8192 bytes of a page, and its repeats are bounded'],
];

/** Modules whose expression is made while documents are read, and why it is linear all the same. */
const MADE_LATER = [['rules/selectorIndex.ts', 'an alternation of words, each character escaped: it repeats nothing']];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split(path.sep).join('/'))
  .sort();

/** Every node of a syntax tree. */
function* nodesOf(node) {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

const isMade = ({ type, callee }) =>
  (type === 'NewExpression' || type === 'CallExpression') && callee.type === 'Identifier' && callee.value === 'RegExp';

/** What modules make of strings as they are loaded, by the file that makes it. */
async function madeBy(modules) {
  const addressOf = (file) => pathToFileURL(path.join(dist, file.replace(/\.ts$/u, '.js'))).href;
  const made = new Map(modules.map((file) => [file, []]));
  const native = globalThis.RegExp;
  function record([pattern, flags = '']) {
    const place = new Error().stack ?? '';
    const file = modules.find((name) => place.includes(addressOf(name)));
    if (file !== undefined) made.get(file).push({ pattern, flags });
  }
  globalThis.RegExp = new Proxy(native, {
    construct(target, args) {
      record(args);
      return new target(...args);
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

const found = [];
const making = [];
for (const file of files) {
  for (const node of nodesOf(parseSync(readFileSync(path.join(src, file), 'utf8'), { syntax: 'typescript', target: 'es2023' }))) {
    if (node.type === 'RegExpLiteral') found.push({ file, pattern: node.pattern, flags: node.flags });
    else if (isMade(node) && !making.includes(file)) making.push(file);
  }
}
const later = new Set(MADE_LATER.map(([file]) => file));
const problems = [];
for (const [file, made] of await madeBy(making.filter((file) => !later.has(file)))) {
  found.push(...made.map((one) => ({ file, ...one })));
  if (made.length === 0)
    problems.push(`${file}: makes an expression that is not there when the module is loaded, so that it cannot be checked`);
}

const unused = new Set(EXCEPTIONS);
const judged = new Map();
for (const { file, pattern, flags } of found) {
  const key = `/${pattern}/${flags}`;
  if (!judged.has(key)) judged.set(key, checkSync(pattern, flags, { timeout: TIMEOUT }));
  const { status, complexity, error, attack } = judged.get(key);
  if (status === 'safe') continue;
  const exception = EXCEPTIONS.find(([where, start]) => where === file && pattern.startsWith(start));
  unused.delete(exception);
  if (exception !== undefined) continue;
  const why =
    status === 'vulnerable' ? `${complexity.summary}, as by ${attack.pattern}` : `cannot be judged (${error.kind}): write it plainer`;
  problems.push(`${file}: ${key}: ${why}`);
}
if (process.argv[2] === undefined) {
  for (const [file, start] of unused) problems.push(`${file}: ${start}…: needs no exception any more`);
}

for (const problem of problems) console.error(problem);
console.log(
  `${found.length} expressions, ${judged.size} different: ${problems.length === 0 ? 'all linear' : `${problems.length} problems`}`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
