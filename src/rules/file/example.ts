/** How the examples of evidence are written: blocks that follow each other in one line, long ones cut short. */

/** Between two blocks: a section's marker and what followed it, the blocks of a sequence. */
export const BLOCK_SEPARATOR = ' ▸ ';
/** Ends an example that was cut short. */
const CUT = '…';
/** Longer examples are cut. */
const LENGTH = 120;

/**
 * Cuts an example short.
 * @param fixed characters at its beginning that must stay, since the rule looks for them
 */
export function cutExample(text: string, fixed = 0): string {
  const length = Math.max(LENGTH - CUT.length, fixed);
  return text.length > length + CUT.length ? text.slice(0, length) + CUT : text;
}

/** Whether an example was cut short. A shorter one ends with dots of its own. */
export function isCut(example: string): boolean {
  return example.length >= LENGTH && example.endsWith(CUT);
}
