#!/usr/bin/env node
// Cleans the seeds with the shipped packs alone, through the command as a user has it, and holds them against their labels.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { COMMAND } from '../scripts/paths.js';
import { SHARED } from './sets.js';

const out = mkdtempSync(path.join(tmpdir(), 'klartext-seeds-'));
const run = (...args: readonly string[]): number | null => spawnSync(process.execPath, args, { stdio: 'inherit' }).status;
const cleaned = run(COMMAND, 'clean', path.join(SHARED, 'seeds'), '--out', out, '--quiet');
const scored = run(path.join(SHARED, 'bench/score-seeds.mjs'), '--pred', out);
rmSync(out, { recursive: true });
process.exit(cleaned || scored);
