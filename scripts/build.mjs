#!/usr/bin/env node
// Builds dist/: compiles src with TypeScript, checks the packs and puts them beside the code that reads them.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], { stdio: 'inherit' });
const { PACK_NAMES, packFiles } = await import('../dist/packs/packs.js');
const { parseRuleFiles } = await import('../dist/rules/file/load.js');
for (const name of PACK_NAMES) {
  cpSync(`src/packs/${name}`, `dist/packs/${name}`, { recursive: true });
  const { rules, ...rest } = parseRuleFiles(packFiles(name), name);
  const applied = rules.map(({ examples: _, counterexamples: __, note: ___, ...rule }) => rule);
  writeFileSync(`dist/packs/${name}.json`, JSON.stringify({ ...rest, rules: applied }));
}
for (const format of ['text', 'html']) copyFileSync(`src/content/forest/${format}.weights`, `dist/content/forest/${format}.weights`);
chmodSync('dist/cli/main.js', 0o755);
