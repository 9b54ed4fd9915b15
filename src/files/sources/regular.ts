/** Rejects what is not a regular file: pipes and devices may never end, and files in `/proc` show the system itself. */
import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemName } from '../fileName.js';
import { IrregularError } from './unreadable.js';

/** Pipes that a shell has made for the command: `klartext clean <(curl …)`. */
const HANDED_OVER = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/(?:self|\d+)\/fd\/\d+)$/u;

const SYSTEM = ['/proc', '/sys'];

/**
 * Accepts regular files, links to them, folders and pipes made by a shell.
 * @returns what the system knows about the file; it may change before the file is opened
 * @throws IrregularError for anything else
 * @throws NodeJS.ErrnoException if the file cannot be examined
 */
export async function expectRegular(file: string): Promise<Stats> {
  const info = await stat(systemName(file));
  if (info.isFile()) {
    if (systemDevices().has(info.dev)) throw new IrregularError(`a file of the system, in ${SYSTEM.join(' or ')}`);
  } else if (!info.isDirectory() && !HANDED_OVER.test(file)) throw new IrregularError(kindOf(info));
  return info;
}

function kindOf(info: Stats): string {
  if (info.isFIFO()) return 'a named pipe';
  return info.isSocket() ? 'a socket' : 'a device';
}

let devices: ReadonlySet<number> | undefined;

function systemDevices(): ReadonlySet<number> {
  if (devices === undefined) {
    const [top, ...others] = ['/', ...SYSTEM].map((place) => statSync(place, { throwIfNoEntry: false })?.dev);
    // If nothing is mounted at `/proc`, its files are ordinary ones.
    devices = new Set(others.filter((dev) => dev !== undefined && dev !== top) as number[]);
  }
  return devices;
}
