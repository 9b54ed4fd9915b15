// Builds the command once for all tests with the project's own build script, in a copy: tests never touch dist/, which
// someone may be using or building at the same time.
import { execFileSync, type SpawnSyncReturns } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.js';

export default function setup(): void {
  const copy = mkdtempSync(path.join(tmpdir(), 'klartext-built-'));
  process.env.KLARTEXT_BUILT = copy;
  for (const name of ['src', 'build', 'package.json', 'tsconfig.json'])
    cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
  const { bin } = JSON.parse(readFileSync(path.join(copy, 'package.json'), 'utf8')) as { bin: { klartext: string } };
  process.env.KLARTEXT_COMMAND = path.join(copy, bin.klartext);
  try {
    execFileSync(process.execPath, [path.join(copy, 'build/scripts/build.js')], { stdio: 'pipe', encoding: 'utf8' });
  } catch (error) {
    // The tests of the command fail with this error; all others need no build.
    process.env.KLARTEXT_BUILD_ERROR = outputOf(error as Partial<SpawnSyncReturns<string>>) || String(error);
  }
}

const outputOf = ({ stdout = '', stderr = '' }: Partial<SpawnSyncReturns<string>>): string => `${stdout}${stderr}`;
