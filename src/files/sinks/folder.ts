/** A folder of output files, each written whole or not at all. */
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../makeFolder.js';

/** Begins the name of a folder that holds files until they are whole. */
const TEMPORARY = '.klartext-tmp-';

export class Folder {
  private temporary: string | undefined;
  private readonly made = new Set<string>();
  private count = 0;

  constructor(readonly path: string) {}

  /** Removes what a killed run has left half written. */
  clear(): void {
    for (const name of namesIn(this.path)) {
      if (name.startsWith(TEMPORARY)) rmSync(path.join(this.path, name), { recursive: true, force: true });
    }
  }

  /**
   * Writes a file, and waits for it: files are small, and to hand each step to another thread takes four times as long.
   * @param name relative to the folder, with forward slashes
   */
  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    const above = path.dirname(file);
    if (!this.made.has(above)) {
      makeFolder(above);
      this.made.add(above);
    }
    this.temporary ??= mkdtempSync(path.join(this.path, TEMPORARY));
    const half = path.join(this.temporary, String(this.count++));
    try {
      writeFileSync(half, content);
      renameSync(half, file);
    } catch (error) {
      rmSync(half, { force: true });
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
