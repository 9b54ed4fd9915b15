/** What the commands know of the terminal: colours, width, and how to say something on standard error. */
import pc from 'picocolors';

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

/** Says one line on standard error. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Writes to standard output and waits until the reader has taken it. */
export async function print(content: string | Uint8Array): Promise<void> {
  if (content.length === 0) return;
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error ? reject(error) : resolve()));
  });
}
