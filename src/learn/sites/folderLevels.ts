/**
 * Which part of a folder's path names a site. Of `2024-05/bote/politik` the site may be the first folder, the first two,
 * or the second alone: the folders of one level are sites, or none of them.
 */

/** A level of folders: those up to a depth (from 1), or the one at that depth whatever is above it. */
export interface FolderLevel {
  readonly depth: number;
  readonly alone: boolean;
}

/** Deeper folders are parts of sites. */
const DEEPEST = 6;

/** The name of a folder at a level; undefined if its path is shorter. */
export function nameAt(folder: string, { depth, alone }: FolderLevel): string | undefined {
  const parts = folder.split('/');
  if (parts.length < depth) return undefined;
  return alone ? parts[depth - 1] : parts.slice(0, depth).join('/');
}

/** The levels of folders, the upper ones first. */
export function levelsOf(folders: Iterable<string>): FolderLevel[] {
  let deepest = 0;
  for (const folder of folders) deepest = Math.max(deepest, folder.split('/').length);
  return Array.from({ length: Math.min(deepest, DEEPEST) }, (_, i) => i + 1).flatMap((depth) =>
    // At the top both are the same.
    (depth === 1 ? [false] : [false, true]).map((alone) => ({ depth, alone })),
  );
}

/** All names that learning may have given to the site of a folder, the deeper ones first. */
export function siteNames(folder: string | undefined): string[] {
  if (folder === undefined) return [];
  return levelsOf([folder])
    .reverse()
    .map((level) => nameAt(folder, level) as string);
}

/**
 * The folders that hold the others, of which they are not one: with `scraped/bote/1.txt` and `scraped/2.txt` from the
 * PATH `scraped`, the folders are `bote` and, by the name of the PATH, `scraped`.
 * @param ids the name of a document in each folder, with its whole path
 */
export function foldersAbove(ids: ReadonlyMap<string, string>): Set<string> {
  const placeOf = (id: string) => id.slice(0, Math.max(0, id.lastIndexOf('/')));
  const above = new Set<string>();
  for (const [folder, id] of ids) {
    const place = `/${placeOf(id)}`;
    if (place.endsWith(`/${folder}`)) above.add(place.slice(1, -folder.length).replace(/\/$/u, ''));
  }
  return new Set([...ids].filter(([, id]) => above.has(placeOf(id))).map(([folder]) => folder));
}
