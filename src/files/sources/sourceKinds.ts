/** The kinds of files that documents are read from. */

/** As a person names them; a WET file is a `warc`. */
export const SOURCE_KINDS = ['auto', 'html', 'text', 'jsonl', 'csv', 'tsv', 'parquet', 'warc', 'tar', 'zip'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
