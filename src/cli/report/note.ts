/** Notes of several sentences, which are wrapped on a terminal and stay one line for other readers. */
import wrapAnsi from 'wrap-ansi';
import { colorsFor, say, textWidth } from '../terminal/terminal.js';

/** Writes a note to standard error. */
export function sayLongNote(text: string): void {
  const line = `${colorsFor(process.stderr).yellow('note')} ${text}`;
  say(process.stderr.isTTY ? wrapAnsi(line, textWidth(process.stderr)) : line);
}
