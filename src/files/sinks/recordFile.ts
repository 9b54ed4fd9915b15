/** Recognises files of records by their names. */
import { temporaryName } from '../temporaryName.js';
import type { Compression } from './compress.js';

export interface RecordFile {
  readonly isParquet: boolean;
  readonly compress?: Compression;
}

/** How a file of records is written; undefined for a folder. */
export function recordFile(out: string): RecordFile | undefined {
  const [, kind, compress] = /\.(jsonl|ndjson|parquet)(?:\.(gz|zst))?$/iu.exec(out) ?? [];
  if (kind === undefined) return undefined;
  return {
    isParquet: kind.toLowerCase() === 'parquet',
    ...(compress === undefined ? {} : { compress: compress.toLowerCase() as Compression }),
  };
}

/** The name of a Parquet file until it is complete. */
export function temporaryParquet(file: string): string {
  return temporaryName(file, '.tmp');
}
