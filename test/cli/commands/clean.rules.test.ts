/** `klartext clean` with rules: from packs, files and sites, and with each engine. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { ARTICLE, BODY, OWN, PAGE, RULES, SENTENCE } from '../../support/cleanArguments.js';
import { folderWith, klartext, removeFolders } from '../../support/command.js';
import { EXPECTED, SAMPLES } from '../../support/samples.js';

afterAll(removeFolders);

describe('the rules', () => {
  test.concurrent('are by default the shipped packs, and Readability for a page', async () => {
    const text = 'sauber.example/02-grosse-buchstaben.txt';
    const page = 'sauber.example/03-buecher-fuer-den-winter.html';
    for (const name of [text, page]) {
      const { status, stdout } = await klartext(['clean', path.join(SAMPLES, name)]);
      expect(status).toBe(0);
      expect(stdout).toBe(readFileSync(path.join(EXPECTED, `${name}.txt`), 'utf8'));
    }
  });

  test.concurrent('are none with --packs none', async () => {
    const cwd = folderWith({ 'a.txt': ARTICLE });
    expect((await klartext(['clean', 'a.txt', '--packs', 'none', '--model', 'none'], { cwd })).stdout).toBe(`Möbelstück\n\n${BODY}`);
  });

  test.concurrent('are those of the named packs', async () => {
    // A repeated title is furniture in any language: a rule of the pack for all of them.
    const title = 'Ein neuer Steg für Hohenwiek';
    const cwd = folderWith({ 'a.txt': `Hohenwieker Bote - ${title}\n${title}\n${SENTENCE}\n` });
    expect((await klartext(['clean', 'a.txt', '--packs', 'common, nl', '--model', 'none'], { cwd })).stdout).toBe(BODY);
    expect((await klartext(['clean', 'a.txt', '--packs', 'nl', '--model', 'none'], { cwd })).stdout).toContain(title);
  });

  test.concurrent('are those of several files, including keep rules', async () => {
    const keep = 'format: klartext-rules/1\nrules:\n  - keep: Möbelstück\n';
    const cwd = folderWith({ 'rules.yaml': RULES, 'keep.yml': keep, 'a.txt': ARTICLE });
    expect((await klartext(['clean', 'a.txt', ...OWN, 'keep.yml'], { cwd })).stdout).toBe(`Möbelstück\n\n${BODY}`);
  });

  test.concurrent('of a site apply by the folder, by a name, or by the address of the page', async () => {
    const cwd = folderWith({
      'rules.yaml': RULES.replace('rules:', 'site: bote.example\nrules:'),
      'in/bote.example/a.txt': ARTICLE,
      'in/b.html': PAGE.replace('<body>', '<head><link rel="canonical" href="https://www.bote.example/steg"></head><body>'),
      'in/c.txt': ARTICLE,
    });
    const cleaned = async (...more: string[]) => {
      const { stdout } = await klartext(['clean', 'in', '--to', 'jsonl', ...OWN, ...more], { cwd });
      const records = stdout
        .trimEnd()
        .split('\n')
        .map((text) => JSON.parse(text) as { id: string; body: string });
      return records.filter(({ body }) => body === SENTENCE).map(({ id }) => id);
    };
    expect(await cleaned()).toEqual(['in/b.html', 'in/bote.example/a.txt']);
    expect(await cleaned('--site', 'url')).toEqual(['in/b.html']);
    expect(await cleaned('--site', 'path')).toEqual(['in/bote.example/a.txt']);
    expect(await cleaned('--site', 'bote.example')).toHaveLength(3);
  });
});

describe('the engine', () => {
  test.concurrent('fast judges a page by rules alone, readability asks for its vote', async () => {
    const long = Array.from({ length: 8 }, (_, i) => `<p>Nummer ${i}: ${SENTENCE} ${SENTENCE}</p>`).join('\n');
    const cwd = folderWith({
      'a.html': `<html><body><nav><ul><li><a href="/">Start</a></li></ul></nav><article>${long}</article></body></html>`,
    });
    const fast = await klartext(['clean', 'a.html', '--packs', 'none', '--engine', 'fast', '--model', 'none'], { cwd });
    const careful = await klartext(['clean', 'a.html', '--packs', 'none', '--engine', 'readability'], { cwd });
    expect(fast.stdout).toMatch(/^Start\n\nNummer 0/u);
    expect(careful.stdout).toMatch(/^Nummer 0/u);
  });
});

describe('--rules', () => {
  const files = { 'mine.txt': RULES, 'mine.yaml': RULES, 'in/a.txt': ARTICLE, 'b.txt': ARTICLE };
  const clean = (args: readonly string[], cwd = folderWith(files)) =>
    klartext(['clean', ...args, '--packs', 'none', '--model', 'none', '--quiet'], { cwd });

  test.concurrent.each([
    ['whatever its name is', ['b.txt', '--rules', 'mine.txt']],
    ['whatever its name is, with an equals sign', ['b.txt', '--rules=mine.txt']],
    ['once more', ['--rules', 'mine.yaml', '--rules', 'mine.txt', 'b.txt']],
    ['and swallows no path', ['--rules', 'mine.yaml', 'b.txt']],
    ['whatever its name is, and swallows no path', ['--rules', 'mine.txt', 'b.txt']],
  ])('reads what follows it, %s', async (_, args) => {
    const cwd = folderWith({ ...files, 'mine.yaml': args.includes('mine.txt') ? 'format: klartext-rules/1\nrules: []\n' : RULES });
    expect(await clean(args, cwd)).toEqual({ status: 0, stdout: BODY, stderr: '' });
  });

  test.concurrent('reads what follows it as nothing else', async () => {
    expect(await clean(['in', '--rules', 'b.txt'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^klartext: b\.txt:1: /u),
    });
    expect(await clean(['b.txt', '--rules', 'in'])).toMatchObject({
      status: 2,
      stderr: 'klartext: --rules: in contains no rule files (.yaml)\n',
    });
    const config = { ...files, 'klartext.config.yaml': 'rules: [mine.txt]\n' };
    expect(await clean(['b.txt'], folderWith(config))).toEqual({ status: 0, stdout: BODY, stderr: '' });
    const explained = await klartext(['explain', 'b.txt', '--rules', 'mine.txt', '--packs', 'none', '--model', 'none'], {
      cwd: folderWith(files),
    });
    expect([explained.status, explained.stdout]).toEqual([0, expect.stringContaining('piece')]);
  });
});
