/**
 * The files that a command reads and must not overwrite, identified independently of their names: links, including hard
 * ones, lead to the same file.
 */
import { type BigIntStats, fstatSync, statSync } from 'node:fs';
import { systemName } from '../../files/fileName.js';
import { STDIN } from '../../files/findInputs.js';

/** A file that is read. */
export interface ProtectedFile {
  /** `STDIN` is standard input, which may also be a file. */
  readonly file: string;
  /** Its role in words: “one of the inputs”. */
  readonly what: string;
}

export class ProtectedFiles {
  private byIdentity: ReadonlyMap<string, ProtectedFile> | undefined;

  constructor(private readonly all: readonly ProtectedFile[]) {}

  /** The protected file that has this identity. Looked up lazily, since most runs write where nothing exists. */
  at(info: BigIntStats): ProtectedFile | undefined {
    this.byIdentity ??= new Map(
      this.all.flatMap((source) => {
        const found = infoOf(source.file);
        return found?.isFile() ? [[identityOf(found), source] as const] : [];
      }),
    );
    return this.byIdentity.get(identityOf(info));
  }
}

/** Information about a file; undefined if it does not exist or cannot be accessed. */
export function infoOf(file: string): BigIntStats | undefined {
  try {
    return file === STDIN ? fstatSync(0, { bigint: true }) : statSync(systemName(file), { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Identifies a file within the system, whatever its names are. */
export function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
