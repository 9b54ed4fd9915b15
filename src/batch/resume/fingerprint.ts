/** Short hashes by which a later run knows what an earlier one has done: of documents, and of what they are cleaned by. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BadItem, Task } from '../../files/item.js';
import { jsonOf } from '../../files/records.js';
import type { Work } from '../run/work.js';

/** What a run would do with documents, told apart by their sites: rules of one site touch no document of another. */
export interface WorkPrint {
  /** Everything together. */
  readonly whole: string;
  /** What documents of a site are cleaned by. */
  of(site: string): string;
  /** The site that `--learn` has put a document into by its text, by the document's name; empty where it stands alone. */
  readonly clusters: ReadonlyMap<string, string>;
}

/** How many hexadecimal digits are kept: 80 bits. */
const DIGITS = 20;

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, DIGITS);
}

/** What a document is, with all that is written of it; of one that could not be had the reason. */
export function fingerprint(found: Task | BadItem): string {
  if ('error' in found) return hashOf(found.error.message);
  const { content, id, url, site, title, charset, record = {} } = found;
  return hashOf(content, JSON.stringify([id, url, site, title, charset]), jsonOf(record) ?? '');
}

/**
 * What a run would do.
 * @param form how documents are written, beside what `work` says
 */
export function workPrint({ ruleSets, site, ...options }: Work, form: unknown): WorkPrint {
  const clusters = typeof site === 'object' && 'clusters' in site ? site.clusters : new Map<string, string>();
  const everywhere = createHash('sha256').update(JSON.stringify([klartext(), options, form, site]));
  const bySite = new Map<string, string[]>();
  for (const { rules } of ruleSets) {
    for (const rule of rules) {
      const line = JSON.stringify(rule);
      if (rule.site === undefined) everywhere.update(line);
      else if (bySite.get(rule.site)?.push(line) === undefined) bySite.set(rule.site, [line]);
    }
  }
  const base = everywhere.digest('hex');
  // Once: every document asks for its site's.
  const ofSites = new Map([...bySite].map(([name, lines]) => [name, hashOf(base, ...lines)]));
  const without = hashOf(base);
  return { whole: hashOf(base, JSON.stringify([...bySite, ...clusters])), of: (name) => ofSites.get(name) ?? without, clusters };
}

/** The program itself, by its version; the model's weights are part of it. */
function klartext(): string {
  return (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version;
}
