#!/usr/bin/env node
// Trains the content model and scores what it says of sites it has not seen.
//   npm run train -- [--mode text|html] [--known] [--score]
// --known takes what the packs hit from the last run, --score only scores its predictions again. PYTHON names an interpreter with lightgbm and numpy;
// ~/.cache/klartext-venv/bin/python where it is not set.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: opt } = parseArgs({
  options: { mode: { type: 'string' }, known: { type: 'boolean', default: false }, score: { type: 'boolean', default: false } },
});
const root = fileURLToPath(new URL('..', import.meta.url));
const python = process.env.PYTHON ?? path.join(homedir(), '.cache/klartext-venv/bin/python');
const work = path.join(homedir(), '.cache/klartext-training');
const run = (command, ...args) => {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status === 0) return;
  console.error(error ? `${command}: ${error.message} (see training/README.md)` : `${args[0]} ended with ${status}`);
  process.exit(1);
};

for (const mode of opt.mode === undefined ? ['text', 'html'] : [opt.mode]) {
  const data = path.join(work, mode);
  mkdirSync(data, { recursive: true });
  if (!opt.score) {
    run(process.execPath, 'training/extract.mjs', '--mode', mode, '--out', data, ...(opt.known ? ['--known'] : []));
    const weights = path.join(data, `${mode}.weights`);
    run(python, 'training/train.py', '--mode', mode, '--data', data, '--out', weights);
    copyFileSync(weights, path.join(root, `src/content/${mode}.weights`));
    const stored = path.join(root, 'test/content/probabilities.json');
    const probabilities = existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')) : {};
    const probes = JSON.parse(readFileSync(path.join(data, 'probes.json'), 'utf8'));
    writeFileSync(stored, `${JSON.stringify({ ...probabilities, ...probes })}\n`);
  }
  run(process.execPath, 'training/evaluate.mjs', '--data', data, '--mode', mode, '--out', path.join(data, 'texts'));
}
