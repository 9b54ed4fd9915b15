/**
 * Compiled rules as bytes: the columns, and each rule as JSON, which is parsed when somebody asks for the rule. Nothing is
 * copied out of the bytes, so threads can share them.
 */
import { lazyField } from '../../model/lazyField.js';
import { isActive, RULES_FORMAT, type Rule, type RuleSet } from '../../model/rule.js';
import { columnsOf } from './columnsOf.js';
import type { RuleColumns } from './ruleColumns.js';

/** Thrown for bytes that `storeRules` did not make. */
export class StoredRulesError extends Error {
  override readonly name = 'StoredRulesError';
}

/** The beginning of the bytes is the length of the header, and the header's own first field. */
const FORM = 'klartext-compiled/1';
/** Columns begin at multiples of this. */
const ALIGNED = 8;

const KINDS = { Uint8Array, Uint32Array, Int32Array } as const;

interface Header {
  readonly form: typeof FORM;
  readonly sets: readonly { readonly name: string; readonly pack?: string; readonly count: number }[];
  readonly sites: readonly string[];
  /** For each column its kind, where it begins after the header, and its length. */
  readonly columns: Readonly<Record<string, readonly [kind: keyof typeof KINDS, from: number, length: number]>>;
  /** The bytes of all columns. */
  readonly size: number;
}

/** Rules that were compiled together, those of several sets one after the other. */
class StoredRules {
  private readonly decoder = new TextDecoder();

  constructor(
    readonly bytes: Uint8Array,
    readonly columns: RuleColumns,
    readonly sites: readonly string[],
    private readonly json: Uint8Array,
    /** For each rule where its JSON begins. A comma is between two rules. */
    private readonly jsonFrom: Uint32Array,
  ) {}

  ruleAt(number: number): Rule {
    return JSON.parse(this.text(number, number + 1)) as Rule;
  }

  /** Rules that nobody can change: what is compiled from them must stay the same. */
  rulesFrom(first: number, end: number): readonly Rule[] {
    return frozen(JSON.parse(`[${first === end ? '' : this.text(first, end)}]`) as Rule[]);
  }

  private text(first: number, end: number): string {
    return this.decoder.decode(this.json.subarray(this.jsonFrom[first], this.jsonFrom[end] - 1));
  }
}

/** A set among stored rules: its rules are those from `first` up to `end`. */
export interface StoredSet {
  readonly rules: StoredRules;
  /** The set's index among those that were stored together. */
  readonly index: number;
  readonly first: number;
  readonly end: number;
}

const storedBySet = new WeakMap<RuleSet, StoredSet>();

/** What a rule set was read from; undefined if it is any other set, or a changed copy. */
export function storedOf(set: RuleSet): StoredSet | undefined {
  return storedBySet.get(set);
}

/** Compiles rule sets to bytes. @throws PatternError or SelectorError for rules that were not checked by `parseRules` */
export function storeRules(sets: readonly RuleSet[]): Uint8Array {
  const rules = sets.flatMap((set) => set.rules);
  const { columns, sites } = columnsOf(rules, isActive);
  const texts = rules.map((rule) => new TextEncoder().encode(`${JSON.stringify(rule)},`));
  const jsonFrom = new Uint32Array(rules.length + 1);
  texts.forEach((text, i) => {
    jsonFrom[i + 1] = jsonFrom[i] + text.length;
  });
  const json = new Uint8Array(jsonFrom[rules.length]);
  texts.forEach((text, i) => {
    json.set(text, jsonFrom[i]);
  });
  return written({ ...columns, jsonFrom, json }, sets, sites);
}

type Column = InstanceType<(typeof KINDS)[keyof typeof KINDS]>;

function written(columns: object, sets: readonly RuleSet[], sites: readonly string[]): Uint8Array {
  const places: Record<string, readonly [keyof typeof KINDS, number, number]> = {};
  let size = 0;
  const entries = Object.entries(columns) as [string, Column][];
  for (const [name, column] of entries) {
    places[name] = [column.constructor.name as keyof typeof KINDS, size, column.length];
    size = aligned(size + column.byteLength);
  }
  const described = sets.map(({ name, pack, rules }) => ({ name, ...(pack === undefined ? {} : { pack }), count: rules.length }));
  const header = new TextEncoder().encode(JSON.stringify({ form: FORM, sets: described, sites, columns: places, size } satisfies Header));
  const from = aligned(4 + header.length);
  const bytes = new Uint8Array(from + size);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, 4);
  for (const [name, column] of entries)
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), from + places[name][1]);
  return bytes;
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNED) * ALIGNED;
}

/**
 * The rule sets in bytes that `storeRules` has made. Their rules are read from the bytes when somebody asks for them.
 * @param bytes begin at a multiple of 8 in their buffer
 * @throws StoredRulesError if the bytes are of another form, or not complete
 */
export function storedSets(bytes: Uint8Array): RuleSet[] {
  const { sets, sites, columns, from } = headerOf(bytes);
  // It may be shared memory, which typed arrays are views of too.
  const buffer = bytes.buffer as ArrayBuffer;
  const read = Object.fromEntries(
    Object.entries(columns).map(([name, [kind, at, length]]) => [name, new KINDS[kind](buffer, bytes.byteOffset + from + at, length)]),
  ) as unknown as RuleColumns & { readonly json: Uint8Array; readonly jsonFrom: Uint32Array };
  const rules = new StoredRules(bytes, read, sites, read.json, read.jsonFrom);
  let end = 0;
  return sets.map(({ name, pack, count }, index) => {
    const first = end;
    end += count;
    const set = lazySet({ name, ...(pack === undefined ? {} : { pack }) }, rules, first, end);
    storedBySet.set(set, { rules, index, first, end });
    return set;
  });
}

/** A stored set under another name, which is a part of it that is not stored: a file may be moved. */
export function renamedSet(set: RuleSet, name: string): RuleSet {
  const stored = storedOf(set) as StoredSet;
  const renamed = lazySet({ name }, stored.rules, stored.first, stored.end);
  storedBySet.set(renamed, stored);
  return renamed;
}

function lazySet(named: Pick<RuleSet, 'name' | 'pack'>, rules: StoredRules, first: number, end: number): RuleSet {
  const set: RuleSet = { format: RULES_FORMAT, ...named, rules: [] };
  return Object.freeze(lazyField(set, 'rules', () => rules.rulesFrom(first, end)));
}

function headerOf(bytes: Uint8Array): Header & { readonly from: number } {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as Header;
    const from = aligned(4 + length);
    if (header.form === FORM && from + header.size === bytes.length) return { ...header, from };
  } catch {
    // What cannot be read is of another form.
  }
  throw new StoredRulesError('not compiled rules, or not all of them');
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
