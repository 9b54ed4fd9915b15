/** The kinds of input that are read; `auto` is told by content and name, a WET file is a `warc`. */
export const SOURCE_KINDS = ['auto', 'html', 'text', 'jsonl', 'csv', 'tsv', 'parquet', 'warc', 'tar', 'zip'] as const;

export type SourceKind = (typeof SOURCE_KINDS)[number];
