/** Whether outputs can be written at all: that is found out before the work, which may take a night. */
import { lstatSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { diskReason } from '../diskErrors.js';
import { realPlace } from '../resume/outputKey.js';
import { TEMPORARY } from '../sinks/folder.js';
import type { Outgoing } from './outgoing.js';
import { identityOf, infoOf } from './sources.js';

/** Why an output cannot be written; undefined where nothing speaks against it. */
export function whyUnwritable({ file, kind }: Outgoing): string | undefined {
  const info = statSync(file, { throwIfNoEntry: false });
  if (kind === 'folder') {
    if (info === undefined && lstatSync(file, { throwIfNoEntry: false }) !== undefined) return `${file} is a link that leads nowhere`;
    if (info !== undefined && !info.isDirectory()) return `${file} is a file: name a folder`;
    return whyClosed(file, file);
  }
  if (info?.isDirectory()) return `${file} is a folder: name a file in it`;
  if (info !== undefined && !info.isFile()) return `${file} is no file that could be replaced`;
  return whyClosed(path.dirname(path.resolve(file)), file);
}

/** Tries with a small file in the folder, or in the nearest above it: permissions alone do not tell of all that may be wrong. */
function whyClosed(folder: string, file: string): string | undefined {
  let above = path.resolve(folder);
  while (statSync(above, { throwIfNoEntry: false }) === undefined && path.dirname(above) !== above) above = path.dirname(above);
  if (!statSync(above).isDirectory()) return `${file}: ${above} is a file, not a folder`;
  const probe = path.join(above, `${TEMPORARY}${process.pid}`);
  try {
    writeFileSync(probe, 'klartext');
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return `${file}: ${diskReason({ ...(code === undefined ? {} : { code }), message })}`;
  } finally {
    rmSync(probe, { force: true });
  }
}

/** Two outputs that are one file, by whatever name; on some systems names that differ in their case alone are one. */
export function sameTwice(outputs: readonly Outgoing[]): readonly [Outgoing, Outgoing] | undefined {
  const seen = new Map<string, Outgoing>();
  for (const output of outputs) {
    for (const key of keysOf(output.file)) {
      const other = seen.get(key);
      if (other !== undefined && other !== output) return [other, output];
      seen.set(key, output);
    }
  }
  return undefined;
}

function keysOf(file: string): string[] {
  const info = infoOf(file);
  return [realPlace(file).toLowerCase(), ...(info === undefined ? [] : [identityOf(info)])];
}
