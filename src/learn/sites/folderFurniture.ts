/**
 * Whether folders tell sites, by what their documents show: the lines that recur in a site's folder are its furniture,
 * which every document there shares with the others, and which no other folder shows.
 *
 * Measured on the texts of german-sites-dev and daniel-dev. Where each folder is a site, 81 to 100 % of them are called
 * sites (the rest are parts of one publisher's site). Where one site is in several folders, where sites are mixed in
 * each, or where a folder holds two sites or three, 0 to 30 %; in these cases the folders are alike or divided.
 */

import { hash32 } from '../../text/tables/hash.js';
import type { SeenDocument } from '../observe/observe.js';
import { weighLines } from './lineWeights.js';

/** Documents of a folder that are compared: more would not change the result. */
const COMPARED = 24;
/** Fewer documents show no furniture. */
const FEWEST = 4;
/** A line recurs if at least this share of a folder's documents show it, and at least `RECURRING_DOCUMENTS`. */
const RECURRING_SHARE = 0.3;
const RECURRING_DOCUMENTS = 3;
/** Another folder has a line in common if at least this share of its documents show it, and at least `COMMON_DOCUMENTS`. */
const COMMON_SHARE = 0.15;
const COMMON_DOCUMENTS = 2;
/** A folder is another one's likeness if it has this share of the recurring lines, by weight. */
const ALIKE = 0.5;
/** Two documents agree if they share this many lines of the folder's own; of a site's, at least this share of pairs do. */
const OWN_LINES = 2;
const AGREEING_PAIRS = 0.75;
/** Folders are sites if at least this share of those that show it are, and at most this share hold several sites. */
const SITES_SHARE = 0.6;
const DIVIDED_SHARE = 0.25;
/** Folders of so few documents that they show nothing may hold at most this share of all documents. */
const UNKNOWN_SHARE = 0.75;

/** A document's recurring lines with their weights, by hash; a fraction of what a document takes. */
export type DocumentLines = ReadonlyMap<number, number>;

/** What a folder's documents show: furniture of a site, that of another folder as well, several sites', or too little. */
export type FolderKind = 'site' | 'alike' | 'divided' | 'unknown';

export function linesOfDocument(document: SeenDocument): DocumentLines {
  return new Map([...weighLines(document)].map(([key, weight]) => [hash32(key), weight]));
}

/** Judges folders by their documents, which should be in an order that says nothing, such as that of their hashes. */
export function judgeFolders(folders: ReadonlyMap<string, readonly DocumentLines[]>): Map<string, FolderKind> {
  const compared = [...folders].map(([name, documents]) => folderOf(name, documents.slice(0, COMPARED)));
  const holders = holdersOf(compared);
  return new Map(compared.map((folder) => [folder.name, kindOf(folder, holders)]));
}

/** Whether folders of these kinds are sites, as a whole. @param documents the number of documents by folder */
export function tellSites(kinds: ReadonlyMap<string, FolderKind>, documents: (folder: string) => number): boolean {
  const folders = { site: 0, alike: 0, divided: 0, unknown: 0 };
  let unknown = 0;
  let all = 0;
  for (const [name, kind] of kinds) {
    folders[kind]++;
    all += documents(name);
    if (kind === 'unknown') unknown += documents(name);
  }
  const known = folders.site + folders.alike + folders.divided;
  if (folders.site < 2 || unknown > all * UNKNOWN_SHARE) return false;
  return folders.site >= known * SITES_SHARE && folders.divided <= known * DIVIDED_SHARE;
}

interface Folder {
  readonly name: string;
  readonly documents: readonly DocumentLines[];
  /** For each line, the number of documents that show it. */
  readonly frequency: ReadonlyMap<number, number>;
}

function folderOf(name: string, documents: readonly DocumentLines[]): Folder {
  const frequency = new Map<number, number>();
  for (const lines of documents) for (const line of lines.keys()) frequency.set(line, (frequency.get(line) ?? 0) + 1);
  return { name, documents, frequency };
}

/** For each line that several folders show, those folders. */
type Holders = ReadonlyMap<number, readonly Folder[]>;

function holdersOf(folders: readonly Folder[]): Holders {
  const first = new Map<number, Folder>();
  const several = new Map<number, Folder[]>();
  for (const folder of folders) {
    for (const line of folder.frequency.keys()) {
      const other = first.get(line);
      if (other === undefined) first.set(line, folder);
      else several.set(line, [...(several.get(line) ?? [other]), folder]);
    }
  }
  return several;
}

function kindOf(folder: Folder, holders: Holders): FolderKind {
  const { documents } = folder;
  if (documents.length < FEWEST) return 'unknown';
  const recurring = recurringLines(folder);
  if (recurring.size === 0) return 'divided';
  if (nearest(folder, recurring, holders) >= ALIKE) return 'alike';
  const own = new Set([...recurring.keys()].filter((line) => othersWith(line, folder, holders).length === 0));
  return agreement(documents, own) >= AGREEING_PAIRS ? 'site' : 'divided';
}

/** The other folders that have a line in common with a folder. A stray document there does not count. */
function othersWith(line: number, folder: Folder, holders: Holders): Folder[] {
  return (holders.get(line) ?? []).filter(
    (other) => other !== folder && (other.frequency.get(line) ?? 0) >= Math.max(COMMON_DOCUMENTS, COMMON_SHARE * other.documents.length),
  );
}

/** The lines that recur in a folder, with their weights. */
function recurringLines({ documents, frequency }: Folder): Map<number, number> {
  const needed = Math.max(RECURRING_DOCUMENTS, Math.ceil(documents.length * RECURRING_SHARE));
  const recurring = new Map<number, number>();
  for (const lines of documents) {
    for (const [line, weight] of lines) if ((frequency.get(line) ?? 0) >= needed) recurring.set(line, weight);
  }
  return recurring;
}

/** The largest share of a folder's recurring lines, by weight, that another folder has. */
function nearest(folder: Folder, recurring: ReadonlyMap<number, number>, holders: Holders): number {
  const common = new Map<Folder, number>();
  let all = 0;
  for (const [line, weight] of recurring) {
    all += weight;
    for (const other of othersWith(line, folder, holders)) common.set(other, (common.get(other) ?? 0) + weight);
  }
  return Math.max(0, ...common.values()) / all;
}

/** The share of pairs of documents that have enough of these lines in common. */
function agreement(documents: readonly DocumentLines[], own: ReadonlySet<number>): number {
  const ofDocuments = documents.map((lines) => [...lines.keys()].filter((line) => own.has(line)));
  let pairs = 0;
  let agreeing = 0;
  for (let i = 0; i < documents.length; i++) {
    for (let k = 0; k < i; k++) {
      pairs++;
      if (ofDocuments[i].filter((line) => documents[k].has(line)).length >= OWN_LINES) agreeing++;
    }
  }
  return agreeing / pairs;
}
