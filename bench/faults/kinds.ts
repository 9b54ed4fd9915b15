// What may happen to a run. Each does it once, at a moment or a size that is random, and says what is wrong at once.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Box, CACHE, mount, PLACE } from './box.js';

type Random = () => number;
type Tell = (problem: string) => void;

export interface Fault {
  /** Disturbs a run, tells what is wrong, and returns whether something was disturbed indeed. */
  readonly attempt: (box: Box, random: Random, tell: Tell) => Promise<boolean>;
  /** Why it cannot be tried here. */
  readonly refuses?: () => string | undefined;
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A moment of a run, in milliseconds from its start: it loads for a while before it writes. */
const momentOf = (box: Box, random: Random): number => 200 + random() * box.takes;

/** How often a run is killed or interrupted in a row: each goes on where the last was. */
const IN_A_ROW = 3;

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export const FAULTS: Readonly<Record<string, Fault>> = {
  kill: { attempt: (box, random, tell) => ended('SIGKILL', box, random, tell) },
  signal: { attempt: (box, random, tell) => ended(SIGNALS[Math.floor(random() * 3)], box, random, tell) },
  pause: { attempt: pause },
  'file size': { attempt: (box, random, tell) => limited(`ulimit -f ${1 + Math.floor((random() * box.largest) / 1024)}`, box, tell) },
  'open files': { attempt: (box, random, tell) => limited(`ulimit -n ${40 + Math.floor(random() * 80)}`, box, tell, ofNode) },
  'full disk': { attempt: fullDisk, refuses: withoutTmpfs },
  'full cache': { attempt: fullCache, refuses: withoutTmpfs },
  'two runs': { attempt: twoRuns },
};

/** A run that is ended from outside, several times. */
async function ended(signal: NodeJS.Signals, box: Box, random: Random, tell: Tell): Promise<boolean> {
  let disturbed = false;
  for (let i = 0; i < IN_A_ROW; i++) {
    const { child, ended } = box.run();
    const timer = setTimeout(() => child.kill(signal), momentOf(box, random));
    const end = await ended;
    clearTimeout(timer);
    if (end.status > 128) disturbed = true;
    for (const problem of box.problemsOf(end)) tell(problem);
  }
  return disturbed;
}

/** A run that is stopped for longer than a document may take, and goes on. */
async function pause(box: Box, random: Random, tell: Tell): Promise<boolean> {
  const { child, ended } = box.run({ more: ['--timeout', '4'] });
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  let disturbed = false;
  for (let i = 0; i < 2 && !isOver; i++) {
    await later(momentOf(box, random) / 2);
    if (isOver) break;
    disturbed = true;
    child.kill('SIGSTOP');
    await later(5000);
    child.kill('SIGCONT');
  }
  const end = await ended;
  for (const problem of box.problemsOf(end)) tell(problem);
  if (end.said.includes('took longer')) tell(`a pause was held against documents: ${end.said.slice(0, 200)}`);
  return disturbed;
}

/** A run under a limit of the shell's. */
async function limited(limit: string, box: Box, tell: Tell, isOthers = (_: string): boolean => false): Promise<boolean> {
  const end = await box.run({ limit }).ended;
  for (const problem of box.problemsOf(end)) if (!isOthers(problem)) tell(`${limit}: ${problem}`);
  return end.status !== 1 || end.said !== ONE_FAILED;
}

/** What is said of the one document that fails each time. */
const ONE_FAILED = 'error in/leer.txt: the file is empty\n';

/** Node says so itself where it cannot even load the program. */
function ofNode(problem: string): boolean {
  return problem.includes('a stack of calls') && /node:internal\/modules|Cannot find (?:package|module)|ERR_WORKER_INIT/u.test(problem);
}

/** Outputs on a disk that is too small for them. */
async function fullDisk(box: Box, random: Random, tell: Tell): Promise<boolean> {
  box.useDisk(PLACE, 4096 + Math.floor(random() * box.size));
  const end = await box.run().ended;
  for (const problem of box.problemsOf(end)) tell(problem);
  return end.said !== ONE_FAILED;
}

/** What runs remember on a disk that is too small, or full from the beginning: that costs only that nobody can go on. */
async function fullCache(box: Box, random: Random, tell: Tell): Promise<boolean> {
  const disk = box.useDisk(CACHE, 4096 + Math.floor(random() * box.documents * 80));
  if (random() < 0.3) fill(disk);
  const end = await box.run().ended;
  for (const problem of box.problemsOf(end)) tell(problem);
  if (end.status !== 1) tell(`a full cache ended the run with ${end.status}: ${end.said.slice(0, 300)}`);
  return true;
}

function fill(disk: string): void {
  try {
    writeFileSync(path.join(disk, 'full'), Buffer.alloc(1 << 20));
  } catch {
    // That is what it is for.
  }
}

/** Why no small disk can be made here. */
function withoutTmpfs(): string | undefined {
  const place = `/tmp/klartext-tmpfs-${process.pid}`;
  mkdirSync(place, { recursive: true });
  try {
    mount(place, 1 << 16);
    execFileSync('umount', [place]);
    return undefined;
  } catch {
    return 'no small disk may be mounted here';
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Two runs into one output at once: one of them is done, and the other does no harm. */
async function twoRuns(box: Box, random: Random, tell: Tell): Promise<boolean> {
  const first = box.run();
  await later(random() * box.takes);
  const second = box.run();
  const ends = await Promise.all([first.ended, second.ended]);
  for (const end of ends) for (const problem of box.problemsOf(end)) tell(problem);
  // What they say of the one empty document is that it failed.
  if (!ends.some(({ status }) => status === 1)) tell(`neither was done: ${ends.map(({ status }) => status).join(' and ')}`);
  for (const { status, said } of ends) if (status !== 1 && status !== 2) tell(`one ended with ${status}: ${said.slice(0, 300)}`);
  const failures = ends.flatMap(({ said }) => said.split('\n').filter((line) => line.startsWith('error ') && !line.includes('leer.txt')));
  if (failures.length > 0) tell(`${failures.length} documents failed: ${failures[0]}`);
  return ends.some(({ status }) => status === 2);
}
