// What is fuzzed: the built library, and the arbitraries of the tests, whose values are where mutation begins.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';
import { transformSync } from '@swc/core';
import { ROOT } from '../scripts/paths.js';

const ARBITRARIES = path.join(ROOT, 'test/support/arbitraries.ts');

export type Library = typeof import('#dist/index.js');

/** The modules of the library that are fuzzed. */
interface Modules {
  readonly 'index.js': Library;
  readonly 'batch/learn/observationFiles.js': typeof import('#dist/batch/learn/observationFiles.js');
  readonly 'batch/run/spread.js': typeof import('#dist/batch/run/spread.js');
  readonly 'cli/commands/clean.js': typeof import('#dist/cli/commands/clean.js');
  readonly 'cli/commands/cleanInto.js': typeof import('#dist/cli/commands/cleanInto.js');
  readonly 'cli/commands/init.js': typeof import('#dist/cli/commands/init.js');
  readonly 'cli/commands/learn.js': typeof import('#dist/cli/commands/learn.js');
  readonly 'cli/config/configFile.js': typeof import('#dist/cli/config/configFile.js');
  readonly 'cli/config/definitions.js': typeof import('#dist/cli/config/definitions.js');
  readonly 'cli/report/runTally.js': typeof import('#dist/cli/report/runTally.js');
  readonly 'files/findInputs.js': typeof import('#dist/files/findInputs.js');
  readonly 'files/sinks/outputNames.js': typeof import('#dist/files/sinks/outputNames.js');
  readonly 'files/sources/formats/collection.js': typeof import('#dist/files/sources/formats/collection.js');
  readonly 'files/sources/readItems.js': typeof import('#dist/files/sources/readItems.js');
  readonly 'rules/pattern/pattern.js': typeof import('#dist/rules/pattern/pattern.js');
  readonly 'rules/selector/selector.js': typeof import('#dist/rules/selector/selector.js');
  readonly 'text/bytes/charset.js': typeof import('#dist/text/bytes/charset.js');
}

type Arbitraries = typeof import('../test/support/arbitraries.js');

/** Loads a module of the built library. @param dist the folder of the build */
export function load<N extends keyof Modules>(dist: string, name: N): Promise<Modules[N]> {
  return import(pathToFileURL(path.join(dist, name)).href);
}

/** A folder of this thread's own; all go with the process. */
export function makeBox(): string {
  const box = path.join(tmpdir(), `klartext-fuzz-${process.pid}`);
  mkdirSync(box, { recursive: true });
  if (isMainThread) process.once('exit', () => rmSync(box, { recursive: true, force: true }));
  return mkdtempSync(path.join(box, 'thread-'));
}

/** The arbitraries of test/support, over the built library: they are TypeScript, which Node 20 does not read. */
export async function loadArbitraries(dist: string): Promise<Arbitraries> {
  const { code } = transformSync(readFileSync(ARBITRARIES, 'utf8'), {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'es6' },
  });
  const here = code
    .replace(/(['"])fast-check\1/u, JSON.stringify(import.meta.resolve('fast-check')))
    .replace(/(['"])\.\.\/\.\.\/src\/([\w/]+\.js)\1/gu, (_, _quote, name) => JSON.stringify(pathToFileURL(path.join(dist, name)).href));
  return import(`data:text/javascript;base64,${Buffer.from(here).toString('base64')}`);
}
