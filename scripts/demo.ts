#!/usr/bin/env node
// Cleans samples/ into out/ and shows, for one text and one page, what was removed and why.
import { spawnSync } from 'node:child_process';
import { COMMAND, ROOT } from './paths.js';

process.chdir(ROOT);
const klartext = (...args: string[]): void => {
  console.log(`\n$ npx klartext ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [COMMAND, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
klartext('explain', 'samples/fernblick-nachrichten.example/saldovien-faehrstreik.txt');
klartext('explain', '--removed', 'samples/heidland-portal.example/moorbahn-rettung.html');
klartext('clean', 'samples', '--out', 'out');
