/** What users are told of folders that were taken as sites. */

/** One sentence on the folders that were taken as sites; undefined if none were. */
export function foldersTaken(sites: readonly string[]): string | undefined {
  if (sites.length === 0) return undefined;
  return `${sites.length} folders are taken as sites: documents show the same furniture within each, and hardly any of it in the others`;
}
