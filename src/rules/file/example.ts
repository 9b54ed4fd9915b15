/** The format of examples in a rule's evidence: consecutive blocks on one line, long ones truncated. */

/** Separates blocks: a section's marker from the block after it, or the blocks of a sequence. */
export const BLOCK_SEPARATOR = ' ▸ ';
/** The end of a truncated example. */
const CUT = '…';
/** Longer examples are truncated: people read these files. */
const LENGTH = 120;

/**
 * Truncates an example.
 * @param fixed the number of characters at its beginning that must stay because the rule looks for them
 */
function cutExample(text: string, fixed = 0): string {
  const length = Math.max(LENGTH - CUT.length, fixed);
  return text.length > length + CUT.length ? text.slice(0, length) + CUT : text;
}

/** The most examples kept with a rule: they are for people, and for its test. */
const EXAMPLES = 2;

/**
 * The examples that evidence shows of many.
 * @param fixed see `cutExample`
 */
export function someExamples(examples: readonly string[], fixed = 0): string[] {
  return [...new Set(examples)]
    .sort()
    .slice(0, EXAMPLES)
    .map((example) => cutExample(example, fixed));
}

/** Whether an example was truncated. A shorter one ends with an ellipsis of its own. */
export function isCut(example: string): boolean {
  return example.length >= LENGTH && example.endsWith(CUT);
}
