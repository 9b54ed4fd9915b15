/** Unpacks Zstandard files with one or more frames. */
import { Zstd } from '@hpcc-js/wasm-zstd';
import { ByteReader, cutShort } from '../byteReader.js';
import type { Bytes } from '../bytes.js';
import { UnreadableError } from '../unreadable.js';

const FRAME = 0xfd2fb528;
/** The first of the 16 magic numbers of frames without content. */
const SKIPPABLE = 0x184d2a50;

/** The greatest size of an unpacked block. */
const BLOCK = 1 << 17;

/** The input buffer: a block, its header and a checksum. */
const INPUT = BLOCK + 64;

/** Types of blocks whose headers contain the unpacked size: stored bytes, and one byte repeated. */
const RAW = 0;
const RUN = 1;

/**
 * The library does not report how much of its input fitted into the output. So it gets one block at a time, whose length
 * and greatest unpacked size are known from the format. This also limits the memory that a bomb can use.
 */
export async function* unzstd(bytes: Bytes): AsyncGenerator<Uint8Array> {
  const decoder = await Decoder.make();
  const reader = new ByteReader(bytes);
  try {
    for (;;) {
      const start = await reader.look(4);
      if (start.length === 0) return;
      if (start.length < 4) throw cutShort();
      const magic = numberAt(start, 0, 4);
      if (magic === FRAME) {
        yield* blocksOf(reader, decoder);
      } else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
        await reader.pass(4);
        await reader.pass(numberAt(await reader.take(4), 0, 4));
      } else {
        throw damaged();
      }
    }
  } finally {
    decoder.free();
    await reader.close();
  }
}

async function* blocksOf(reader: ByteReader, decoder: Decoder): AsyncGenerator<Uint8Array> {
  const descriptor = (await expectBytes(reader, 5))[4];
  const checksumLength = (descriptor & 4) !== 0 ? 4 : 0;
  decoder.unpack(await reader.take(5 + restOfHeader(descriptor)));
  for (let isLast = false; !isLast; ) {
    const block = readBlockHeader(await expectBytes(reader, 3));
    isLast = block.isLast;
    const unpacked = decoder.unpack(await reader.take(3 + block.length + (isLast ? checksumLength : 0)));
    // The library reports an error only by returning nothing.
    if (block.unpackedLength === undefined ? unpacked.length === 0 : unpacked.length !== block.unpackedLength) throw damaged();
    if (unpacked.length > 0) yield unpacked;
  }
}

async function expectBytes(reader: ByteReader, count: number): Promise<Uint8Array> {
  const bytes = await reader.look(count);
  if (bytes.length < count) throw cutShort();
  return bytes;
}

interface BlockHeader {
  readonly isLast: boolean;
  /** Of the block in the file, without its header. */
  readonly length: number;
  /** Undefined for compressed blocks, whose header does not say. */
  readonly unpackedLength: number | undefined;
}

function readBlockHeader(bytes: Uint8Array): BlockHeader {
  const header = numberAt(bytes, 0, 3);
  const type = (header >> 1) & 3;
  const size = header >> 3;
  if (size > BLOCK) throw damaged();
  return {
    isLast: (header & 1) === 1,
    length: type === RUN ? 1 : size,
    unpackedLength: type === RAW || type === RUN ? size : undefined,
  };
}

/** The length of a frame's header after its magic number and descriptor: window, dictionary, size of the content. */
function restOfHeader(descriptor: number): number {
  const single = (descriptor & 32) !== 0;
  return (single ? 0 : 1) + [0, 1, 2, 4][descriptor & 3] + [single ? 1 : 0, 2, 4, 8][descriptor >> 6];
}

/** The WebAssembly module below the library's own methods. */
interface Module {
  readonly zstd: {
    new (): { decompressChunk(out: number, outSize: number, input: number, inputSize: number): number; delete(): void };
  };
  readonly HEAPU8: Uint8Array;
  _malloc(size: number): number;
  _free(address: number): void;
}

/**
 * A separate decoder for each file: the library shares one, but several files are read at the same time. Its methods also
 * copy bytes one by one through an array, which takes a hundred times as long as unpacking.
 */
class Decoder {
  readonly #module: Module;
  readonly #context: InstanceType<Module['zstd']>;
  readonly #input: number;
  readonly #out: number;

  static async make(): Promise<Decoder> {
    const { _mainModule } = (await Zstd.load()) as unknown as { _mainModule: { _module: Module } };
    return new Decoder(_mainModule._module);
  }

  constructor(module: Module) {
    this.#module = module;
    this.#context = new module.zstd();
    this.#input = module._malloc(INPUT);
    this.#out = module._malloc(BLOCK);
  }

  unpack(bytes: Uint8Array): Uint8Array {
    const module = this.#module;
    module.HEAPU8.set(bytes, this.#input);
    const size = this.#context.decompressChunk(this.#out, BLOCK, this.#input, bytes.length);
    return module.HEAPU8.slice(this.#out, this.#out + size);
  }

  free(): void {
    this.#context.delete();
    this.#module._free(this.#input);
    this.#module._free(this.#out);
  }
}

function numberAt(bytes: Uint8Array, at: number, length: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).readUIntLE(at, length);
}

function damaged(): UnreadableError {
  return new UnreadableError('the compressed data (zstd) is damaged, or needs a dictionary or more than 128 MB of memory');
}
