/** Reads YAML written by people: its content, and the line of every value for error messages. */
import { isMap, Lexer, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';

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
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [error] = document.errors;
  if (error !== undefined) throw new YamlError(error.message, lineAt(error.pos[0]));
  return {
    content: contentOf(document, yaml, lineAt),
    lineOf: (path) => lineAt(offsetOf(document, path)),
    lineOfKey: (path) => lineAt(keyOffsetOf(document, path)),
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

function offsetOf(document: YamlDocument, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined;
    if (node?.range) return node.range[0];
  }
  return 0;
}

function keyOffsetOf(document: YamlDocument, path: readonly PropertyKey[]): number {
  const map = document.getIn(path.slice(0, -1), true);
  const pair = isMap(map) ? map.items.find(({ key }) => (key as { value?: unknown }).value === path.at(-1)) : undefined;
  return (pair?.key as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offsetOf(document, path);
}
