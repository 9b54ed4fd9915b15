/**
 * Runs the bundle that `scripts/bundle.ts` makes of the program, with the code that V8 compiled of it in an earlier
 * process: loading hundreds of modules and compiling them again would take longer than cleaning a page.
 */
import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { codePlaces, readCode } from './compiledCode.js';

/** The parts of the bundle. A part is loaded when it is called. */
export interface BundleParts {
  /** Runs the command line of the process and sets the exit status. */
  command(): Promise<void>;
  /** The functions that worker threads run on batches of documents; their settings are the thread's `workerData`. */
  cleanWorker(): Promise<(batch: never) => Promise<unknown>>;
  observeWorker(): Promise<(batch: never) => Promise<unknown>>;
  /** Runs what most processes need, so that V8 compiles it. */
  warmUp(): Promise<void>;
}

/** The bundle as it has been loaded. */
export interface LoadedBundle {
  readonly parts: BundleParts;
  /** Keeps the compiled code for later processes, unless they already have it. Never rejects. */
  keepCode(): Promise<void>;
}

const BUNDLE = fileURLToPath(new URL('../bundle/klartext.cjs', import.meta.url));

/** Loads the bundle, whose top level defines its parts and runs none of them. */
export function loadBundle(): LoadedBundle {
  const require = createRequire(BUNDLE);
  // Node maps stack traces to the sources only in modules that it has loaded itself, without compiled code.
  if (process.sourceMapsEnabled) return { parts: require(BUNDLE) as BundleParts, keepCode: async () => undefined };
  // The bundle is ASCII, which is read fastest as Latin-1.
  const source = readFileSync(BUNDLE, 'latin1');
  const places = codePlaces(BUNDLE, source);
  const cachedData = readCode(places, BUNDLE);
  const script = new Script(Module.wrap(source), { filename: BUNDLE, cachedData });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, BUNDLE, path.dirname(BUNDLE));
  const parts = module.exports as BundleParts;
  return {
    parts,
    async keepCode() {
      try {
        // Starting threads sets a flag of V8, and code for other flags is kept in other files.
        const current = codePlaces(BUNDLE, source);
        const isKept = current[0] === places[0] ? script.cachedDataRejected === false : readCode(current, BUNDLE) !== undefined;
        if (isKept) return;
        const { writeCode } = await import('./writeCode.js');
        await writeCode(current, BUNDLE, async () => {
          await parts.warmUp();
          return script.createCachedData();
        });
      } catch {
        // The next start takes longer, that is all.
      }
    },
  };
}
