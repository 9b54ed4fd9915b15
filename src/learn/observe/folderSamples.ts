/**
 * Samples of folders: which documents without a site lie together. Whether folders tell sites shows only when all
 * documents have been observed, so until then each folder keeps a sample of its own.
 *
 * All folders together keep at most `KEPT` documents: the more folders, the fewer of each. A folder's limit only falls,
 * so its sample is the same in whatever order documents and folders arrive.
 */
import { type BottomK, cutTo, emptySample, isWanted, keep, SAMPLE, smallest } from './bottomK.js';
import type { SeenDocument } from './observe.js';
import type { PackedDocument } from './packing.js';

/** Documents kept of all folders together; of one folder as many as of a site. */
const KEPT = 30_000;
/** With more folders than this, none is kept: they are hardly sites, and a few documents of each would not show it. */
export const MOST_FOLDERS = 2000;

export interface FolderSample extends BottomK {
  /** Number of documents seen in the folder, including those not kept. */
  seen: number;
}

/** Samples by folder; undefined once there were too many folders. */
export interface FolderSamples {
  folders: Map<string, FolderSample> | undefined;
}

/** Documents kept of each folder. */
export function limitPerFolder({ folders }: FolderSamples): number {
  return Math.min(SAMPLE, Math.floor(KEPT / Math.max(1, folders?.size ?? 0)));
}

/** Counts documents seen in a folder. */
export function countInFolder(samples: FolderSamples, name: string, seen: number): void {
  const folder = folderIn(samples, name);
  if (folder !== undefined) folder.seen += seen;
}

/** Gives up all samples. */
export function giveUpFolders(samples: FolderSamples): void {
  samples.folders = undefined;
}

export function isWantedByFolder(samples: FolderSamples, document: Pick<SeenDocument, 'hash' | 'id' | 'folder'>): boolean {
  if (document.folder === undefined) return false;
  const folder = folderIn(samples, document.folder);
  return folder !== undefined && isWanted(folder, document);
}

/** Keeps a document that its folder wants. */
export function keepInFolder(samples: FolderSamples, document: PackedDocument): void {
  const folder = folderIn(samples, document.folder as string);
  if (folder !== undefined) keep(folder, document, limitPerFolder(samples));
}

/** The documents of a folder's sample, ordered by hash. */
export function packedOf(samples: FolderSamples, folder: FolderSample): PackedDocument[] {
  return smallest(folder, limitPerFolder(samples));
}

function folderIn(samples: FolderSamples, name: string): FolderSample | undefined {
  const { folders } = samples;
  const known = folders?.get(name);
  if (known !== undefined || folders === undefined) return known;
  if (folders.size === MOST_FOLDERS) {
    giveUpFolders(samples);
    return undefined;
  }
  const folder: FolderSample = { ...emptySample(), seen: 0 };
  folders.set(name, folder);
  // Folders in which nothing more is found would keep what their limit once was. Doublings are rare enough.
  if (Math.log2(folders.size) % 1 === 0) for (const one of folders.values()) cutTo(one, limitPerFolder(samples));
  return folder;
}
