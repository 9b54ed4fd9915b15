/**
 * Sites that folders tell: a corpus in a folder a site, whatever the folders are called. Dates, sections and parts are
 * folders too, so it is decided by what their documents show (`folderFurniture.ts`).
 */
import { isCut } from '../observe/bottomK.js';
import { type FolderSample, type FolderSamples, limitPerFolder, packedOf } from '../observe/folderSamples.js';
import { addSample, type Observations, sampleIn, sampleOf, unpacked } from '../observe/observations.js';
import type { SeenDocument } from '../observe/observe.js';
import { type Recognise, siteOfMost } from './cluster.js';
import { judgeFolders, linesOfDocument, tellSites } from './folderFurniture.js';
import { foldersAbove, levelsOf, nameAt } from './folderLevels.js';

/** Documents that are compared, of all folders together. */
const COMPARED = 5000;
/** At least this many of each folder are compared. */
const FEWEST = 4;
/** In a folder with fewer documents, one that is unlike the others does not mean that it holds several sites. */
const SEVERAL = 8;

/** Observations with the documents of such folders under their sites. */
export interface FolderSites {
  readonly observations: Observations;
  /** The sites that folders have told. */
  readonly sites: readonly string[];
}

/**
 * Gives documents without a site that of their folder, if folders tell sites. A folder whose documents are of several
 * sites is none: its documents stay without a site. The given observations are not changed. Merge first, as for
 * `assignSites`, which then groups the documents that are left.
 * @param recognise names the site of a document by rules learned earlier, which keep the names of their sites
 */
export function assignFolders(observations: Observations, recognise: Recognise = () => undefined): FolderSites {
  const unknown = observations.get('');
  const sample = unknown === undefined ? undefined : sampleIn(unknown);
  const found = sample?.folders === undefined ? undefined : siteFolders(sample, sample.folders);
  if (sample === undefined || found === undefined) return { observations, sites: [] };
  const assigned: Observations = new Map(observations);
  assigned.delete('');
  const sites = new Set<string>();
  let left = sample.seen;
  for (const [name, folders] of found) {
    left -= folders.reduce((sum, { seen }) => sum + seen, 0);
    sites.add(addFolders(assigned, name, sample, folders, recognise));
  }
  const taken = new Set([...found.values()].flat());
  const others = sampleOf(sample).filter(({ folder = '' }) => !taken.has(sample.folders?.get(folder) as FolderSample));
  if (left > 0) addSample(assigned, '', left, others.map(withoutFolder));
  return { observations: assigned, sites: [...sites] };
}

/** Adds the documents of a site's folders to the site, and returns its name. */
function addFolders(
  assigned: Observations,
  name: string,
  samples: FolderSamples,
  folders: readonly FolderSample[],
  recognise: Recognise,
): string {
  const documents = unpacked(folders.flatMap((folder) => packedOf(samples, folder)));
  const site = siteOfMost(documents, recognise) ?? name;
  const seen = folders.reduce((sum, folder) => sum + folder.seen, 0);
  const known = assigned.get(site);
  // The given observations keep their own sample.
  if (known !== undefined) {
    assigned.delete(site);
    addSample(assigned, site, known.seen, sampleOf(known));
  }
  const ofSite = documents.map((document) => ({ ...withoutFolder(document), site }));
  addSample(
    assigned,
    site,
    seen,
    ofSite,
    folders.some((folder) => isCut(folder, limitPerFolder(samples))),
  );
  return site;
}

function withoutFolder({ folder: _, ...document }: SeenDocument): SeenDocument {
  return document;
}

/** The folders of each site, by its name: of the uppermost level that tells sites. */
function siteFolders(samples: FolderSamples, all: ReadonlyMap<string, FolderSample>): Map<string, FolderSample[]> | undefined {
  const above = foldersAbove(new Map([...all].map(([name, folder]) => [name, packedOf(samples, folder)[0]?.id ?? ''])));
  const folders = new Map([...all].filter(([name]) => !above.has(name)));
  if (folders.size < 2) return undefined;
  const perFolder = Math.max(FEWEST, Math.floor(COMPARED / folders.size));
  const documents = [...folders].flatMap(([folder, sample]) =>
    unpacked(packedOf(samples, sample).slice(0, perFolder)).map((document) => ({
      folder,
      hash: document.hash,
      lines: linesOfDocument(document),
    })),
  );
  documents.sort((a, b) => (a.hash < b.hash ? -1 : 1));
  for (const level of levelsOf(folders.keys())) {
    const kinds = judgeFolders(
      groupBy(
        documents,
        ({ folder }) => nameAt(folder, level),
        ({ lines }) => lines,
      ),
    );
    const samplesOf = groupBy(
      folders,
      ([folder]) => nameAt(folder, level),
      ([, sample]) => sample,
    );
    const seenIn = (name: string) => (samplesOf.get(name) ?? []).reduce((sum, { seen }) => sum + seen, 0);
    const isSite = (name: string) => kinds.get(name) !== 'divided' || seenIn(name) < SEVERAL;
    if (tellSites(kinds, seenIn)) return new Map([...samplesOf].filter(([name]) => isSite(name)).sort(byName));
  }
  return undefined;
}

/** Values by key, without those that have none. */
function groupBy<T, V>(all: Iterable<T>, keyOf: (one: T) => string | undefined, makeValue: (one: T) => V): Map<string, V[]> {
  const groups = new Map<string, V[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [makeValue(one)]);
    else group.push(makeValue(one));
  }
  return groups;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
