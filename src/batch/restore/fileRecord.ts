/** A record of a file that a run has written, whatever kind of file it is. */
export type RecordFields = Readonly<Record<string, unknown>>;

export interface FileRecord {
  /** What messages call it. */
  readonly name: string;
  /** Undefined for what is no record. */
  readonly record: RecordFields | undefined;
}
