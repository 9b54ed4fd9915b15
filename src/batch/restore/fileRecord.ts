/** A record in a file that a run has written, whatever its format. */
export type RecordFields = Readonly<Record<string, unknown>>;

export interface FileRecord {
  /** How messages name it. */
  readonly name: string;
  /** Undefined for a line that is not a record. */
  readonly record: RecordFields | undefined;
}
