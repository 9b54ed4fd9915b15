/** Reads YAML written by people: its content, and the line of every value for error messages. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Pair,
  parseDocument,
  type YAMLMap,
  type Document as YamlDocument,
} from 'yaml';

/** Thrown for invalid YAML. The message is a single line and does not contain the position. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
  constructor(
    message: string,
    /** Counted from 1. */
    readonly line: number,
  ) {
    super(message.split('\n')[0]);
  }
}

export interface YamlContent {
  /** Plain values. Keys are strings as they are written: `24` and `null` too. */
  readonly content: unknown;
  /** The line where the value at a path begins; if there is none, the line of its nearest ancestor. */
  lineOf(path: readonly PropertyKey[]): number;
  /** The line of the key at the end of a path. Its value may begin on a later line. */
  lineOfKey(path: readonly PropertyKey[]): number;
}

/** @throws YamlError for the first error */
export function readYaml(yaml: string): YamlContent {
  const lines = new LineCounter();
  const lineAt = (offset: number) => lines.linePos(Math.max(0, offset)).line;
  expectShallow(yaml);
  // The library compares each key with all others of its map, so unique keys are left to `expectUniqueKeys`.
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, logLevel: 'error', stringKeys: true, uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined)
    throw new YamlError(error.code === 'NON_STRING_KEY' ? 'a key must be text' : error.message, lineAt(error.pos[0]));
  expectUniqueKeys(document.contents, lineAt);
  const content = contentOf(document, yaml, lineAt);
  const places = new Places(document);
  return {
    content,
    lineOf: (path) => lineAt(places.along(path).value),
    lineOfKey: (path) => lineAt(places.along(path).key),
  };
}

/** Nobody writes YAML with more levels than this. */
const DEEPEST = 300;
/** The lexer emits this token before the text of a scalar. */
const SCALAR = '\u001f';

/**
 * Refuses YAML that is nested too deep. The library parses recursively, and a stack overflow cannot always be caught: V8
 * aborts the process if it is compiling a regular expression at that moment. The depth of a line is bounded by its
 * brackets, its indentation and its dashes, question marks and colons.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each kind of token.
function expectShallow(yaml: string): void {
  let line = 1;
  let flow = 0;
  let own = 0;
  let begins = true;
  let isText = false;
  for (const token of new Lexer().lex(yaml)) {
    if (isText) {
      isText = false;
      line += token.split('\n').length - 1;
      if (token.endsWith('\n')) own = 0;
    } else if (token === SCALAR) isText = true;
    else if (token === '\n' || token === '\r\n') {
      line++;
      own = 0;
      begins = true;
      continue;
    } else if (token === '[' || token === '{') flow++;
    else if (token === ']' || token === '}') flow--;
    else if (token === '-' || token === '?' || token === ':') own++;
    else if (begins && /^ +$/u.test(token)) own += token.length;
    if (own + flow > DEEPEST) throw new YamlError('nested too deeply', line);
    begins = false;
  }
}

function contentOf(document: YamlDocument, yaml: string, lineAt: (offset: number) => number): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // The library reports an undefined alias only here, and without a position.
    const { message } = error as Error;
    const alias = /^Unresolved alias[^:]*: (\S+)/u.exec(message)?.[1];
    throw new YamlError(message, lineAt(alias === undefined ? -1 : yaml.indexOf(`*${alias}`)));
  }
}

/** @throws YamlError for a key that its map has twice: the later value would silently replace the earlier one */
function expectUniqueKeys(node: unknown, lineAt: (offset: number) => number): void {
  if (isSeq(node)) for (const item of node.items) expectUniqueKeys(item, lineAt);
  if (!isMap(node)) return;
  const keys = new Set<unknown>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? key.value : key;
    if (keys.has(name)) throw new YamlError(`the key “${String(name)}” is there twice`, lineAt(offsetOf(key) ?? -1));
    keys.add(name);
    expectUniqueKeys(value, lineAt);
  }
}

function offsetOf(node: unknown): number | undefined {
  return (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];
}

/** Finds the nodes of a document by their paths, in time that does not depend on the sizes of its maps. */
class Places {
  private readonly pairs = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();

  constructor(private readonly document: YamlDocument) {}

  /** Offsets of the last value along a path that is there, and of its key. */
  along(path: readonly PropertyKey[]): { readonly value: number; readonly key: number } {
    let node: unknown = this.document.contents;
    let value = offsetOf(node) ?? 0;
    let key = value;
    for (const step of path) {
      const pair = this.pairOf(node, step);
      node = pair === undefined ? this.itemOf(node, step) : pair.value;
      if (node === undefined) break;
      key = offsetOf(pair?.key) ?? offsetOf(node) ?? key;
      value = offsetOf(node) ?? key;
    }
    return { value, key };
  }

  private pairOf(node: unknown, key: PropertyKey): Pair | undefined {
    const map = isAlias(node) ? node.resolve(this.document) : node;
    if (!isMap(map)) return undefined;
    let pairs = this.pairs.get(map);
    if (pairs === undefined) {
      pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? pair.key.value : pair.key, pair]));
      this.pairs.set(map, pairs);
    }
    return pairs.get(key);
  }

  private itemOf(node: unknown, key: PropertyKey): unknown {
    const list = isAlias(node) ? node.resolve(this.document) : node;
    return isSeq(list) ? list.items[Number(key)] : undefined;
  }
}
