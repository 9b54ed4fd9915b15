/** Makes documents from the files in an archive. */
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

/** The entries of one archive. */
export class Entries {
  readonly #collection: Collection;
  /** Counts equal paths, by hash, since an archive may have millions. */
  readonly #seen = new Map<number, number>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  /** Whether the path indicates a page or a text. Files with the metadata of macOS do not count. */
  static isDocument(path: string): boolean {
    if (!isPageName(path)) return false;
    const folders = path.split(/[\\/]/u);
    return !folders.pop()?.startsWith('._') && !folders.includes('__MACOSX');
  }

  /** The document of an entry, which may be compressed once more. */
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
    // Names are printed, and a path in an archive may contain control characters.
    return { name: `${name}#${visible(path)}${count > 1 ? `#${count}` : ''}`, relative: `${stem}/${safePath(withoutCompression(path))}` };
  }
}
