#!/usr/bin/env node
// Kills `klartext clean` (kill -9) at random moments, gives the same command again each time, and holds the final tree
// against that of an undisturbed run, file by file.
//   npm run bench:kill -- [--documents 2000] [--kills 20] [--seed 1]
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: opt } = parseArgs({
  options: {
    documents: { type: 'string', default: '2000' },
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const COMMAND = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const OUTPUTS = {
  folder: (name) => ['--out', name],
  'folder and removals': (name) => ['--out', name, '--removed', `${name}.removed.jsonl.gz`, '--errors', `${name}.errors.jsonl`],
  'file of records': (name) => ['--out', `${name}.jsonl`],
  'compressed records': (name) => ['--out', `${name}.jsonl.gz`, '--removed', `${name}.removed.jsonl`],
};
let state = +opt.seed;
let failed = false;
for (const [what, output] of Object.entries(OUTPUTS)) await attempt(what, output);
process.exitCode = failed ? 1 : 0;

function random() {
  state = (state * 1103515245 + 12345) & 0x7fffffff;
  return state / 0x7fffffff;
}

async function attempt(what, output) {
  const box = mkdtempSync(path.join(tmpdir(), 'klartext-kill-'));
  for (let n = 0; n < +opt.documents; n++) {
    const paragraphs = Array.from(
      { length: 15 },
      (_, k) => `Am ${k + 1}. Tag hat der Rat von Hohenwiek zum ${n}. Mal über den neuen Steg beraten.`,
    );
    mkdirSync(path.join(box, 'in', `s${n % 7}`), { recursive: true });
    writeFileSync(path.join(box, 'in', `s${n % 7}`, `d${n}.txt`), ['Empfohlen', ...paragraphs, 'Textgröße ändern:', ''].join('\n\n'));
  }
  const began = performance.now();
  await run(box, output('undisturbed'));
  const whole = performance.now() - began;
  let kills = 0;
  let runs = 0;
  // A moment somewhere in what is left: later runs have less to do.
  for (; kills < +opt.kills && runs < +opt.kills * 4; runs++) if (await run(box, output('killed'), 300 + random() * (whole / 6))) kills++;
  await run(box, output('killed'));
  const [expected, found] = ['undisturbed', 'killed'].map((name) => treeOf(box, name));
  const isEqual = JSON.stringify(expected) === JSON.stringify(found);
  if (!isEqual) failed = true;
  console.log(`${what.padEnd(20)} killed ${kills} times: ${Object.keys(found).length} files, ${isEqual ? 'equal' : 'DIFFERENT'}`);
  rmSync(box, { recursive: true, force: true });
}

/** Whether the command was killed. */
function run(box, output, after) {
  return new Promise((resolve) => {
    const env = { ...process.env, XDG_CACHE_HOME: path.join(box, 'cache') };
    const child = spawn(process.execPath, [COMMAND, 'clean', 'in', ...output, '--quiet', '--config', 'none'], {
      cwd: box,
      env,
      stdio: 'ignore',
    });
    const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
    child.on('close', (_, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

/** The hash of each file that was written under this name, by the rest of its own; compressed ones as they read. */
function treeOf(box, name) {
  const names = readdirSync(box, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = names.map((entry) => path.join(entry.parentPath, entry.name)).filter((file) => path.relative(box, file).startsWith(name));
  return Object.fromEntries(
    files.sort().map((file) => {
      const bytes = file.endsWith('.gz') ? execFileSync('gzip', ['-dc', file], { maxBuffer: 1 << 30 }) : readFileSync(file);
      // The removals name the output folder's files, not the folder.
      return [path.relative(box, file).slice(name.length), createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}
