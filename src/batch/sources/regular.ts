/** Tells files from what only looks like one: pipes and devices may never end, and the files of `/proc` are the system itself. */
import { type Stats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { systemName } from '../fileName.js';

/** How shells name the other end of a pipe that they have made for a command: `klartext clean <(curl …)`. */
const HANDED_OVER = /^\/(?:dev\/(?:fd\/\d+|stdin)|proc\/(?:self|\d+)\/fd\/\d+)$/u;

const SYSTEM = ['/proc', '/sys'];

/**
 * What a file is, or what a link leads to, where that is no regular file; undefined for one, and for what a shell has handed over.
 * @throws NodeJS.ErrnoException where the system does not tell
 */
export async function irregular(file: string): Promise<string | undefined> {
  const info = await stat(systemName(file));
  if (info.isFile()) return systemDevices().has(info.dev) ? `a file of the system, in ${SYSTEM.join(' or ')}` : undefined;
  if (info.isDirectory() || HANDED_OVER.test(file)) return undefined;
  return kindOf(info);
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
