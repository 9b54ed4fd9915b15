/** Inputs for the tests of `files/sources`: files created on the fly, and what is read from them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from '@jest/globals';
import type { Input } from '../../src/files/findInputs.js';
import type { AnyItem, BadItem, Item } from '../../src/files/item.js';
import { type ReadSettings, readItems } from '../../src/files/sources/readItems.js';

export const SETTINGS: ReadSettings = { from: 'auto', fields: {}, maxBytes: 1 << 20 };

/** A folder for the running test file, removed at its end. */
export const BOX = mkdtempSync(path.join(tmpdir(), 'klartext-sources-'));
afterAll(() => rmSync(BOX, { recursive: true, force: true }));

/** A file with this content, as `findInputs` would return it. */
export function inputOf(relative: string, content: string | Uint8Array): Input {
  const file = path.join(BOX, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return { file, relative };
}

export async function itemsOf(input: Input, settings: Partial<ReadSettings> = {}): Promise<AnyItem[]> {
  const found: AnyItem[] = [];
  for await (const item of readItems(input, { ...SETTINGS, ...settings })) found.push(item);
  return found;
}

export const isBad = (found: AnyItem): found is BadItem => 'error' in found;

/** A summary of the documents found: the position within the input, then the text or the reason why there is none. */
export function summary(found: readonly AnyItem[]): string[] {
  return found.map((one) => {
    const place = one.name.includes('#') ? one.name.slice(one.name.indexOf('#')) : '';
    return `${place} ${isBad(one) ? `! ${one.error.message}` : textOf(one)}`.trim();
  });
}

export function textOf({ content }: Item): string {
  return typeof content === 'string' ? content : Buffer.from(content).toString();
}
