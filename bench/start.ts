#!/usr/bin/env node
// What a start costs: CPU and wall time of whole processes beside those of a bare Node, by turns in one run, so that the
// ratios hold whatever the machine does beside. Each command runs in three forms: as the bundle with kept code, which is how
// users run it; as the bundle alone; and module by module. Then the start of a worker thread, with rules and without.
//   npm run bench:start -- [--rounds 15]
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Piscina } from 'piscina';
import { loadPacks } from '#dist/index.js';
import { type SentSet, sentSets } from '#dist/rules/compiled/sharedSets.js';
import { setRunFlags } from '#dist/start/v8Flags.js';
import { COMMAND, ROOT } from '../scripts/paths.js';

const { values: opt } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = +opt.rounds;

/** Milliseconds of one run. */
interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

const dist = (file: string): string => path.join(ROOT, 'dist', file);
const urlOf = (file: string): string => pathToFileURL(dist(file)).href;
const box = mkdtempSync(path.join(tmpdir(), 'klartext-start-'));
/** A script in the box. */
function script(name: string, code: string): string {
  writeFileSync(path.join(box, name), code);
  return path.join(box, name);
}

try {
  timeProcesses();
  await timeWorkers();
} finally {
  rmSync(box, { recursive: true, force: true });
}

function timeProcesses(): void {
  cpSync(path.join(ROOT, 'samples/heidland-portal.example/moorbahn-rettung.html'), path.join(box, 'small.html'));
  cpSync(path.join(ROOT, 'samples/fernblick-nachrichten.example/saldovien-faehrstreik.txt'), path.join(box, 'small.txt'));
  const bare = script('bare.cjs', '');
  const forms = {
    'with kept code': COMMAND,
    'bundle alone': script('bundle.cjs', `require(${JSON.stringify(dist('bundle/klartext.cjs'))}).command();`),
    'module by module': script('modules.mjs', `await (await import(${JSON.stringify(urlOf('cli/commandLine.js'))})).run();`),
  };
  const commands = ['--version', '--help', 'clean small.html', 'clean small.txt', 'explain small.txt'];
  const runs: [name: string, args: readonly string[]][] = [['node', [bare]]];
  for (const command of commands)
    for (const [form, file] of Object.entries(forms)) runs.push([`${command}, ${form}`, [file, ...command.split(' ')]]);
  const costs = new Map<string, Cost[]>(runs.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const [name, args] of runs) costs.get(name)?.push(costOf(args));
  const base = middle(costs.get('node') ?? []);
  console.log(`${rounds} rounds by turns, medians${' '.repeat(20)}CPU ms   wall ms   CPU ÷ node`);
  for (const [name, each] of costs) show(name, middle(each), base);
}

/** Runs Node and has the shell measure it, which counts all threads. */
function costOf(args: readonly string[]): Cost {
  const shell = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1';
  // The shell's own words are on its standard error.
  const said = execFileSync('bash', ['-c', `{ ${shell}; } 2>&1`, 'bash', process.execPath, ...args], { cwd: box, encoding: 'utf8' });
  const [user, system, wall] = said.trim().split(' ').map(Number);
  return { cpu: (user + system) * 1000, wall: wall * 1000 };
}

/** The time until a new worker has answered an empty batch, and what the whole process spends on it. */
async function timeWorkers(): Promise<void> {
  // As the run's own pool does; without it there would be no kept code for these threads.
  setRunFlags();
  const modules = script(
    'worker.mjs',
    `import { workerData } from 'node:worker_threads';
     import { batchWorker } from ${JSON.stringify(urlOf('batch/run/batchWorker.js'))};
     import { cleaner } from ${JSON.stringify(urlOf('batch/run/cleanTask.js'))};
     import { receivedSets } from ${JSON.stringify(urlOf('rules/compiled/sharedSets.js'))};
     export default batchWorker(cleaner({ ...workerData, ruleSets: receivedSets(workerData.ruleSets) }));`,
  );
  const idle = script('idle.cjs', 'module.exports = async () => [];');
  const packs = sentSets(loadPacks());
  const workers: [name: string, file: string, ruleSets: readonly SentSet[]][] = [
    ['bare worker', idle, []],
    ['worker without rules, with kept code', dist('batch/run/cleanWorker.js'), []],
    ['worker without rules, module by module', modules, []],
    ['worker with packs, with kept code', dist('batch/run/cleanWorker.js'), packs],
    ['worker with packs, module by module', modules, packs],
  ];
  const costs = new Map<string, Cost[]>(workers.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, file, ruleSets] of workers) costs.get(name)?.push(await costOfWorker(file, ruleSets));
  }
  console.log('');
  const base = middle(costs.get('bare worker') ?? []);
  for (const [name, each] of costs) show(name, middle(each), base);
}

async function costOfWorker(file: string, ruleSets: readonly SentSet[]): Promise<Cost> {
  const workerData = { ruleSets, site: 'auto', to: 'txt', verdicts: false, removed: false };
  const [began, before] = [performance.now(), process.cpuUsage()];
  const threads = new Piscina({ filename: pathToFileURL(file).href, workerData, minThreads: 1, maxThreads: 1 });
  await threads.run({ tasks: [], status: new SharedArrayBuffer(16) });
  const { user, system } = process.cpuUsage(before);
  const cost = { cpu: (user + system) / 1000, wall: performance.now() - began };
  await threads.destroy();
  return cost;
}

/** The median of each column. */
function middle(costs: readonly Cost[]): Cost {
  const of = (column: keyof Cost): number => costs.map((cost) => cost[column]).sort((a, b) => a - b)[costs.length >> 1] ?? Number.NaN;
  return { cpu: of('cpu'), wall: of('wall') };
}

function show(name: string, { cpu, wall }: Cost, base: Cost): void {
  console.log(`${name.padEnd(42)}${cpu.toFixed(0).padStart(10)}${wall.toFixed(0).padStart(10)}${(cpu / base.cpu).toFixed(1).padStart(13)}`);
}
