/** Loads the trained weights: one compact file per format, read when first needed. */
import { readFileSync } from 'node:fs';
import type { Format } from '../../model/document.js';
import type { Tables } from '../features/featuresOf.js';
import type { Forest } from './trees.js';

/** The learned tables and the trees of both stages. */
export interface Weights {
  readonly tables: Tables;
  /** Judges each row by its own features and those of its neighbours. */
  readonly first: Forest;
  /** Judges again, with the results of the first for all rows. */
  readonly second: Forest;
}

interface Header {
  readonly format: string;
  readonly tables: { readonly [name in keyof Tables]: TableHeader };
  readonly stages: readonly StageHeader[];
}

interface TableHeader {
  readonly length: number;
  readonly scale: number;
}

interface StageHeader {
  /** Names and numbers of cuts. */
  readonly columns: readonly (readonly [string, number])[];
  readonly reach: number;
  readonly first: number;
  readonly sure: number;
  readonly trees: number;
  readonly nodes: number;
  readonly values: number;
}

/** The file format, as written by `training/`. */
const WEIGHTS_FORMAT = 'klartext-content/2';

const loaded = new Map<Format, Weights>();

/** The shipped weights for a format. */
export function weightsFor(format: Format): Weights {
  let weights = loaded.get(format);
  if (weights === undefined) {
    weights = readWeights(readFileSync(new URL(`./${format}.weights`, import.meta.url)));
    loaded.set(format, weights);
  }
  return weights;
}

/**
 * Reads a weights file: a line of JSON, then the arrays, each beginning at a multiple of four.
 * @throws RangeError if the bytes are not weights of this version
 */
export function readWeights(bytes: Uint8Array): Weights {
  const lineEnd = bytes.indexOf(10);
  const text = new TextDecoder().decode(bytes.subarray(0, Math.max(0, lineEnd)));
  const header: Header | undefined = text.startsWith(`{"format": "${WEIGHTS_FORMAT}"`) ? JSON.parse(text) : undefined;
  if (header === undefined) throw new RangeError(`not weights of the format ${WEIGHTS_FORMAT}: train them again (training/README.md)`);
  const sections = new Sections(bytes, lineEnd + 1);
  const table = ({ length, scale }: TableHeader) => ({ weights: new Int8Array(sections.take(length)), scale });
  const words = table(header.tables.words);
  const below = table(header.tables.below);
  const above = table(header.tables.above);
  const names = table(header.tables.names);
  const [first, second] = header.stages.map((stage) => readForest(stage, sections));
  return { tables: { words, below, above, names }, first, second };
}

function readForest({ columns, reach, first, sure, trees, nodes, values }: StageHeader, sections: Sections): Forest {
  return {
    columns: columns.map(([name, cuts]) => ({ name, cuts: new Float32Array(sections.take(cuts * 4)) })),
    reach,
    first,
    sure,
    roots: new Uint32Array(sections.take(trees * 4)),
    cells: new Int16Array(sections.take(nodes * 2)),
    cuts: new Uint8Array(sections.take(nodes)),
    right: new Uint16Array(sections.take(nodes * 2)),
    values: new Float32Array(sections.take(values * 4)),
  };
}

/** Reads the arrays of a file in order. */
class Sections {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {
    this.align();
  }

  take(length: number): ArrayBuffer {
    if (this.at + length > this.bytes.length) throw new RangeError('the weights end too early: the file was cut short');
    // A copy: a Buffer's own `slice` would share its memory, and arrays must begin at a multiple of their size.
    const section = new Uint8Array(length);
    section.set(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    this.align();
    return section.buffer;
  }

  private align(): void {
    this.at = (this.at + 3) & ~3;
  }
}
