/** What a command reads, to be known again by whatever name: links, hard ones too, lead to the same file. */
import { type BigIntStats, fstatSync, statSync } from 'node:fs';
import { systemName } from '../../files/fileName.js';
import { STDIN } from '../../files/findInputs.js';

/** A file that is read. */
export interface ProtectedFile {
  /** `STDIN` is standard input, which may be a file as well. */
  readonly file: string;
  /** What it is to the command, in words: “one of the inputs”. */
  readonly what: string;
}

export class ProtectedFiles {
  private byIdentity: ReadonlyMap<string, ProtectedFile> | undefined;

  constructor(private readonly all: readonly ProtectedFile[]) {}

  /** The source that a file is; files are asked for only now, since most runs write to where nothing is. */
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

/** What is known of a file; undefined where there is none, or none that can be seen. */
export function infoOf(file: string): BigIntStats | undefined {
  try {
    return file === STDIN ? fstatSync(0, { bigint: true }) : statSync(systemName(file), { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** What a file is called by the system, whatever its names are. */
export function identityOf({ dev, ino }: BigIntStats): string {
  return `${dev}:${ino}`;
}
