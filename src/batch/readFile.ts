/** Reads an input: its bytes, told apart as page or text, as a document. */
import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import type { Document, Format } from '../model/document.js';
import { readHtml } from '../read/readHtml.js';
import { readText } from '../read/readText.js';
import type { CompiledRules } from '../rules/compile.js';
import { type Input, STDIN } from './inputs.js';
import { type SiteChoice, siteOf } from './site.js';

/** Thrown for a file that cannot be cleaned; the message says why, without the file's name. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

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
    throw new UnreadableError(REASONS[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'cannot be read: permission denied',
  EPERM: 'cannot be read: permission denied',
  ENOENT: 'is not there any more',
  EISDIR: 'is a folder',
  ELOOP: 'is a symbolic link to itself',
};

/** A page by its name or by its first tag; a text otherwise. */
function formatOf(file: string, bytes: Uint8Array): Format {
  if (/\.x?html?$/iu.test(file)) return 'html';
  // UTF-16 has a zero beside each letter of a tag.
  const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 4096)).replaceAll('\u0000', '');
  return /^[\s\u00ef\u00bb\u00bf\u00fe\u00ff]*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml[^>]*>\s*<(?:!doctype\s+)?html)\b/iu.test(
    start,
  )
    ? 'html'
    : 'text';
}
