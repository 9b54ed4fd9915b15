/** Which site a document belongs to, and thus which learned rules apply to it. */
import path from 'node:path';
import { shownName } from '../files/fileName.js';
import { STDIN } from '../files/findInputs.js';
import type { Task } from '../files/item.js';
import type { Document } from '../model/document.js';

/**
 * Where the site comes from. `path`: the folder. `url`: the address of the page. `auto`: the site given in the record,
 * else the address, else a folder named like a host, else the text and the folder. From these two it is either the site
 * that `--learn` has found for the document, by document name in `clusters` (an empty name means none), or the site
 * whose rules recognise its recurring parts, of which fewer do if a folder above it has the site's name.
 */
export type SiteChoice = 'path' | 'url' | 'auto' | { readonly name: string } | { readonly clusters: ReadonlyMap<string, string> };

/** Parses the value of `--site`. */
export function parseSiteChoice(value: string): SiteChoice {
  return value === 'path' || value === 'url' || value === 'auto' ? value : { name: value };
}

/** What is known about a document that may name its site. */
export type SiteClues = Pick<Task, 'file' | 'name' | 'relative' | 'url' | 'site'>;

/** The site of a document; undefined if only its text could show it. */
export function siteOf(choice: SiteChoice, clues: SiteClues, document: Document): string | undefined {
  if (choice === 'path') return folderOf(clues);
  if (typeof choice === 'object' && 'name' in choice) return choice.name;
  const host = hostOf(clues.url) ?? hostOf(document.meta.url);
  if (choice === 'url') return host;
  const cluster = choice === 'auto' ? undefined : choice.clusters.get(clues.name);
  return clues.site || (host ?? hostFolder(clues) ?? (cluster || undefined));
}

/** Whether text and folder may tell the site of a document that nothing else names. */
export function isAutomatic(choice: SiteChoice): boolean {
  return choice === 'auto' || (typeof choice === 'object' && 'clusters' in choice);
}

/** The folder of a document, relative to the given PATH; for a document at the top level the name of the PATH itself. */
export function folderOf({ file, relative }: SiteClues): string | undefined {
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

/** The nearest folder named like a host, inside an archive or above the file. */
function hostFolder({ file, relative }: SiteClues): string | undefined {
  const above = file === STDIN ? [] : path.resolve(file).split(path.sep).slice(0, -1);
  const parts = [...above, ...relative.split('/').slice(0, -1)];
  return parts.findLast((part) => /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/iu.test(part))?.replace(/^www\./iu, '');
}
