/**
 * Short hashes of documents and of the settings they are cleaned with; a later run compares them to see what is already
 * done.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { BadItem, Task } from '../../files/item.js';
import { jsonOf } from '../../files/records.js';
import type { CleanSettings } from '../run/cleanSettings.js';

/** Fingerprints of the settings, one per site: rules of one site do not affect documents of another. */
export interface SettingsFingerprint {
  /** Of all settings. */
  readonly whole: string;
  /** Of the settings that affect documents of a site. */
  of(site: string): string;
  /**
   * The site that `--learn` has assigned to a document by its text, by document name; empty for a document in no
   * cluster.
   */
  readonly clusters: ReadonlyMap<string, string>;
}

/** Base64 digits of 6 bits each: with 84 bits, collisions are negligible for any number of documents. */
const DIGITS = 14;

function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('base64url').slice(0, DIGITS);
}

/**
 * Fingerprint of a document: its content, its location and everything written about it; for one that could not be read,
 * the reason.
 */
export function fingerprint(found: Task | BadItem): string {
  const { relative, record = {} } = found;
  const fields = jsonOf(record) ?? '';
  if ('error' in found) return hashOf(found.error.message, relative, fields);
  const { content, file, format, id, url, site, title, charset, field, fieldIndex } = found;
  // Absolute, because a folder above the file may name the site.
  const place = [typeof content, path.resolve(file), relative, format, id, url, site, title, charset, field, fieldIndex];
  return hashOf(content, JSON.stringify(place), fields);
}

/**
 * Fingerprint of a document and of the settings it is cleaned with.
 * @param found its `fingerprint`
 * @param site as far as something other than its text names it; if nothing does, all rules count
 */
export function printOf(found: string, work: SettingsFingerprint, site: string | undefined): string {
  return hashOf(found, site === undefined ? work.whole : work.of(site));
}

/**
 * Fingerprints of the settings of a run.
 * @param form how documents are written, beyond what `work` says
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
  // Computed once, since every document asks for it.
  const ofSites = new Map([...bySite].map(([name, lines]) => [name, hashOf(base, ...lines)]));
  const without = hashOf(base);
  return { whole: hashOf(base, JSON.stringify([...bySite, ...clusters])), of: (name) => ofSites.get(name) ?? without, clusters };
}

/** The hash of the program made by `scripts/build.ts`, or its version if it has not been built. */
export function klartext(): string {
  const ofDist = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
  try {
    return ofDist('fingerprint');
  } catch {
    return (JSON.parse(ofDist('../package.json')) as { version: string }).version;
  }
}
