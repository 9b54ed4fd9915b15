/** Documents that lie in an archive as files. */
import { createHash } from 'node:crypto';
import { visible } from '../../../text/visible.js';
import type { AnyItem, BadItem } from '../../item.js';
import { type Bytes, collect } from '../bytes.js';
import { unpacked } from '../compression/unpacked.js';
import { isPageName, withoutCompression } from '../endings.js';
import { formatOf } from '../format.js';
import { safePath } from '../safePath.js';
import { UnreadableError, unreadable } from '../unreadable.js';
import type { Collection } from './collection.js';

/** Makes documents of the entries of one archive. */
export class Entries {
  readonly #collection: Collection;
  /** How often a path has come, by its hash: an archive may have millions. */
  readonly #seen = new Map<number, number>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** Whether an entry of this path is a page or a text; the files in which macOS keeps its notes on others are none. */
  static isDocument(path: string): boolean {
    if (!isPageName(path)) return false;
    const folders = path.split(/[\\/]/u);
    return !folders.pop()?.startsWith('._') && !folders.includes('__MACOSX');
  }

  /** The document of an entry, which may be compressed by itself. */
  async of(path: string, bytes: () => Bytes | Promise<Bytes>): Promise<AnyItem> {
    const place = this.#place(path);
    try {
      const content = await collect((await unpacked(await bytes())).all, this.#collection.maxBytes);
      if (content.length === 0) throw new UnreadableError('the file is empty');
      return { ...place, content, format: formatOf(place.relative, content) };
    } catch (error) {
      return { ...place, error: error instanceof UnreadableError ? error : unreadable(error) } satisfies BadItem;
    }
  }

  #place(path: string): { name: string; relative: string } {
    const key = createHash('sha256').update(path).digest().readUIntBE(0, 6);
    const count = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, count);
    const { name, stem } = this.#collection;
    // A path is written to lists, whatever somebody has put into an archive.
    return { name: `${name}#${visible(path)}${count > 1 ? `#${count}` : ''}`, relative: `${stem}/${safePath(withoutCompression(path))}` };
  }
}
