/**
 * Recognises files written by this program by their content, if no mark exists: on another machine or after the cache
 * was deleted.
 */

import { writtenLines } from '../../files/readWritten.js';
import { READ_FORMATS } from '../../learn/observe/observations.js';
import { STANDOFF_FORMAT } from '../../write/standoff/standoff.js';

/** Whether a file contains what only this program writes: articles with verdicts, stand-off records, observations. */
export async function isOwnContent(file: string): Promise<boolean> {
  try {
    if (/\.parquet$/iu.test(file)) return await isOwnParquet(file);
    for await (const { text } of writtenLines(file)) return isOwnLine(JSON.parse(text));
  } catch {
    // An unreadable file is not ours.
  }
  return false;
}

function isOwnLine(line: unknown): boolean {
  if (typeof line !== 'object' || line === null) return false;
  const { format, body, verdicts } = line as Partial<Record<string, unknown>>;
  if (format === STANDOFF_FORMAT || READ_FORMATS.includes(format as string)) return true;
  const isVerdict = (one: unknown) => one instanceof Object && 'action' in one && 'reasons' in one;
  return typeof body === 'string' && Array.isArray(verdicts) && verdicts.every(isVerdict);
}

/** The footer names the program that wrote the file. */
async function isOwnParquet(file: string): Promise<boolean> {
  const { asyncBufferFromFile, parquetMetadataAsync } = await import('hyparquet');
  return (await parquetMetadataAsync(await asyncBufferFromFile(file))).created_by === 'klartext';
}
