/** A folder of output files, each written completely or not at all. */
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { systemName } from '../fileName.js';
import { makeFolder } from '../makeFolder.js';

/** Prefix of the folder in which files are written before they are moved to their place. */
const TEMPORARY = '.klartext-tmp-';

/** Why a file must not be written; undefined if it may be. */
export type Refusal = (file: string) => string | undefined;

/** Thrown for a file that must not be written: it is an input, or was not made by Klartext. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export class Folder {
  private temporary: string | undefined;
  private readonly made = new Set<string>();
  private count = 0;

  /** Without a `refusal`, every file may be written. */
  constructor(
    readonly path: string,
    private readonly refusal: Refusal = () => undefined,
  ) {}

  /** Removes unfinished files of a run that was killed. */
  clear(): void {
    for (const name of namesIn(this.path)) {
      if (name.startsWith(TEMPORARY)) rmSync(path.join(this.path, name), { recursive: true, force: true });
    }
  }

  /**
   * Writes a file synchronously: files are small, and Node's asynchronous functions take four times as long for them.
   * @param name relative to the folder, with forward slashes
   * @throws RefusedError, or an error from `node:fs`
   */
  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    const refused = this.refusal(file);
    if (refused !== undefined) throw new RefusedError(refused);
    const above = path.dirname(file);
    if (!this.made.has(above)) {
      makeFolder(above);
      this.made.add(above);
    }
    this.temporary ??= mkdtempSync(path.join(this.path, TEMPORARY));
    const half = path.join(this.temporary, String(this.count++));
    try {
      writeFileSync(half, content);
      renameSync(half, systemName(file));
    } catch (error) {
      rmSync(half, { force: true });
      // A file may have taken the place of the folder: the next write must try to make it again.
      this.made.delete(above);
      throw error;
    }
  }

  close(): void {
    if (this.temporary !== undefined) rmSync(this.temporary, { recursive: true, force: true });
    this.temporary = undefined;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
