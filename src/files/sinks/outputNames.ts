/** The names of output files: the inputs' own, with the ending of what is written. */
import type { Input } from '../findInputs.js';

const PAGE_ENDING = /\.(?:x?html?|txt|text|md)$/iu;

/**
 * Gives each document its output file, relative to the output folder: its own name, a page's ending replaced. Inputs that
 * would share a name keep their ending before the new one (`a.txt` and `a.html` give `a.txt.md` and `a.html.md`); of
 * documents inside a file, of which nobody knows what comes, the later ones do.
 */
export class OutputNames {
  private readonly shared = new Set<string>();
  private readonly used = new Set<string>();

  /** @param ending what is written: `txt`, `md.gz` */
  constructor(
    inputs: readonly Input[],
    private readonly ending: string,
  ) {
    const seen = new Set<string>();
    for (const { relative } of inputs) {
      const short = this.shortOf(relative);
      if (seen.has(short)) this.shared.add(short);
      seen.add(short);
    }
  }

  /** The name of the next document; to be asked once for each, in the order of the inputs. */
  next(relative: string): string {
    const short = this.shortOf(relative);
    const isTaken = this.shared.has(short) || this.used.has(short);
    let name = isTaken ? `${relative}.${this.ending}` : short;
    // The same relative name under two PATHs: number the later ones.
    for (let n = 2; this.used.has(name); n++) name = `${relative}-${n}.${this.ending}`;
    this.used.add(name);
    return name;
  }

  private shortOf(relative: string): string {
    return `${relative.replace(PAGE_ENDING, '')}.${this.ending}`;
  }
}
