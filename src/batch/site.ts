/** Which site a document belongs to: that decides which learned rules apply to it. */
import path from 'node:path';
import type { Document } from '../model/document.js';
import type { CompiledRules } from '../rules/compile.js';
import { findSite } from '../rules/recognise.js';
import { type Input, STDIN } from './inputs.js';

/**
 * `path` takes the folder, `url` the page's own address, `auto` the address, then a folder that looks like a host, and
 * at last what the text tells: the cluster that the file was put into, where `clusters` names it (empty where it stands
 * alone), or the site whose rules know its furniture.
 */
export type SiteChoice = 'path' | 'url' | 'auto' | { readonly name: string } | { readonly clusters: ReadonlyMap<string, string> };

/** Reads the value of `--site`. */
export function parseSiteChoice(value: string): SiteChoice {
  return value === 'path' || value === 'url' || value === 'auto' ? value : { name: value };
}

/**
 * The document's site; undefined where nothing tells it.
 * @param rules by whose texts the site may be recognised; it is not where they are absent
 */
export function siteOf(choice: SiteChoice, input: Input, document: Document, rules?: CompiledRules): string | undefined {
  if (choice === 'path') return folderOf(input);
  if (typeof choice === 'object' && 'name' in choice) return choice.name;
  const host = hostOf(document.meta.url);
  if (choice === 'url') return host;
  const cluster = choice === 'auto' ? undefined : choice.clusters.get(input.file);
  return host ?? hostFolder(input) ?? (cluster || (rules && findSite(document, rules)));
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
