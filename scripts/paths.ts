// Where the project lies: tools run from build/, beside the sources that they were compiled from.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = path.dirname(fileURLToPath(import.meta.resolve('klartext/package.json')));

/** The command, as it is built. */
export const COMMAND = path.join(ROOT, 'dist/cli/main.js');
