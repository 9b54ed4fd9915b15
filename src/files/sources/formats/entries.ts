/** Documents that lie in an archive as files. */
import { createHash } from 'node:crypto';
import type { BadItem, Found } from '../../item.js';
import { type Bytes, collect } from '../bytes.js';
import { unpacked } from '../compression/unpacked.js';
import { isPageName, withoutCompression } from '../endings.js';
import { formatOf } from '../format.js';
import { safePath } from '../safePath.js';
import { UnreadableError, unreadable } from '../unreadable.js';
import type { Container } from './container.js';

/** Makes documents of the entries of one archive. */
export class Entries {
  readonly #container: Container;
  /** How often a path has come, by its hash: an archive may have millions. */
  readonly #seen = new Map<number, number>();

  constructor(container: Container) {
    this.#container = container;
  }

  /** Whether an entry of this path is a page or a text; the files in which macOS keeps its notes on others are none. */
  static isDocument(path: string): boolean {
    return isPageName(path) && !/(?:^|[\\/])(?:\._[^\\/]*|__MACOSX[\\/].*)$/u.test(path);
  }

  /** The document of an entry, which may be compressed by itself. */
  async of(path: string, bytes: () => Bytes | Promise<Bytes>): Promise<Found> {
    const place = this.#place(path);
    try {
      const content = await collect((await unpacked(await bytes())).all, this.#container.maxBytes);
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
    const { name, stem } = this.#container;
    // A path is shown on terminals and written to lists, whatever somebody has put into an archive.
    const shown = path.replace(/[\u0000-\u001f\u007f-\u009f]|\p{Surrogate}/gu, '\ufffd');
    return { name: `${name}#${shown}${count > 1 ? `#${count}` : ''}`, relative: `${stem}/${safePath(withoutCompression(path))}` };
  }
}
