/** Reads an input: its bytes, told apart as page or text, as a document. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Document } from '../model/document.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import type { CompiledRules } from '../rules/compile.js';
import { type Input, STDIN } from './inputs.js';
import { type SiteChoice, siteOf } from './site.js';
import { formatOf } from './sources/format.js';
import { UnreadableError, unreadable } from './sources/unreadable.js';

/**
 * Reads one input.
 * @param rules by whose texts its site may be recognised (see `siteOf`)
 * @throws UnreadableError or NotTextError
 */
export async function readDocument(input: Input, site: SiteChoice, rules?: CompiledRules): Promise<Document> {
  const bytes = await readBytes(input);
  if (bytes.length === 0) throw new UnreadableError('the file is empty');
  const id = input.file === STDIN ? 'stdin' : input.file;
  const document = formatOf(input.file, bytes) === 'html' ? readHtml(bytes, { id }) : readText(bytes, { id });
  const name = siteOf(site, input, document, rules);
  return name === undefined ? document : { ...document, site: name };
}

async function readBytes(input: Input): Promise<Uint8Array> {
  try {
    return input.file === STDIN ? await buffer(process.stdin) : await readFile(input.file);
  } catch (error) {
    throw unreadable(error);
  }
}
