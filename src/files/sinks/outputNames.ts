/** The names of output files: the inputs' own, with the ending of what is written. */
import type { Input } from '../findInputs.js';
import { safePath } from '../sources/safePath.js';
import { UniqueNames } from '../uniqueNames.js';

const PAGE_ENDING = /\.(?:x?html?|txt|text|md)$/iu;

/** What a document is called whose own name leaves nothing that a file system takes. */
const NAMELESS = '_';

/**
 * Gives each document its output file, relative to the output folder: its own name, a page's ending replaced. Files and
 * records are named alike, and within what every file system takes (see `safePath`).
 *
 * Inputs that would share a name keep their ending before the new one (`a.txt` and `a.html` give `a.txt.md` and `a.html.md`);
 * of documents inside a file, of which nobody knows what comes, the later ones do. A folder whose name ends as an output does
 * gets an underscore, whatever comes before or after it: `a.txt/b` is in `a.txt_`, so that `a` may be `a.txt`.
 */
export class OutputNames {
  private readonly shared = new Set<string>();
  private readonly names = new UniqueNames();
  private readonly likeOutput: (folder: string) => boolean;

  /** @param ending what is written: `txt`, `md.gz` */
  constructor(
    inputs: readonly Input[],
    private readonly ending: string,
  ) {
    this.likeOutput = (folder) => withoutMarks(folder).toLowerCase().endsWith(`.${ending}`);
    const seen = new Set<string>();
    for (const { relative } of inputs) {
      const short = this.shortOf(this.placeOf(relative));
      if (seen.has(short)) this.shared.add(short);
      seen.add(short);
    }
  }

  /** The name of the next document; to be asked once for each, in the order of the inputs. */
  next(relative: string): string {
    const place = this.placeOf(relative);
    const short = this.shortOf(place);
    const isTaken = this.shared.has(short) || this.names.has(short);
    // The same relative name under two PATHs: the later ones are numbered.
    return this.names.take(isTaken ? place : short.slice(0, -this.ending.length - 1), `.${this.ending}`);
  }

  /** Whether a document has that name already. */
  isUsed(name: string): boolean {
    return this.names.has(name);
  }

  /** Where a document is put, still with its own ending. */
  private placeOf(relative: string): string {
    const [name = NAMELESS, ...folders] = safePath(relative).split('/').reverse();
    const above = folders.reverse().map((folder) => (this.likeOutput(folder) ? `${folder}_` : folder));
    return [...above, name || NAMELESS].join('/');
  }

  private shortOf(place: string): string {
    return `${place.replace(PAGE_ENDING, '')}.${this.ending}`;
  }
}

/** A folder's name without the underscores at its end: `a.txt_` is marked as well, so that it is not that of `a.txt`. */
function withoutMarks(folder: string): string {
  let end = folder.length;
  while (folder[end - 1] === '_') end--;
  return folder.slice(0, end);
}
