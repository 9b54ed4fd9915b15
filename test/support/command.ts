/** Runs the built command as a user does, in folders of its own. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** The folder in which the command runs. */
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Stop reading standard output after this many bytes, as `head` does. */
  readonly readOnly?: number;
  /** The command's file. Default: the one built for the tests. */
  readonly command?: string;
}

/** Runs `klartext` with these arguments. The environment only contains the colours and widths that the test sets. */
export function klartext(
  args: readonly string[],
  { cwd, input = '', env = {}, readOnly, command = process.env.KLARTEXT_COMMAND as string }: RunOptions = {},
): Promise<Run> {
  if (process.env.KLARTEXT_BUILD_ERROR !== undefined)
    throw new Error(`the command could not be built:\n${process.env.KLARTEXT_BUILD_ERROR}`);
  const { FORCE_COLOR: _, NO_COLOR: __, COLUMNS: ___, NODE_OPTIONS: ____, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...args], {
      cwd,
      env: { ...inherited, XDG_CACHE_HOME: path.join(box, 'cache'), ...env },
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let read = 0;
    child.stdout.on('data', (piece: Buffer) => {
      out.push(piece);
      read += piece.length;
      if (readOnly !== undefined && read >= readOnly) child.stdout.destroy();
    });
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }));
    // A command that fails early does not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/**
 * Runs a line of shell script in which `klartext` is the command.
 * @param as a prefix that runs the command, such as `setpriv …`
 */
export async function shell(line: string, cwd: string, { as = '', env = {} }: { as?: string; env?: RunOptions['env'] } = {}): Promise<Run> {
  const command = `${as}'${process.execPath}' '${process.env.KLARTEXT_COMMAND}'`;
  const child = spawn('bash', ['-c', line.replaceAll('klartext', command)], {
    cwd,
    env: { ...process.env, XDG_CACHE_HOME: path.join(box, 'cache'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const status = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { status: await status, stdout, stderr };
}

const box = mkdtempSync(path.join(tmpdir(), 'klartext-command-'));
let made = 0;

/** A new folder with these files, named by their paths in it. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = path.join(box, String(made++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

/** Removes the folders that this module created. */
export function removeFolders(): void {
  rmSync(box, { recursive: true, force: true });
}

/** The contents of a folder's files, by their paths in it. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.filter((name) => statSync(path.join(folder, name)).isFile()).map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}
