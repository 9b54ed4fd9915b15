/** Reads YAML that people write: what stands in it, and the line of everything, for messages. */
import { isMap, Lexer, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';

/** Thrown for what is no YAML; the message is one line and names no place. */
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
  /** The line where the value at a path begins; where nothing stands there, that of what is nearest above it. */
  lineOf(path: readonly PropertyKey[]): number;
  /** The line of the key that a path ends with; its value may begin lines below it. */
  lineOfKey(path: readonly PropertyKey[]): number;
}

/** @throws YamlError at the first thing that is wrong */
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

/** More levels than this no person writes. */
const DEEPEST = 300;
/** What the lexer says before the text of a scalar. */
const SCALAR = '\u001f';

/**
 * The library goes down into what is nested by calling itself, and what happens at the stack's end cannot be caught:
 * V8 ends the process where it is compiling a regular expression. A line is nested no deeper than by its brackets, its
 * indentation and the dashes, question marks and colons on it.
 */
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
    if (own + flow > DEEPEST) throw new YamlError('nested too deep to be read', line);
    begins = false;
  }
}

function contentOf(document: YamlDocument, yaml: string, lineAt: (offset: number) => number): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // The library finds an alias of nothing only here, and names no place.
    const { message } = error as Error;
    const alias = /alias[^:]*: (\S+)/iu.exec(message)?.[1];
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
