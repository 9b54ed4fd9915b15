#!/usr/bin/env node
// Cleans samples/ into out/ and shows, for one text and one page, what was removed and why.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const klartext = (...args) => {
  console.log(`\n$ npx klartext ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, ['dist/cli/main.js', ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};
klartext('explain', 'samples/fernblick-nachrichten.example/saldovien-faehrstreik.txt');
klartext('explain', '--removed', 'samples/heidland-portal.example/moorbahn-rettung.html');
klartext('clean', 'samples', '--out', 'out');
