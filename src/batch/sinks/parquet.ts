/** STUB until the helper's lands. */
export async function parquetFromLines(_spool: string, _file: string): Promise<void> {
  throw new Error('not yet');
}
