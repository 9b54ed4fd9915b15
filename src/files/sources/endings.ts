/** File name endings: the kind of a file and its compression. */
import type { SourceKind } from './sourceKinds.js';

type FileKind = Exclude<SourceKind, 'auto'>;

/** Without the dot. */
export const KIND_ENDINGS: Readonly<Record<FileKind, readonly string[]>> = {
  html: ['html', 'htm', 'xhtml'],
  text: ['txt', 'text', 'md'],
  jsonl: ['jsonl', 'ndjson', 'jl'],
  csv: ['csv'],
  tsv: ['tsv', 'tab'],
  parquet: ['parquet'],
  xml: ['xml', 'tei', 'rss', 'atom'],
  mime: ['mht', 'mhtml', 'eml'],
  warc: ['warc', 'wet'],
  tar: ['tar'],
  zip: ['zip'],
};

export const COMPRESSED_ENDINGS = ['gz', 'zst', 'bz2', 'xz'] as const;
export const COMPRESSED_TAR_ENDINGS = ['tgz', 'tzst', 'tbz', 'tbz2', 'txz'] as const;

const COMPRESSED = new RegExp(`\\.(?:${COMPRESSED_ENDINGS.join('|')})$`, 'iu');
const COMPRESSED_TAR = new RegExp(`\\.(?:${COMPRESSED_TAR_ENDINGS.join('|')})$`, 'iu');
const KIND_OF = new Map(Object.entries(KIND_ENDINGS).flatMap(([kind, endings]) => endings.map((ending) => [ending, kind as FileKind])));

/** Removes endings of compression: `a.html.gz` becomes `a.html`, `old.tgz` becomes `old.tar`. */
export function withoutCompression(name: string): string {
  return name.replace(COMPRESSED_TAR, '.tar').replace(COMPRESSED, '');
}

/** The kind of file that a name indicates, compressed or not. */
export function kindByName(name: string): FileKind | undefined {
  return KIND_OF.get(endingOf(withoutCompression(name)));
}

/** The name of the folder for a collection's documents: the file's name without its endings. */
export function stemOf(relative: string): string {
  const plain = withoutCompression(relative);
  return (KIND_OF.has(endingOf(plain)) && plain.slice(0, plain.lastIndexOf('.'))) || plain;
}

/** Whether a name indicates a page or a text, compressed or not. Archives often contain images and styles as well. */
export function isPageName(name: string): boolean {
  const kind = kindByName(name);
  return kind === 'html' || kind === 'text';
}

function endingOf(name: string): string {
  return /\.([^./\\]+)$/u.exec(name)?.[1].toLowerCase() ?? '';
}
