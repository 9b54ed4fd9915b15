/** The entry point of a worker thread that cleans, which runs that part of the bundle. */
import { loadBundle } from '../../start/loadBundle.js';

// A promise, which piscina awaits; a module that awaits at its top level would be loaded twice.
export default loadBundle().parts.cleanWorker();
