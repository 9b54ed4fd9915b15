// Builds the command once for all tests with the project's own build script, in a copy: tests never touch dist/, which
// someone may be using or building at the same time.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export default function setup() {
  const copy = mkdtempSync(path.join(tmpdir(), 'klartext-built-'));
  process.env.KLARTEXT_BUILT = copy;
  for (const name of ['src', 'scripts', 'package.json', 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  const { bin } = JSON.parse(readFileSync(path.join(copy, 'package.json'), 'utf8'));
  process.env.KLARTEXT_COMMAND = path.join(copy, bin.klartext);
  try {
    execFileSync(process.execPath, [path.join(copy, 'scripts/build.mjs')], { stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    // The tests of the command fail with this error; all others need no build.
    process.env.KLARTEXT_BUILD_ERROR = `${error.stdout}${error.stderr}` || String(error);
  }
}
