// Damages an input: flips, cuts, splices, repeats, values that readers stumble over. Works on bytes and on code units.
import type { Random } from './random.js';
import type { Units } from './target.js';

/** Inputs do not grow beyond this, but for the rare long repeats. */
const MAX_LENGTH = 1 << 15;
/** A long repeat shows what is not linear. */
const LONG = 1 << 18;

const SPECIAL_BYTES = [
  0, 1, 9, 10, 13, 27, 32, 34, 38, 39, 60, 62, 91, 92, 123, 125, 127, 128, 0xc0, 0xc3, 0xe2, 0xed, 0xef, 0xf0, 0xfe, 0xff,
];
const SPECIAL_UNITS = [
  ...SPECIAL_BYTES,
  0xa0,
  0xad,
  0x130,
  0x131,
  0x1e9e,
  0x200b,
  0x2028,
  0x202e,
  0xd800,
  0xdbff,
  0xdc00,
  0xdfff,
  0xfb01,
  0xfeff,
  0xfffd,
  0xffff,
];

/** The numbers at which formats of fixed fields go wrong, in their bytes. */
const SPECIAL_NUMBERS = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** A place in an input that is to be damaged, and what may be put there. */
interface Spot {
  readonly random: Random;
  readonly units: Units;
  readonly at: number;
  /** How many units from there on are meant: mostly few. Drawn where it is asked for. */
  readonly length: () => number;
  readonly others: readonly Units[];
  readonly words: readonly Units[];
}

type Damage = (spot: Spot) => Units;

/**
 * An input with some damage done to it; at times with none.
 * @param units are left as they are
 * @param others inputs of the same kind, to splice in
 * @param words pieces that mean something in the format, of the same kind
 * @param mild where a format refuses all that is much damaged: little damage, to get past its first checks
 */
export function mutate(random: Random, units: Units, others: readonly Units[], words: readonly Units[], mild = false): Units {
  let out = units;
  const times = timesOf(random, mild);
  for (let i = 0; i < times; i++) out = step(random, out, others, words);
  return out;
}

function timesOf(random: Random, mild: boolean): number {
  if (random.oneIn(20)) return 0;
  if (mild && !random.oneIn(4)) return 1;
  return 1 + (random.oneIn(3) ? random.int(12) : random.int(3));
}

function step(random: Random, units: Units, others: readonly Units[], words: readonly Units[]): Units {
  const at = random.int(units.length + 1);
  const length = (): number => Math.min(units.length - at, random.oneIn(3) ? random.int(units.length + 1) : 1 + random.int(16));
  return DAMAGES[random.int(DAMAGES.length)]({ random, units, at, length, others, words });
}

/** Each is as likely; seeds say other inputs where their order changes, or that in which one draws its numbers. */
const DAMAGES: readonly Damage[] = [
  // A bit is flipped.
  ({ random, units }) => {
    if (units.length === 0) return units;
    const out = units.slice();
    out[random.int(out.length)] ^= 1 << random.int(units.BYTES_PER_ELEMENT * 8);
    return out;
  },
  // A unit is another one.
  ({ random, units }) => {
    if (units.length === 0) return units;
    const out = units.slice();
    out[random.int(out.length)] = special(random, units);
    return out;
  },
  // One unit more.
  ({ random, units, at }) => {
    const one = emptyLike(units, 1);
    one[0] = special(random, units);
    return replace(units, at, 0, one);
  },
  // A piece is gone.
  ({ units, at, length }) => replace(units, at, length(), units.subarray(0, 0)),
  // All is gone on one side.
  ({ random, units, at }) => (random.oneIn(2) ? units.slice(0, at) : units.slice(at)),
  // A piece comes again and again.
  ({ random, units, at, length }) => {
    const piece = units.subarray(at, at + length());
    const most = Math.floor((random.oneIn(300) ? LONG : MAX_LENGTH - units.length) / Math.max(1, piece.length));
    const times = Math.min(most, random.oneIn(100) ? 1e6 : 1 + random.int(8));
    return times < 1 ? units : replace(units, at, 0, repeated(piece, times));
  },
  // A piece of another input.
  ({ random, units, at, length, others }) => {
    const other = random.pick(others);
    const from = random.int(other.length + 1);
    const piece = other.subarray(from, from + random.int(other.length - from + 1));
    return units.length + piece.length > MAX_LENGTH ? units : replace(units, at, random.oneIn(2) ? length() : 0, piece);
  },
  // A piece moves.
  ({ random, units, at, length }) => {
    const piece = units.slice(at, at + length());
    return replace(replace(units, at, piece.length, piece.subarray(0, 0)), random.int(units.length - piece.length + 1), 0, piece);
  },
  // A number; strings have words for theirs.
  ({ random, units, at, words }) => {
    if (units.BYTES_PER_ELEMENT > 1) return replace(units, at, 0, random.pick(words));
    const number = Buffer.alloc(4);
    number.writeUInt32LE(random.pick(SPECIAL_NUMBERS));
    if (random.oneIn(2)) number.reverse();
    return replace(units, at, 4, number.subarray(0, random.pick([1, 2, 4])));
  },
  // A word of the format.
  ({ random, units, at, length, words }) => replace(units, at, random.oneIn(2) ? length() : 0, random.pick(words)),
];

function special(random: Random, units: Units): number {
  if (random.oneIn(3)) return random.int(units.BYTES_PER_ELEMENT > 1 ? 0x10000 : 256);
  return random.pick(units.BYTES_PER_ELEMENT > 1 ? SPECIAL_UNITS : SPECIAL_BYTES);
}

/** Room for units of the same kind. */
function emptyLike(units: Units, length: number): Units {
  return units instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length);
}

function replace(units: Units, at: number, length: number, piece: Units): Units {
  const out = emptyLike(units, units.length - Math.min(length, units.length - at) + piece.length);
  out.set(units.subarray(0, at));
  out.set(piece, at);
  out.set(units.subarray(at + length), at + piece.length);
  return out;
}

function repeated(piece: Units, times: number): Units {
  const out = emptyLike(piece, piece.length * times);
  for (let i = 0; i < times; i++) out.set(piece, i * piece.length);
  return out;
}

/** A string as its code units, halves of pairs among them. */
export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** The string that code units are. */
export function stringOf(units: Uint16Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
}
