/** Which site a document belongs to: that decides which learned rules apply to it. */
import path from 'node:path';
import type { Document } from '../model/document.js';
import { type Input, STDIN } from './inputs.js';

/**
 * `path` takes the folder, `url` the page's own address, `auto` the address and then a folder that looks like a host.
 * `byFile` names the site of documents for which the choice beside it finds none.
 */
export type SiteChoice =
  | 'path'
  | 'url'
  | 'auto'
  | { readonly name: string }
  | { readonly choice: SiteChoice; readonly byFile: ReadonlyMap<string, string> };

/** Reads the value of `--site`. */
export function parseSiteChoice(value: string): SiteChoice {
  return value === 'path' || value === 'url' || value === 'auto' ? value : { name: value };
}

/** The document's site; undefined where nothing tells it. */
export function siteOf(choice: SiteChoice, input: Input, document: Document): string | undefined {
  if (typeof choice === 'object') {
    return 'name' in choice ? choice.name : (siteOf(choice.choice, input, document) ?? (choice.byFile.get(input.file) || undefined));
  }
  if (choice === 'path') return folderOf(input);
  const host = hostOf(document.meta.url);
  return choice === 'url' ? host : (host ?? hostFolder(input));
}

/** The folder that holds the document, relative to its PATH; for a document at the top the PATH's own folder. */
function folderOf(input: Input): string | undefined {
  const inside = path.posix.dirname(input.relative);
  if (inside !== '.') return inside;
  return input.file === STDIN ? undefined : path.basename(path.dirname(path.resolve(input.file)));
}

function hostOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  try {
    return new URL(url).hostname.replace(/^www\./u, '') || undefined;
  } catch {
    return undefined;
  }
}

function hostFolder(input: Input): string | undefined {
  const parts = path.resolve(input.file).split(path.sep).slice(0, -1);
  return parts.findLast((part) => /^(?:[a-z0-9-]+\.)+[a-z]{2,}$/iu.test(part))?.replace(/^www\./iu, '');
}
