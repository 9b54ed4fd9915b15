// A folder with documents, the command that cleans them, and what it is to give.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';

/** Where the results go, by a name for people: the arguments, for outputs that begin with a name. */
export const OUTPUTS = {
  folder: (name) => ['--out', name],
  'folder and removals': (name) => ['--out', name, '--removed', `${name}.removed.jsonl.gz`, '--errors', `${name}.errors.jsonl`],
  records: (name) => ['--out', `${name}.jsonl`],
  'compressed records': (name) => ['--out', `${name}.jsonl.gz`, '--removed', `${name}.removed.jsonl`],
  Parquet: (name) => ['--out', `${name}.parquet`],
} satisfies Record<string, (name: string) => string[]>;

export type OutputName = keyof typeof OUTPUTS;

/** The folder that all outputs are in, which may be a disk of its own. */
export const PLACE = 'to';

/** Where runs remember what they have done. */
export const CACHE = 'cache';

/** Exit statuses that are documented, and those of signals. */
const STATUSES = new Set([0, 1, 2, 129, 130, 137, 143]);

/** How a run has ended, and what it has said of it. */
export interface End {
  /** As a shell has it: more than 128 for a signal. */
  readonly status: number;
  readonly said: string;
}

/** The hash of each file, by its path. */
type Hashes = Readonly<Record<string, string>>;

interface BoxSettings {
  readonly output: OutputName;
  readonly documents: number;
  /** The file of the command. */
  readonly command: string;
}

export class Box {
  readonly documents: number;
  readonly #output: OutputName;
  readonly #command: string;
  #expected: Hashes = {};
  readonly #inputs: Hashes;
  readonly #disks: string[] = [];
  /** The folder in which the command runs. */
  readonly path = mkdtempSync(path.join(tmpdir(), 'klartext-faults-'));
  /** Milliseconds that an undisturbed run takes, and the bytes of its outputs: of all, and of the largest file. */
  takes = 0;
  size = 0;
  largest = 0;

  constructor({ output, documents, command }: BoxSettings) {
    this.#output = output;
    this.documents = documents;
    this.#command = command;
    for (let n = 0; n < documents; n++) {
      const file = path.join(this.path, 'in', `s${n % 7}`, `d${n}.txt`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, textOf(n));
    }
    writeFileSync(path.join(this.path, 'in', 'leer.txt'), '');
    this.#inputs = this.#tree('in');
  }

