/** What the endings of file names say: the kind of a file and how it is compressed. */
import type { SourceKind } from './sourceKinds.js';

type FileKind = Exclude<SourceKind, 'auto'>;

/** The endings of each kind of file, without the dot. */
export const KIND_ENDINGS: Readonly<Record<FileKind, readonly string[]>> = {
  html: ['html', 'htm', 'xhtml'],
  text: ['txt', 'text', 'md'],
  jsonl: ['jsonl', 'ndjson', 'jl'],
  csv: ['csv'],
  tsv: ['tsv', 'tab'],
  parquet: ['parquet'],
  warc: ['warc', 'wet'],
  tar: ['tar'],
  zip: ['zip'],
};

/** Endings of compressed files; the short ones stand for a tar that is compressed. */
export const COMPRESSED_ENDINGS = ['gz', 'zst', 'bz2', 'xz'] as const;
export const COMPRESSED_TAR_ENDINGS = ['tgz', 'tzst', 'tbz', 'tbz2', 'txz'] as const;

const COMPRESSED = new RegExp(`\\.(?:${COMPRESSED_ENDINGS.join('|')})$`, 'iu');
const COMPRESSED_TAR = new RegExp(`\\.(?:${COMPRESSED_TAR_ENDINGS.join('|')})$`, 'iu');
const KIND_OF = new Map(Object.entries(KIND_ENDINGS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as FileKind])));

/** A name without the endings of compression: `a.html.gz` is `a.html`, `old.tgz` is `old.tar`. */
export function withoutCompression(name: string): string {
  return name.replace(COMPRESSED_TAR, '.tar').replace(COMPRESSED, '');
}

/** The kind that a name tells, compressed or not. */
export function kindByName(name: string): FileKind | undefined {
  return KIND_OF.get(endingOf(withoutCompression(name)));
}

/** The name of the folder that a collection's documents are put into: its own without its endings. */
export function stemOf(relative: string): string {
  const plain = withoutCompression(relative);
  return (KIND_OF.has(endingOf(plain)) && plain.slice(0, plain.lastIndexOf('.'))) || plain;
}

/** Whether a name is that of a page or a text, compressed or not: of an archive only such entries are read. */
export function isPageName(name: string): boolean {
  const kind = kindByName(name);
  return kind === 'html' || kind === 'text';
}

function endingOf(name: string): string {
  return /\.([^./\\]+)$/u.exec(name)?.[1].toLowerCase() ?? '';
}
