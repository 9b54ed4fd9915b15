/** The line of a document in the removals file, completed with what only the writer of the outputs knows. */
import { STANDOFF_FORMAT } from '../../write/standoff/standoff.js';

const START = `{"format":${JSON.stringify(STANDOFF_FORMAT)},`;

/**
 * Inserts the output name without parsing the line, which may be long.
 * @param made a stand-off record as JSON
 * @param output the name of the file below the output folder, with forward slashes
 */
export function withOutput(made: string, output: string): string {
  return `${START}"output":${JSON.stringify(output)},${made.slice(START.length)}`;
}