  /** Runs the command in peace, and remembers what it gives. */
  async undisturbed(): Promise<void> {
    const began = performance.now();
    await this.run().ended;
    this.takes = performance.now() - began;
    this.#expected = this.#outputs();
    const sizes = filesBelow(path.join(this.path, PLACE)).map((file) => statSync(file).size);
    this.size = sizes.reduce((sum, size) => sum + size, 0);
    this.largest = Math.max(...sizes);
    if (Object.keys(this.#expected).length === 0) throw new Error('the undisturbed run gave nothing');
  }

  /** Begins anew: without outputs, and without what runs remember. */
  clear(): void {
    this.#leaveDisks();
    for (const name of [PLACE, CACHE]) rmSync(path.join(this.path, name), { recursive: true, force: true });
  }

  /** Makes the place of outputs, or of what runs remember, a disk of so many bytes; room is made on it before runs go on. */
  useDisk(name: string, size: number): string {
    const disk = path.join(this.path, name);
    mkdirSync(disk, { recursive: true });
    mount(disk, size);
    this.#disks.push(disk);
    return disk;
  }

  #leaveDisks(): void {
    for (const disk of this.#disks.splice(0)) execFileSync('umount', [disk]);
  }

  /**
   * Starts the command.
   * @param options `limit`: a line of the shell before it; `more`: further arguments
   * @returns the process, and a promise of its status and of what it has said
   */
  run({ limit = 'true', more = [] }: { limit?: string; more?: readonly string[] } = {}): { child: ChildProcess; ended: Promise<End> } {
    const args = [
      'clean',
      'in',
      ...OUTPUTS[this.#output](`${PLACE}/out`),
      '--quiet',
      '--config',
      'none',
      '--engine',
      'fast',
      '--jobs',
      '2',
      ...more,
    ];
    const line = [process.execPath, this.#command, ...args].map((word) => `'${word}'`).join(' ');
    const child = spawn('bash', ['-c', `${limit}; exec ${line}`], {
      cwd: this.path,
      env: { ...process.env, XDG_CACHE_HOME: path.join(this.path, CACHE) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      said += piece;
    });
    const ended = new Promise<End>((resolve) => {
      child.on('close', (code, signal) => resolve({ status: code ?? 128 + constants.signals[signal as NodeJS.Signals], said }));
    });
    return { child, ended };
  }

  /** What is wrong with how a run has ended, and with what it has left. */
  problemsOf({ status, said }: End): string[] {
    const half = Object.entries(this.#outputs()).filter(([name, hash]) => isFinal(name) && this.#expected[name] !== hash);
    return [
      ...(STATUSES.has(status) ? [] : [`status ${status}`]),
      ...(/^ +at /mu.test(said) ? [`a stack of calls: ${said.slice(0, 300)}`] : []),
      ...(status === 0 && this.#isDifferent() ? ['status 0, and the outputs are not what they should be'] : []),
      ...half.map(([name]) => `${name} has its name and is not whole`),
    ];
  }

  /** Gives the same command again, in peace; says what is wrong then. */
  async goOn(): Promise<string[]> {
    for (const disk of this.#disks) mount(disk, 1 << 30, 'remount,');
    const { status, said } = await this.run().ended;
    // One of the documents is empty, and fails each time.
    const problems = status === 1 ? [] : [`going on ended with ${status}: ${said.slice(0, 300)}`];
    if (this.#isDifferent()) problems.push(`in the end there is something else: ${this.#difference()}`);
    if (JSON.stringify(this.#tree('in')) !== JSON.stringify(this.#inputs)) problems.push('an input is no longer what it was');
    return problems;
  }

  remove(): void {
    this.#leaveDisks();
    rmSync(this.path, { recursive: true, force: true });
  }

  #isDifferent(): boolean {
    return JSON.stringify(this.#outputs()) !== JSON.stringify(this.#expected);
  }

  #difference(): string {
    const found = this.#outputs();
    const names = [...new Set([...Object.keys(found), ...Object.keys(this.#expected)])];
    return names
      .filter((name) => found[name] !== this.#expected[name])
      .slice(0, 5)
      .join(', ');
  }

  #outputs(): Hashes {
    return this.#tree(PLACE);
  }

  /** The hash of each file below a folder; compressed ones as they read. */
  #tree(name: string): Hashes {
    const top = path.join(this.path, name);
    if (!existsSync(top)) return {};
    return Object.fromEntries(filesBelow(top).map((file) => [path.relative(top, file), hashOf(file)]));
  }
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/** Throws where that is not allowed. */
export function mount(folder: string, size: number, how = ''): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `${how}size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
}

/** Whether a file has a name under which somebody would take it for whole. */
function isFinal(name: string): boolean {
  return !/\.(?:part|tmp)$|(?:^|\/)\.[^/]*\//u.test(name);
}

function hashOf(file: string): string {
  const bytes = file.endsWith('.gz') ? unpacked(file) : readFileSync(file);
  return createHash('sha256').update(bytes).digest('hex');
}

function unpacked(file: string): Buffer | string {
  try {
    return execFileSync('gzip', ['-dc', file], { maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return 'damaged';
  }
}

/** One in ten is so long that it is in some worker's hand at most moments. */
function textOf(n: number): string {
  const paragraphs = Array.from(
    { length: n % 10 === 3 ? 400 : 15 },
    (_, k) => `Am ${k + 1}. Tag hat der Rat von Hohenwiek zum ${n}. Mal über den neuen Steg beraten.`,
  );
  return ['Empfohlen', ...paragraphs, 'Textgröße ändern:', ''].join('\n\n');
}
