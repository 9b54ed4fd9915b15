/** Tells files from what only looks like one: pipes and devices may never end, and the files of `/proc` are the system itself. */
import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemName } from '../fileName.js';
import { IrregularError } from './unreadable.js';

/** How shells name the other end of a pipe that they have made for a command: `klartext clean <(curl …)`. */
const HANDED_OVER = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/(?:self|\d+)\/fd\/\d+)$/u;

const SYSTEM = ['/proc', '/sys'];

/**
 * Throws for what is no regular file, or a link to none; what a shell has handed over is taken for one.
 * @throws IrregularError
 * @throws NodeJS.ErrnoException where the system does not tell
 */
export async function expectRegular(file: string): Promise<void> {
  const info = await stat(systemName(file));
  if (info.isFile()) {
    if (systemDevices().has(info.dev)) throw new IrregularError(`a file of the system, in ${SYSTEM.join(' or ')}`);
  } else if (!info.isDirectory() && !HANDED_OVER.test(file)) throw new IrregularError(kindOf(info));
}

function kindOf(info: Stats): string {
  if (info.isFIFO()) return 'a named pipe';
  return info.isSocket() ? 'a socket' : 'a device';
}

let devices: ReadonlySet<number> | undefined;

function systemDevices(): ReadonlySet<number> {
  if (devices === undefined) {
    const [top, ...others] = ['/', ...SYSTEM].map((place) => statSync(place, { throwIfNoEntry: false })?.dev);
    // Where nothing is mounted there, its files are files as any.
    devices = new Set(others.filter((dev) => dev !== undefined && dev !== top) as number[]);
  }
  return devices;
}
