/** Short hashes by which a later run knows what an earlier one has done: of documents, and of what they are cleaned by. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BadItem, Task } from '../../files/item.js';
import { jsonOf } from '../../files/records.js';
import type { CleanSettings } from '../run/cleanSettings.js';

/** What a run would do with documents, told apart by their sites: rules of one site touch no document of another. */
export interface SettingsFingerprint {
  /** Everything together. */
  readonly whole: string;
  /** What documents of a site are cleaned by. */
  of(site: string): string;
  /** The site that `--learn` has put a document into by its text, by the document's name; empty where it stands alone. */
  readonly clusters: ReadonlyMap<string, string>;
}

/** How many digits of 6 bits are kept. */
const DIGITS = 14;

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64url').slice(0, DIGITS);
}

/** What a document is and where it is, with all that is written of it; of one that could not be had the reason. */
export function fingerprint(found: Task | BadItem): string {
  const { relative, record = {} } = found;
  const fields = jsonOf(record) ?? '';
  if ('error' in found) return hashOf(found.error.message, relative, fields);
  const { content, file, format, id, url, site, title, charset, field, fieldIndex } = found;
  // The site may be the name of a folder above the file.
  const place = [typeof content, path.resolve(file), relative, format, id, url, site, title, charset, field, fieldIndex];
  return hashOf(content, JSON.stringify(place), fields);
}

/**
 * What a document is and what it is cleaned by.
 * @param found its `fingerprint`
 * @param site what something beside its text tells; all rules touch it where nothing does
 */
export function printOf(found: string, work: SettingsFingerprint, site: string | undefined): string {
  return hashOf(found, site === undefined ? work.whole : work.of(site));
}

/**
 * What a run would do.
 * @param form how documents are written, beside what `work` says
 */
export function settingsFingerprint({ ruleSets, site, ...options }: CleanSettings, form: unknown): SettingsFingerprint {
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

/** The program itself, as `scripts/build.mjs` has hashed it; where it has not been built, its version. */
function klartext(): string {
  const ofDist = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  try {
    return ofDist('fingerprint');
  } catch {
    return (JSON.parse(ofDist('../package.json')) as { version: string }).version;
  }
}
