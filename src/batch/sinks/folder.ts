/** A folder of output files, each written whole or not at all. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
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

  /** @param name relative to the folder, with forward slashes */
  async write(name: string, content: string | Uint8Array): Promise<void> {
    const file = path.join(this.path, name);
    const above = path.dirname(file);
    if (!this.made.has(above)) {
      makeFolder(above);
      this.made.add(above);
    }
    this.temporary ??= mkdtempSync(path.join(this.path, TEMPORARY));
    const half = path.join(this.temporary, String(this.count++));
    try {
      await writeFile(half, content);
      await rename(half, file);
    } catch (error) {
      await rm(half, { force: true });
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
