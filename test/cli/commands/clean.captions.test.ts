/** `klartext clean --captions`: captions of pictures go, or stay for those who want them. */
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const BODY = 'Das Hochmoor hinter Ostermoor wächst wieder, einen Millimeter im Jahr, und das reicht den Leuten vom Verein.';
const CAPTION = 'Der Bohlenweg durch das Moor im Nebel';
const PAGE = `<main><p>${BODY}</p><figure><img src="a.jpg"><figcaption>${CAPTION}</figcaption></figure></main>`;
const run = (config: string, command: string, ...args: string[]) =>
  klartext([command, 'a.html', ...args], { cwd: folderWith({ 'a.html': PAGE, 'klartext.config.yaml': config }) });

test.concurrent('captions go unless an option or the configuration keeps them', async () => {
  const whole = `${BODY}\n\n${CAPTION}\n`;
  expect((await run('', 'clean')).stdout).toBe(`${BODY}\n`);
  expect((await run('', 'clean', '--captions', 'keep')).stdout).toBe(whole);
  expect((await run('captions: keep\n', 'clean')).stdout).toBe(whole);
  expect((await run('captions: keep\n', 'clean', '--captions', 'drop')).stdout).toBe(`${BODY}\n`);
});

test.concurrent('what is kept for that reason is explained by it', async () => {
  expect((await run('', 'explain', '--captions', 'keep')).stdout).toContain('is a caption, and captions are kept');
  expect((await run('', 'explain')).stdout).not.toContain('captions are kept');
});

test.concurrent('a run with the other choice cleans again', async () => {
  const cwd = folderWith({ 'in/a.html': PAGE });
  const summary = async (...args: string[]) => (await klartext(['clean', 'in', '--out', 'out', ...args], { cwd })).stderr;
  expect(await summary()).toContain('1 document cleaned');
  expect(await summary()).toContain('0 documents cleaned');
  expect(await summary('--captions', 'keep')).toContain('1 document cleaned');
});

test.concurrent('another choice is refused', async () => {
  const { status, stderr } = await run('', 'clean', '--captions', 'some');
  expect([status, stderr]).toEqual([2, expect.stringContaining('captions')]);
});
