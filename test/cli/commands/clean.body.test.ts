/** `klartext clean --body`: what the page shows, or what it declares if that is clearly more. */
import { afterAll, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const SHOWN = 'Das Hochmoor hinter Ostermoor wächst wieder, einen Millimeter im Jahr, und das reicht den Leuten vom Verein.';
const MORE = Array.from(
  { length: 8 },
  (_, i) => `Im Jahr ${2010 + i} wurde der Graben Nummer ${i} verschlossen, und das Wasser stieg bis zum Steg.`,
);
const LD = JSON.stringify({ '@type': 'NewsArticle', articleBody: [SHOWN, ...MORE].join('\n') });
const PAGE = `<html><head><script type="application/ld+json">${LD}</script></head><body><p>${SHOWN}</p></body></html>`;
const OWN = ['--packs', 'none', '--engine', 'fast', '--model', 'none'];
const run = (config: string, ...args: string[]) =>
  klartext(['clean', 'a.html', ...OWN, ...args], { cwd: folderWith({ 'a.html': PAGE, 'klartext.config.yaml': config }) });

test.concurrent('the body is the visible text, and a note says how much more there is', async () => {
  const { stdout, stderr } = await run('');
  expect(stdout).toBe(`${SHOWN}\n`);
  expect(stderr).toMatch(/a\.html: the page declares \d+ words of the article that it does not show/u);
});

test.concurrent('the declared body is chosen by option or configuration', async () => {
  const whole = `${[SHOWN, ...MORE].join('\n\n')}\n`;
  expect((await run('', '--body', 'declared')).stdout).toBe(whole);
  expect((await run('body: declared\n')).stdout).toBe(whole);
  expect((await run('body: declared\n', '--body', 'visible')).stdout).toBe(`${SHOWN}\n`);
});

test.concurrent('the declared body is refused with --removed and with --to html', async () => {
  const removed = await run('', '--body', 'declared', '--removed', 'r.jsonl', '--out', 'out');
  expect([removed.status, removed.stderr]).toEqual([2, expect.stringMatching(/--removed: only visible text can be restored/u)]);
  const html = await run('', '--body', 'declared', '--to', 'html');
  expect([html.status, html.stderr]).toEqual([2, expect.stringMatching(/--body: a declared body has no markup to write/u)]);
});
