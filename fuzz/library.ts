// What is fuzzed: the built library, and the arbitraries of the tests, whose values are where mutation begins.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';

const ARBITRARIES = new URL('../test/support/arbitraries.ts', import.meta.url);

/**
 * Loads a module of the built library.
 * @param dist the folder of the build
 * @param name as in `rules/file/load.js`
 */
export function load(dist, name) {
  return import(pathToFileURL(path.join(dist, name)).href);
}

/** A folder of this thread's own; all go with the process. */
export function makeBox() {
  const box = path.join(tmpdir(), `klartext-fuzz-${process.pid}`);
  mkdirSync(box, { recursive: true });
  if (isMainThread) process.once('exit', () => rmSync(box, { recursive: true, force: true }));
  return mkdtempSync(path.join(box, 'thread-'));
}

/** The arbitraries of test/support, over the built library: they are TypeScript, which Node 20 does not read. */
export async function loadArbitraries(dist) {
  const { code } = transformSync(readFileSync(ARBITRARIES, 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  const here = code
    .replace(/(['"])fast-check\1/u, JSON.stringify(import.meta.resolve('fast-check')))
    .replace(/(['"])\.\.\/\.\.\/src\/index\.js\1/u, JSON.stringify(pathToFileURL(path.join(dist, 'index.js')).href));
  return import(`data:text/javascript;base64,${Buffer.from(here).toString('base64')}`);
}
