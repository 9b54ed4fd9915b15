/** Loads the trained weights: one compact file per format, read when first needed. */
import { readFileSync } from 'node:fs';
import type { Format } from '../../model/document.js';
import type { EndsNets } from '../ends/endColumns.js';
import type { EndsNet } from '../ends/net.js';
import type { Tables } from '../features/featuresOf.js';
import type { WordTable } from '../features/linear.js';
import type { Forest } from './trees.js';

/** The learned tables, the trees of both stages and the nets between them. */
export interface Weights {
  readonly tables: Tables;
  /** Judges each row by its own features and those of its neighbours. */
  readonly first: Forest;
  /** Find where the article begins and ends, with the results of the first. */
  readonly ends: EndsNets;
  /** Judges again, with the results of both for all rows. */
  readonly second: Forest;
}

interface Header {
  readonly format: string;
  readonly tables: {
    readonly words: { readonly length: number; readonly scales: WordTable['scales'] };
    readonly names: { readonly length: number; readonly scale: number };
  };
  /** The names of all columns, in their order. */
  readonly columns: readonly string[];
  readonly stages: readonly StageHeader[];
  readonly ends: Pick<EndsNet, 'inputs' | 'units'>;
}

interface StageHeader {
  /** How many of the columns there must be. */
  readonly columns: number;
  readonly first: number;
  readonly sure: number;
  readonly trees: number;
  readonly nodes: number;
}

/** The file format, as written by `training/`. */
const WEIGHTS_FORMAT = 'klartext-content/4';

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
 * @param bytes are not copied: the weights are views of them, and they must not change
 * @throws RangeError if the bytes are not weights of this version
 */
export function readWeights(bytes: Uint8Array): Weights {
  const lineEnd = bytes.indexOf(10);
  const text = new TextDecoder().decode(bytes.subarray(0, Math.max(0, lineEnd)));
  const header: Header | undefined = text.startsWith(`{"format": "${WEIGHTS_FORMAT}"`) ? JSON.parse(text) : undefined;
  if (header === undefined) throw new RangeError(`not weights of the format ${WEIGHTS_FORMAT}: train them again (training/README.md)`);
  // Arrays of numbers must begin at a multiple of their size, and a Buffer may begin anywhere in its memory.
  const sections = new Sections(bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes), lineEnd + 1);
  const words = { weights: sections.take(Int8Array, header.tables.words.length), scales: header.tables.words.scales };
  const names = { weights: sections.take(Int8Array, header.tables.names.length), scale: header.tables.names.scale };
  const ends = netsIn(header.ends, sections);
  const [first, second] = header.stages.map((stage) => readForest(stage, header.columns, sections));
  return { tables: { words, names }, first, ends, second };
}

/** Reads a file of nets alone, as training leaves one for each fold. */
export function readNets(shape: Header['ends'], bytes: Uint8Array): EndsNets {
  return netsIn(shape, new Sections(Uint8Array.from(bytes), 0));
}

function netsIn(shape: Header['ends'], sections: Sections): EndsNets {
  const down = readNet(shape, sections);
  return { down, up: readNet(shape, sections) };
}

function readNet({ inputs, units }: Header['ends'], sections: Sections): EndsNet {
  return {
    inputs,
    units,
    weights: sections.take(Float32Array, inputs * units),
    biases: sections.take(Float32Array, units),
    outputs: sections.take(Float32Array, units),
  };
}

function readForest({ columns, first, sure, trees, nodes }: StageHeader, names: readonly string[], sections: Sections): Forest {
  return {
    columns: names.slice(0, columns),
    first,
    sure,
    roots: sections.take(Uint32Array, trees),
    nodes: sections.take(Int32Array, nodes),
    limits: sections.take(Float32Array, nodes),
  };
}

/** A type of array, as its constructor. */
interface ArrayType<T> {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): T;
}

/** The arrays of a file, in order, as views of its bytes. */
class Sections {
  constructor(
    private readonly bytes: Uint8Array,
    private at: number,
  ) {
    this.align();
  }

  take<T>(type: ArrayType<T>, length: number): T {
    const from = this.at;
    this.at += length * type.BYTES_PER_ELEMENT;
    if (this.at > this.bytes.length) throw new RangeError('the weights end too early: the file was cut short');
    this.align();
    return new type(this.bytes.buffer, this.bytes.byteOffset + from, length);
  }

  private align(): void {
    this.at = (this.at + 3) & ~3;
  }
}
