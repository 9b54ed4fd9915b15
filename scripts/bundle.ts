// Bundles the command line and the worker threads into one file, dist/bundle/klartext.cjs, which src/start runs: loading the
// modules one by one would take most of a short run. Library users import the modules, which do not need it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT } from './paths.js';

const FOLDER = 'dist/bundle';
const FILE = 'klartext.cjs';

/** Packages that are loaded by their own files when they are needed: large ones that few runs need, and one with workers. */
const EXTERNAL = ['jsdom', 'piscina', '@hpcc-js/wasm-zstd'];

/** Replaced by a hash of the rest; the first line names the bundle for its compiled code (src/start/compiledCode.ts). */
const NO_HASH = '0'.repeat(32);

/** Modules find files beside them by `import.meta.url`, which CommonJS lacks: they get the address of the module in dist. */
const addresses: Plugin = {
  name: 'addresses',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|mjs|js)$/ }, ({ path: file }) => {
      const contents = readFileSync(file, 'utf8');
      if (!contents.includes('import.meta.url')) return undefined;
      const address = JSON.stringify(addressOf(file));
      return {
        contents: contents.replaceAll('import.meta.url', `new URL(${address}, bundleUrl).href`),
        loader: file.endsWith('.ts') ? 'ts' : 'js',
      };
    });
  },
};

/**
 * Packages that are one function and whose top level takes long: `string-width` makes a segmenter and an expression of all
 * emoji, 10 ms in each of its versions, although only help needs them. They are loaded at the first call.
 */
const late: Plugin = {
  name: 'late',
  setup({ onLoad, onResolve, resolve }) {
    onResolve({ filter: /^string-width$/ }, async ({ path: name, pluginData, ...args }) => {
      if (pluginData === late) return undefined;
      const resolved = await resolve(name, { ...args, pluginData: late });
      // The bundle contains this name, and must not depend on where it is built.
      return { path: path.relative(ROOT, resolved.path), namespace: late.name };
    });
    onLoad({ filter: /./, namespace: late.name }, ({ path: file }) => ({
      contents: `module.exports = (...args) => require(${JSON.stringify(`./${file}`)}).default(...args);`,
      resolveDir: ROOT,
    }));
  },
};

/** The address of a module relative to the bundle. Packages may be installed anywhere, so theirs leads to no file. */
function addressOf(file: string): string {
  const [, inPackage] = /.*(node_modules\/.*)/u.exec(file.split(path.sep).join('/')) ?? [];
  return inPackage ?? `../${path.relative('src', file).split(path.sep).join('/').replace(/ts$/u, 'js')}`;
}

/** Writes the bundle, its source map, and the licenses of the packages that it contains. */
export async function bundle(): Promise<void> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['src/cli/bundle.ts'],
    outfile: `${FOLDER}/${FILE}`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Code that comes from the cache has no callback for `import()`, so it loads other packages by `require`.
    supported: { 'dynamic-import': false },
    external: EXTERNAL,
    minifyWhitespace: true,
    // Node shows the line of an unexpected error.
    lineLimit: 160,
    legalComments: 'none',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: `// ${NO_HASH}\nconst bundleUrl = require('node:url').pathToFileURL(__filename);` },
    plugins: [addresses, late],
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  mkdirSync(FOLDER, { recursive: true });
  for (const { path: file, text } of outputFiles) writeFileSync(file, file.endsWith(FILE) ? withHash(inAscii(text)) : text);
  writeFileSync(`${FOLDER}/licenses.txt`, licensesOf(Object.keys(metafile.inputs)));
}

const withHash = (text: string): string => text.replace(NO_HASH, createHash('sha256').update(text).digest('hex').slice(0, NO_HASH.length));

/** esbuild escapes other characters in strings, but not in regular expressions. ASCII is read three times as fast as UTF-8. */
const inAscii = (text: string): string =>
  text.replace(/[^\0-\x7f]/gu, (character) =>
    [...Array(character.length).keys()].map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join(''),
  );

/** The licenses of the packages that these files are from. */
function licensesOf(files: readonly string[]): string {
  const folders = files.flatMap((file) => /[^:]*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(file)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
      const text = readdirSync(folder).find((entry) => /^licen[cs]e/iu.test(entry));
      return `${name} ${version}: ${license}\n${text === undefined ? '' : `\n${readFileSync(path.join(folder, text), 'utf8').trim()}\n`}`;
    })
    .join(`\n${'-'.repeat(80)}\n`);
}
