#!/usr/bin/env node
/** The `klartext` command: runs the bundle's command line, then keeps its compiled code for the next start. */
import { loadBundle } from '../start/loadBundle.js';

const { parts, keepCode } = loadBundle();
await parts.command();
await keepCode();
