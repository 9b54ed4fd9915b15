/** Pages that browsers save as MHTML, and e-mails: the page inside, or the text where there is none. */
import PostalMime from 'postal-mime';
import type { AnyItem } from '../../item.js';
import { type Bytes, collect } from '../bytes.js';
import { tooLarge, UnreadableError } from '../unreadable.js';
import type { Collection } from './collection.js';

/** Where a browser says which address a page was saved from. */
const ADDRESS = 'snapshot-content-location';
/** Parts inside parts: more is no page. */
const DEEPEST = 50;

/** The document in a MIME message. @throws UnreadableError if it holds neither a page nor a text */
export async function* readMime(bytes: Bytes, { name, stem, maxBytes }: Collection): AsyncGenerator<AnyItem> {
  const { html, text, subject, headers } = await PostalMime.parse(await collect(bytes, maxBytes), { maxNestingDepth: DEEPEST });
  const content = html ?? text;
  if (content === undefined || content.trim() === '') throw new UnreadableError('a message without a page or a text in it');
  // Bytes that are no characters grow when they are decoded.
  if (Buffer.byteLength(content) > maxBytes) throw tooLarge(maxBytes);
  const isPage = html !== undefined;
  const url = headers.find(({ key, value }) => key === ADDRESS && /^https?:/iu.test(value))?.value;
  yield {
    name,
    relative: `${stem}${isPage ? '.html' : '.txt'}`,
    content,
    format: isPage ? 'html' : 'text',
    ...(url === undefined ? {} : { id: url, url }),
    ...(subject === undefined || subject === '' ? {} : { title: subject }),
  };
}
