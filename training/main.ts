#!/usr/bin/env node
// Trains the content model: the weights that ship, and for each fold weights that have not seen its sites.
//   npm run train -- [--mode text|html]
// PYTHON names an interpreter with lightgbm and numpy; ~/.cache/klartext-venv/bin/python where it is not set.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Format } from '#dist/index.js';
import { oneOf } from '../scripts/options.js';
import { ROOT } from '../scripts/paths.js';
import { MODES } from './sets.js';
import { WORK } from './unseen.js';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' } } });
const python = process.env.PYTHON ?? path.join(homedir(), '.cache/klartext-venv/bin/python');
const modes = opt.mode === undefined ? MODES : [oneOf('mode', opt.mode, MODES)];
const dataOf = (mode: Format): string => path.join(WORK, mode);

/** Runs a step to its end. */
function run(command: string, ...args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit' });
    child.on('error', (error) => reject(new Error(`${command}: ${error.message} (see training/README.md)`)));
    child.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`${args[0]} ended with ${status}`))));
  });
}

/** Trains the model of a mode. */
async function train(mode: Format): Promise<void> {
  const data = dataOf(mode);
  mkdirSync(data, { recursive: true });
  await run(process.execPath, 'build/training/extract.js', '--mode', mode, '--out', data);
  await run(python, 'training/train.py', '--mode', mode, '--data', data);
}

// Texts are taught by the model of pages, so that comes first.
if (modes.includes('html')) await train('html');
if (modes.includes('text')) {
  await run(process.execPath, 'build/training/teach.js');
  await train('text');
}
const stored = path.join(ROOT, 'test/content/probabilities.json');
const probabilities = JSON.parse(readFileSync(stored, 'utf8'));
for (const mode of modes) {
  copyFileSync(path.join(dataOf(mode), `${mode}.weights`), path.join(ROOT, `src/content/forest/${mode}.weights`));
  Object.assign(probabilities, JSON.parse(readFileSync(path.join(dataOf(mode), 'probes.json'), 'utf8')));
}
writeFileSync(stored, JSON.stringify(probabilities));
await run(process.execPath, 'node_modules/@biomejs/biome/bin/biome', 'format', '--write', stored);
