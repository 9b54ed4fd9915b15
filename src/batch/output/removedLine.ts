/** The line of a document in the file of removals, with what only the one who writes it knows. */
import { STANDOFF_FORMAT } from '../../write/standoff/standoff.js';

/** How every such line begins. */
const START = `{"format":${JSON.stringify(STANDOFF_FORMAT)},`;

/**
 * The line with the output's name put in, without reading it again: what is removed may be long.
 * @param made a stand-off record as JSON
 * @param output the file's name below the output folder, with forward slashes
 */
export function withOutput(made: string, output: string): string {
  return `${START}"output":${JSON.stringify(output)},${made.slice(START.length)}`;
}
