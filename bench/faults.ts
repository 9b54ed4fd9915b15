#!/usr/bin/env node
// Disturbs `klartext clean` in every way that a machine does, gives the same command again, and holds what is there at
// the end against an undisturbed run, file by file.
//   npm run bench:faults -- [--documents 600] [--rounds 5] [--seed 1] [--only KIND,…] [--outputs NAME,…] [--command FILE]
// While a run is disturbed, and after it: no file has its final name before it is whole, no input is touched, nothing
// ends with a stack of calls, and the exit status is one that is documented. Moments and sizes come from the seed, but
// where a process is at a moment does not: a fault is shown again by more rounds, not by its seed alone.
import { parseArgs } from 'node:util';
import { oneOf } from '../scripts/options.js';
import { COMMAND } from '../scripts/paths.js';
import { Box, OUTPUTS, type OutputName } from './faults/box.js';
import { FAULTS, type Fault } from './faults/kinds.js';

const { values: opt } = parseArgs({
  options: {
    documents: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: Object.keys(FAULTS).join(',') },
    outputs: { type: 'string', default: Object.keys(OUTPUTS).join(',') },
    command: { type: 'string', default: COMMAND },
  },
});
let state = +opt.seed;
const random = () => {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return state / 0x7fffffff;
};

let broken = 0;
for (const name of opt.outputs.split(',')) {
  const output = oneOf('outputs', name, Object.keys(OUTPUTS) as OutputName[]);
  const box = new Box({ output, documents: +opt.documents, command: opt.command });
  try {
    await box.undisturbed();
    for (const kind of opt.only.split(',')) report(kind, output, await attempts(box, FAULTS[oneOf('only', kind, Object.keys(FAULTS))]));
  } finally {
    box.remove();
  }
}
process.exitCode = broken > 0 ? 1 : 0;

interface Tried {
  times: number;
  /** How often something was disturbed indeed. */
  disturbed: number;
  readonly broke: string[];
}

/** @returns what was found, or why it cannot be tried */
async function attempts(box: Box, { attempt, refuses = () => undefined }: Fault): Promise<Tried | { readonly reason: string }> {
  const reason = refuses();
  if (reason !== undefined) return { reason };
  const found: Tried = { times: 0, disturbed: 0, broke: [] };
  for (; found.times < +opt.rounds; found.times++) {
    box.clear();
    const problems: string[] = [];
    if (await attempt(box, random, (problem) => problems.push(problem))) found.disturbed++;
    problems.push(...(await box.goOn()));
    found.broke.push(...problems.map((problem) => `round ${found.times + 1}: ${problem}`));
  }
  return found;
}

function report(kind: string, output: string, tried: Tried | { readonly reason: string }): void {
  const name = `${kind.padEnd(12)} ${output.padEnd(20)}`;
  if ('reason' in tried) {
    console.log(`${name} not tried: ${tried.reason}`);
    return;
  }
  const { times, disturbed, broke } = tried;
  broken += broke.length;
  console.log(`${name} ${times} times, ${disturbed} disturbed: ${broke.length === 0 ? 'held' : 'BROKE'}`);
  for (const one of broke) console.log(`  ${one}`);
}
