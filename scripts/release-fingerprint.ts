#!/usr/bin/env node
// Prints the version with a hash of the packs and weights, on which every result depends (test/release.json).
//   node build/scripts/release-fingerprint.js [FOLDER]     of a project, this one by default
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.js';

process.chdir(process.argv[2] ?? ROOT);
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name.split(path.sep).join('/')}`);
const hash = createHash('sha256');
// The loader of the packs is left out: only `.yaml` files decide what they say.
for (const file of [...filesIn('src/packs', '.yaml'), ...filesIn('src/content/forest', '.weights')].sort())
  hash.update(`\0${file}\0`).update(readFileSync(file));
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
console.log(JSON.stringify({ version, fingerprint: hash.digest('hex') }, null, 2));
