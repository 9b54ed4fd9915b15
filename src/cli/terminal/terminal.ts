/** The terminal: its colours and width, and output on standard error. */
import { fstatSync } from 'node:fs';
import pc from 'picocolors';
import { visible, visibleLines } from '../../text/visible.js';

export type Colors = ReturnType<typeof pc.createColors>;

/** Colours for a stream: only on a terminal, never with NO_COLOR, always with FORCE_COLOR. */
export function colorsFor(stream: NodeJS.WriteStream): Colors {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const forced = FORCE_COLOR !== undefined && FORCE_COLOR !== '0';
  return pc.createColors(forced || (stream.isTTY === true && !NO_COLOR));
}

/** Width for running text: that of the terminal, within readable limits. */
export function textWidth(stream: NodeJS.WriteStream): number {
  return Math.max(50, Math.min(stream.columns ?? 100, 110));
}

/** Control sequences that this program writes itself: colours and line ends. */
const OWN = /(\u001b\[\d+m|\n)/u;

/**
 * Makes control sequences visible that this program has not written, and colours if the stream has none. Text from
 * documents, rules and file names is made visible where it is inserted; this catches omissions.
 */
function guarded(lines: string, stream: NodeJS.WriteStream): string {
  const { isColorSupported } = colorsFor(stream);
  return lines
    .split(OWN)
    .map((part, i) => (i % 2 === 1 && (part === '\n' || isColorSupported) ? part : visible(part)))
    .join('');
}

/** Writes a line to standard error. */
export function say(line: string): void {
  process.stderr.write(`${guarded(line, process.stderr)}\n`);
}

/** Reports on standard error why a document failed. */
export function sayError(document: string, message: string): void {
  say(errorLine(document, message, colorsFor(process.stderr)));
}

/** Shows a note about a document on standard error. */
export function sayNote(document: string, message: string): void {
  say(noteLine(document, message, colorsFor(process.stderr)));
}

export function errorLine(document: string, message: string, colors: Colors): string {
  return `${colors.red('error')} ${visible(document)}: ${visible(message)}`;
}

export function noteLine(document: string, message: string, colors: Colors): string {
  return `${colors.yellow('note')} ${visible(document)}: ${visible(message)}`;
}

/** Shows tables, explanations and reports on standard output. */
export function present(lines: string): Promise<void> {
  return print(guarded(lines, process.stdout));
}

/** Text for programs and people: unchanged, but made visible if standard output is a terminal. */
export function seen(text: string): string {
  return process.stdout.isTTY ? visibleLines(text) : text;
}

/** Whether standard output is a pipe or terminal, which is read while it is written. */
export function isLive(): boolean {
  try {
    return !fstatSync(process.stdout.fd).isFile();
  } catch {
    return true;
  }
}

/** Writes output for programs to standard output and resolves once the reader has taken it. */
export async function print(content: string | Uint8Array): Promise<void> {
  if (content.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
