#!/usr/bin/env node
// Builds dist/: compiles src with TypeScript, checks the packs and puts them beside the code that reads them, and hashes all
// of it: a run that another build has begun is not gone on with.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.js';
import { ROOT } from './paths.js';

process.chdir(ROOT);
rmSync('dist', { recursive: true, force: true });
// What is imported from dist is loaded after it has been built.
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], { stdio: 'inherit' });
const { PACK_NAMES, packFiles } = await import('#dist/packs/packs.js');
const { parseRuleFiles } = await import('#dist/rules/file/load.js');
const { storeRules } = await import('#dist/rules/compiled/storedRules.js');
const packs = PACK_NAMES.map((name) => {
  cpSync(`src/packs/${name}`, `dist/packs/${name}`, { recursive: true });
  const { rules, ...rest } = parseRuleFiles(packFiles(name), name);
  return { ...rest, pack: name, rules: rules.map(({ examples: _, counterexamples: __, note: ___, ...rule }) => rule) };
});
writeFileSync('dist/packs/packs.rules', storeRules(packs));
for (const format of ['text', 'html']) copyFileSync(`src/content/forest/${format}.weights`, `dist/content/forest/${format}.weights`);
chmodSync('dist/cli/main.js', 0o755);
await bundle();
writeFileSync('dist/fingerprint', fingerprint());
keepCode();

/** Runs the command without threads and with them, after which it keeps what V8 has compiled (src/start/loadBundle.ts). */
function keepCode(): void {
  const clean = (...args: string[]) =>
    execFileSync(process.execPath, ['dist/cli/main.js', 'clean', '-', '--no-config', '--quiet', ...args], { input: 'Ein Satz.' });
  clean();
  clean('--jobs', '1', '--timeout', '59');
}

/** What the program does depends on these files alone, and on the libraries that package.json names. */
function fingerprint(): string {
  const { version, dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string; dependencies: object };
  const hash = createHash('sha256').update(JSON.stringify([version, dependencies]));
  const names = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter((name) => /\.(?:c?js|json|weights|rules)$/u.test(name));
  for (const name of names.sort()) hash.update(`\0${name.split(path.sep).join('/')}\0`).update(readFileSync(path.join('dist', name)));
  return hash.digest('hex');
}
