/** Shell completion: the scripts, and what they offer on Tab. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../support/command.js';

afterAll(removeFolders);

const script = (shell: string) => klartext(['completion'], { env: { SHELL: shell } });

/** Loads the script in bash and returns what it offers after these words. */
async function offered(...words: readonly string[]): Promise<string[]> {
  const { stdout } = await script('/bin/bash');
  const cwd = folderWith({
    'completion.bash': stdout,
    'bin/klartext': `#!/bin/sh\nexec '${process.execPath}' '${process.env.KLARTEXT_COMMAND}' "$@"\n`,
  });
  chmodSync(path.join(cwd, 'bin/klartext'), 0o755);
  const press = `source completion.bash; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _klartext_yargs_completions; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout: reply } = spawnSync('bash', ['-c', press, 'bash', 'klartext', ...words], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, SHELL: '/bin/bash', PATH: `${path.join(cwd, 'bin')}:${process.env.PATH}` },
  });
  return reply.split('\n').filter(Boolean);
}

describe('completion', () => {
  test.concurrent.each([
    ['/bin/bash', /^complete .* -F _klartext_yargs_completions klartext$/mu],
    ['/usr/bin/zsh', /^#compdef klartext$/mu],
  ])('has a script for %s', async (shell, line) => {
    const { status, stdout, stderr } = await script(shell);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(line);
    expect(stdout).toContain('klartext --get-yargs-completions');
  });

  test.concurrent('offers the commands', async () => {
    expect(await offered('')).toEqual(['clean', 'explain', 'learn', 'restore', 'rules', 'init', 'completion']);
    expect(await offered('ex')).toEqual(['explain']);
    expect(await offered('rules', '')).toEqual(['list', 'show', 'check', 'test', 'merge', 'diff']);
  });

  test.concurrent('offers the options of the command, and the values of an option', async () => {
    expect(await offered('clean', 'in', '--pa')).toEqual(['--packs']);
    expect(await offered('learn', '--ob')).toEqual(['--observe']);
    expect(await offered('clean', '--conf')).toEqual(['--config']);
    expect(await offered('rules', 'list', '--sta')).toEqual(['--status']);
    expect(await offered('clean', '--favor', '')).toEqual(['balanced', 'precision', 'recall']);
    expect(await offered('clean', '--favor', 'p')).toEqual(['precision']);
  });

  test.concurrent('leaves files to the shell', async () => {
    expect(await offered('clean', 'scra')).toEqual([]);
  });

  test.concurrent('describes options to zsh', async () => {
    const { stdout } = await klartext(['--get-yargs-completions', 'klartext', 'clean', '--pack'], { env: { SHELL: '/usr/bin/zsh' } });
    expect(stdout).toMatch(/^--packs:Shipped rule packs/mu);
  });
});
