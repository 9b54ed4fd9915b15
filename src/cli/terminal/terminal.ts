/** What the commands know of the terminal: colours, width, and how to say something on standard error. */
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

/** The width for running text: the terminal's, within what reads well. */
export function textWidth(stream: NodeJS.WriteStream): number {
  return Math.max(50, Math.min(stream.columns ?? 100, 110));
}

/** What this program puts into its own lines: colours and line ends. */
const OWN = /(\u001b\[\d+m|\n)/u;

/**
 * Lines as a stream takes them: whatever else steers a terminal is shown, colours also where the stream has none. What comes
 * from documents, rules and file names is made visible where it is put into a line; this is for what somebody forgot.
 */
function guarded(lines: string, stream: NodeJS.WriteStream): string {
  const { isColorSupported } = colorsFor(stream);
  return lines
    .split(OWN)
    .map((part, i) => (i % 2 === 1 && (part === '\n' || isColorSupported) ? part : visible(part)))
    .join('');
}

/** Says one line on standard error. */
export function say(line: string): void {
  process.stderr.write(`${guarded(line, process.stderr)}\n`);
}

/** Says of a document on standard error why it could not be done. */
export function sayError(document: string, message: string): void {
  say(errorLine(document, message, colorsFor(process.stderr)));
}

/** Says what a person should know of a document on standard error. */
export function sayNote(document: string, message: string): void {
  say(noteLine(document, message, colorsFor(process.stderr)));
}

export function errorLine(document: string, message: string, colors: Colors): string {
  return `${colors.red('error')} ${visible(document)}: ${visible(message)}`;
}

export function noteLine(document: string, message: string, colors: Colors): string {
  return `${colors.yellow('note')} ${visible(document)}: ${visible(message)}`;
}

/** Shows a person something on standard output: tables, explanations, reports. */
export function present(lines: string): Promise<void> {
  return print(guarded(lines, process.stdout));
}

/** What a program may read and a person may see: as it is, but made visible where standard output is a terminal. */
export function seen(text: string): string {
  return process.stdout.isTTY ? visibleLines(text) : text;
}

/** Whether standard output is read as it is written: by a program or a person, not later as a file. */
export function isLive(): boolean {
  try {
    return !fstatSync(process.stdout.fd).isFile();
  } catch {
    return true;
  }
}

/** Writes what is made for programs to standard output, and waits until the reader has taken it. */
export async function print(content: string | Uint8Array): Promise<void> {
  if (content.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
