/** The command sets flags of V8 for its threads; they must be known to V8, and must not reach those who use the library. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@jest/globals';

const urlOf = (file: string): string => JSON.stringify(pathToFileURL(path.join(process.env.KLARTEXT_BUILT as string, 'dist', file)).href);

/** What a script prints; it may import modules of `dist`. */
function printed(script: string): { stdout: string; stderr: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return { stdout, stderr };
}

/** Whether the flags of V8 are others after a statement: V8 tags compiled code with its version and its flags. */
const changesFlags = (statement: string): string => `
  import { cachedDataVersionTag } from 'node:v8';
  const before = cachedDataVersionTag();
  ${statement}
  console.log(cachedDataVersionTag() !== before);`;

test('V8 knows the flags; of others it would complain on standard error, in the midst of a run', () => {
  const set = `const { setRunFlags } = await import(${urlOf('start/v8Flags.js')}); setRunFlags();`;
  expect(printed(changesFlags(set))).toEqual({ stdout: 'true\n', stderr: '' });
});

test('a process that uses the library keeps its own flags', () => {
  const use = `
    const { cleanWith, compileRules, loadPacks, readHtml } = await import(${urlOf('index.js')});
    await cleanWith(readHtml('<p>Ein Satz steht hier.</p>'), compileRules(loadPacks()), { engine: 'auto', model: 'auto' });`;
  expect(printed(changesFlags(use))).toEqual({ stdout: 'false\n', stderr: '' });
});
