#!/usr/bin/env node
// Trains the content model: the weights that ship, and for each fold weights that have not seen its sites.
//   npm run train -- [--mode text|html]
// PYTHON names an interpreter with lightgbm and numpy; ~/.cache/klartext-venv/bin/python where it is not set.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { WORK } from './unseen.mjs';

const { values: opt } = parseArgs({ options: { mode: { type: 'string' } } });
const root = fileURLToPath(new URL('..', import.meta.url));
const python = process.env.PYTHON ?? path.join(homedir(), '.cache/klartext-venv/bin/python');
const modes = opt.mode === undefined ? ['text', 'html'] : [opt.mode];
const dataOf = (mode) => path.join(WORK, mode);

/** Runs a step to its end. */
function run(command, ...args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
    child.on('error', (error) => reject(new Error(`${command}: ${error.message} (see training/README.md)`)));
    child.on('exit', (status) => (status === 0 ? resolve() : reject(new Error(`${args[0]} ended with ${status}`))));
  });
}

/** Trains the model of a mode, on one core. */
async function train(mode) {
  const data = dataOf(mode);
  mkdirSync(data, { recursive: true });
  await run(process.execPath, 'training/extract.mjs', '--mode', mode, '--out', data);
  await run(python, 'training/train.py', '--mode', mode, '--data', data);
}

await Promise.all(modes.map(train));
const stored = path.join(root, 'test/content/probabilities.json');
const probabilities = JSON.parse(readFileSync(stored, 'utf8'));
for (const mode of modes) {
  copyFileSync(path.join(dataOf(mode), `${mode}.weights`), path.join(root, `src/content/forest/${mode}.weights`));
  Object.assign(probabilities, JSON.parse(readFileSync(path.join(dataOf(mode), 'probes.json'), 'utf8')));
}
writeFileSync(stored, JSON.stringify(probabilities));
await run(process.execPath, 'node_modules/@biomejs/biome/bin/biome', 'format', '--write', stored);
