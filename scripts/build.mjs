#!/usr/bin/env node
// Builds dist/: compiles src with TypeScript and puts the packs beside the code that reads them.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'], { stdio: 'inherit' });
cpSync('src/packs', 'dist/packs', { recursive: true, filter: (file) => !file.endsWith('.ts') });
chmodSync('dist/cli/main.js', 0o755);
