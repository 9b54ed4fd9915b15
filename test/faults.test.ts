/** A short run of `npm run bench:faults`: machine faults cost no output and do not prevent a run from continuing. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { ROOT } from './support/samples.js';

test.concurrent.each([
  ['folder', ['signal', 'pause', 'two runs']],
  ['records', ['kill', 'file size', 'full disk', 'full cache', 'two runs']],
  ['Parquet', ['open files', 'kill']],
])(
  'a run into %s keeps its promises',
  async (output, kinds) => {
    const args = ['--documents', '80', '--rounds', '1', '--seed', '7', '--outputs', output, '--only', kinds.join(',')];
    const command = ['--command', process.env.KLARTEXT_COMMAND as string];
    const child = spawn(process.execPath, [path.join(ROOT, 'build/bench/faults.js'), ...args, ...command]);
    const status = new Promise((resolve) => child.on('close', resolve));
    const [said, wrong] = await Promise.all([text(child.stdout), text(child.stderr)]);
    const found = said.split('\n').map((line) => line.replace(/ {2,}.*: /u, ': '));
    // Machines that cannot mount a small disk report that.
    const held = kinds.map((kind) => expect.stringMatching(new RegExp(`^${kind}: (?:held|no small disk may be mounted here)$`, 'u')));
    expect([found, wrong]).toEqual([[...held, ''], '']);
    expect(await status).toBe(0);
  },
  240_000,
);
