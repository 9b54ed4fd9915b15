/** Which site a document belongs to: that decides which learned rules apply to it. */
import path from 'node:path';
import { shownName } from '../files/fileName.js';
import { STDIN } from '../files/findInputs.js';
import type { Task } from '../files/item.js';
import type { Document } from '../model/document.js';

/**
 * `path` takes the folder, `url` the page's own address, `auto` the record's own site, the address, then a folder that
 * looks like a host, and at last what the text tells: the cluster that the document was put into, where `clusters` names
 * it (empty where it stands alone), or the site whose rules know its furniture.
 */
export type SiteChoice = 'path' | 'url' | 'auto' | { readonly name: string } | { readonly clusters: ReadonlyMap<string, string> };

/** Reads the value of `--site`. */
export function parseSiteChoice(value: string): SiteChoice {
  return value === 'path' || value === 'url' || value === 'auto' ? value : { name: value };
}

/** Where a document stood, as far as it may tell the site. */
export type SiteClues = Pick<Task, 'file' | 'name' | 'relative' | 'url' | 'site'>;

/** The document's site; undefined where nothing but its text could tell it. */
export function siteOf(choice: SiteChoice, place: SiteClues, document: Document): string | undefined {
  if (choice === 'path') return folderOf(place);
  if (typeof choice === 'object' && 'name' in choice) return choice.name;
  const host = hostOf(place.url) ?? hostOf(document.meta.url);
  if (choice === 'url') return host;
  const cluster = choice === 'auto' ? undefined : choice.clusters.get(place.name);
  return place.site || (host ?? hostFolder(place) ?? (cluster || undefined));
}

/** The folder that holds the document, relative to its PATH; for a document at the top the PATH's own folder. */
function folderOf({ file, relative }: SiteClues): string | undefined {
  const inside = path.posix.dirname(relative);
  if (inside !== '.') return shownName(inside);
  return file === STDIN ? undefined : shownName(path.basename(path.dirname(path.resolve(file))));
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  try {
    return new URL(url).hostname.replace(/^www\./u, '') || undefined;
  } catch {
    return undefined;
  }
}

/** A folder named like a host: inside an archive, or above the file. */
function hostFolder({ file, relative }: SiteClues): string | undefined {
  const above = file === STDIN ? [] : path.resolve(file).split(path.sep).slice(0, -1);
  const parts = [...above, ...relative.split('/').slice(0, -1)];
  return parts.findLast((part) => /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/iu.test(part))?.replace(/^www\./iu, '');
}
