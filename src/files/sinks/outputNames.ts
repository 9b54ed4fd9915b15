/** Names output files after their inputs, with the ending of the output format. */
import type { Input } from '../findInputs.js';
import { safePath } from '../sources/safePath.js';
import { UniqueNames } from '../uniqueNames.js';

const PAGE_ENDING = /\.(?:x?html?|txt|text|md)$/iu;

/** The name of a document whose own name contains nothing that file systems accept. */
const NAMELESS = '_';

/**
 * Names the output file of each document, relative to the output folder: the document's own name with a page's ending
 * replaced, restricted to what every file system accepts (see `safePath`).
 *
 * Inputs that would share a name keep their old ending too: `a.txt` and `a.html` become `a.txt.md` and `a.html.md`.
 * Documents inside a file are not known in advance, so that only the later of two keeps it. A folder that ends like an
 * output gets an underscore, so that no file and folder ever need the same name: `a.txt/b` goes to `a.txt_`, and `a` may
 * become `a.txt`.
 */
export class OutputNames {
  private readonly shared = new Set<string>();
  private readonly names = new UniqueNames();
  private readonly likeOutput: (folder: string) => boolean;

  /** @param ending of outputs: `txt`, `md.gz` */
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

  /** The name of the next document. Call this once for each, in the order of the inputs. */
  next(relative: string): string {
    const place = this.placeOf(relative);
    const short = this.shortOf(place);
    const isTaken = this.shared.has(short) || this.names.has(short);
    // `take` numbers what is still equal: the same relative name below two PATHs.
    return this.names.take(isTaken ? place : short.slice(0, -this.ending.length - 1), `.${this.ending}`);
  }

  /** Whether a document has this name already. */
  isUsed(name: string): boolean {
    return this.names.has(name);
  }

  /** A document's path below the output folder, still with its own ending. */
  private placeOf(relative: string): string {
    const [name = NAMELESS, ...folders] = safePath(relative).split('/').reverse();
    const above = folders.reverse().map((folder) => (this.likeOutput(folder) ? `${folder}_` : folder));
    return [...above, name || NAMELESS].join('/');
  }

  private shortOf(place: string): string {
    return `${place.replace(PAGE_ENDING, '')}.${this.ending}`;
  }
}

/** Without trailing underscores: a folder called `a.txt_` gets one as well, to differ from what `a.txt` became. */
function withoutMarks(folder: string): string {
  let end = folder.length;
  while (folder[end - 1] === '_') end--;
  return folder.slice(0, end);
}
