/** The kinds of input files. */

/** As on the command line; WET files are `warc`. */
export const SOURCE_KINDS = ['auto', 'html', 'text', 'jsonl', 'csv', 'tsv', 'parquet', 'xml', 'mime', 'warc', 'tar', 'zip'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];
