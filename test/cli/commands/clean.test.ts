/** `klartext clean` as run by users: inputs, outputs and formats. */
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { ARTICLE, BODY, OWN, PAGE, RULES, SENTENCE } from '../../support/cleanArguments.js';
import { filesIn, folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

describe('--layout', () => {
  const WRAPPED = `${SENTENCE.replace(' am ', '\nam ')}\n`;
  const folder = () => folderWith({ 'rules.yaml': RULES, 'in/a.txt': WRAPPED, 'in/b.jsonl': `${JSON.stringify({ text: WRAPPED })}\n` });

  test.concurrent('sets how lines form paragraphs, for files and records', async () => {
    const said = async (...more: readonly string[]) =>
      (await klartext(['clean', 'in', '--to', 'jsonl', '--no-verdicts', ...OWN, ...more], { cwd: folder() })).stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { body: string }).body);
    const lines = WRAPPED.trim().replace('\n', '\n\n');
    expect(await said()).toEqual([lines, lines]);
    expect(await said('--layout', 'lines')).toEqual([lines, lines]);
    expect(await said('--layout', 'wrapped')).toEqual([SENTENCE, SENTENCE]);
    expect(await said('--layout', 'pieces')).toEqual([SENTENCE, SENTENCE]);
  });

  test.concurrent('applies in threads, to what --learn reads first, and to explain', async () => {
    const cwd = folder();
    const threads = await klartext(['clean', 'in/a.txt', '--layout', 'wrapped', '--jobs', '2', '--timeout', '20', '--learn', ...OWN], {
      cwd,
    });
    expect([threads.status, threads.stdout]).toEqual([0, BODY]);
    const { stdout } = await klartext(['explain', 'in/a.txt', '--layout', 'wrapped', ...OWN], { cwd });
    expect(stdout).toContain('text · wrapped · utf-8');
    expect(stdout).toContain('1 of 1 blocks kept');
  });

  test.concurrent('with an unknown value is refused', async () => {
    const { status, stderr } = await klartext(['clean', 'in', '--layout', 'flowed', ...OWN], { cwd: folder() });
    expect(status).toBe(2);
    expect(stderr).toContain('Invalid values');
    expect(stderr).toContain('"auto", "lines", "wrapped", "pieces"');
  });
});

describe('an input of clean', () => {
  test.concurrent('is a text, written to standard output', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.txt': ARTICLE });
    expect(await klartext(['clean', 'a.txt', ...OWN], { cwd })).toEqual({ status: 0, stdout: BODY, stderr: '' });
  });

  test.concurrent('is a page, recognised by its name or its first tag', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.html': PAGE, page: PAGE });
    expect((await klartext(['clean', 'a.html', ...OWN], { cwd })).stdout).toBe(BODY);
    expect((await klartext(['clean', 'page', ...OWN], { cwd })).stdout).toBe(BODY);
  });

  test('is standard input for a dash', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES });
    expect(await klartext(['clean', '-', ...OWN], { cwd, input: ARTICLE })).toEqual({ status: 0, stdout: BODY, stderr: '' });
  });

  test.concurrent('is each file of a folder, sorted by name, other files left out', async () => {
    const cwd = folderWith({
      'rules.yaml': RULES,
      'in/b.txt': ARTICLE,
      'in/a.html': PAGE,
      'in/c/d.HTM': PAGE,
      'in/picture.png': 'x',
      'in/notes.yaml': 'x',
    });
    const { status, stdout, stderr } = await klartext(['clean', 'in', ...OWN], { cwd });
    expect(status).toBe(0);
    expect(stdout).toBe(['in/a.html', 'in/b.txt', 'in/c/d.HTM'].map((name) => `==> ${name} <==\n${BODY}\n`).join(''));
    expect(stderr).toMatch(/^3 documents cleaned: [\d.]+ % of the text removed \(ad [\d.]+ %\)\n$/u);
  });

  test.concurrent('is what a glob matches', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/x/a.txt': ARTICLE, 'in/y/b.txt': ARTICLE, 'in/y/c.html': PAGE });
    expect((await klartext(['clean', 'in/*/*.txt', ...OWN], { cwd })).stdout).toBe(
      `==> in/x/a.txt <==\n${BODY}\n==> in/y/b.txt <==\n${BODY}\n`,
    );
  });

  test.concurrent('is each file once, however often it is named', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE });
    expect((await klartext(['clean', 'in/a.txt', 'in', './in/a.txt', 'in/*.txt', ...OWN], { cwd })).stdout).toBe(BODY);
  });

  test.concurrent('is a file with the name of a glob, if there is one', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a[1].txt': ARTICLE });
    expect((await klartext(['clean', 'a[1].txt', ...OWN], { cwd })).stdout).toBe(BODY);
  });

  test.concurrent('may be named after --rules: what does not look like a rule file is a path', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.txt': ARTICLE });
    expect((await klartext(['clean', '--packs', 'none', '--rules', 'rules.yaml', 'a.txt'], { cwd })).stdout).toBe(BODY);
  });

  test.concurrent('is the target of a named link', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.txt': ARTICLE });
    symlinkSync('a.txt', path.join(cwd, 'link.txt'));
    expect((await klartext(['clean', 'link.txt', ...OWN], { cwd })).stdout).toBe(BODY);
  });

  test('is the target of a link in a folder', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE, 'b.txt': ARTICLE });
    symlinkSync('../b.txt', path.join(cwd, 'in/link.txt'));
    expect((await klartext(['clean', 'in', ...OWN], { cwd })).stdout).toContain('in/link.txt');
  });
});

describe('--out', () => {
  test.concurrent('writes a tree like the folder, with extensions replaced, and says so', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.html': PAGE, 'in/deep/er/b.txt': ARTICLE, 'in/c.2025.xhtml': PAGE });
    const { status, stdout, stderr } = await klartext(['clean', 'in', '--out', 'out/new', ...OWN], { cwd });
    expect(status).toBe(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^3 documents cleaned into out\/new: /u);
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'new/a.txt': BODY, 'new/deep/er/b.txt': BODY, 'new/c.2025.txt': BODY });
  });

  test.concurrent('says nothing with --quiet', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE });
    expect(await klartext(['clean', 'in', '--out', 'out', '--quiet', ...OWN], { cwd })).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': BODY });
  });

  test.concurrent('distinguishes files that would share a name, by their extensions, then by numbers', async () => {
    const cwd = folderWith({
      'rules.yaml': RULES,
      'x/a.html': PAGE,
      'x/a.txt': ARTICLE,
      'x/b.txt': ARTICLE,
      'y/b.txt': `${ARTICLE}Noch etwas.\n`,
    });
    await klartext(['clean', 'x', 'y', '--out', 'out', ...OWN], { cwd });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({
      'a.html.txt': BODY,
      'a.txt.txt': BODY,
      'b.txt.txt': BODY,
      'b.txt-2.txt': `${BODY}\nNoch etwas.\n`,
    });
  });

  test.concurrent('places what a glob matches below the folder before its first wildcard', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/x/a.txt': ARTICLE, 'in/y/b.txt': ARTICLE });
    await klartext(['clean', 'in/*/*.txt', '--out', 'out', ...OWN], { cwd });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'x/a.txt': BODY, 'y/b.txt': BODY });
  });

  test('writes nothing outside its folder, whatever the glob', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'work/in/a/b/x.txt': ARTICLE, 'work/in/c/y.txt': ARTICLE });
    await klartext(['clean', 'in/{a/b,c}/*.txt', '--out', 'out', '--packs', 'none', '--rules', '../rules.yaml'], {
      cwd: path.join(cwd, 'work'),
    });
    const written = Object.keys(filesIn(cwd)).filter((name) => !name.startsWith('work/in/') && name !== 'rules.yaml');
    expect(written).toHaveLength(2);
    expect(written.filter((name) => !name.startsWith('work/out/'))).toEqual([]);
  });

  test('inside the input folder is not an input the next time', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE });
    for (const out of ['in/out', 'in/out.jsonl']) {
      for (let run = 0; run < 2; run++) {
        const { stderr } = await klartext(['clean', 'in', '--out', out, '--removed', 'in/removed.jsonl', '--no-resume', ...OWN], { cwd });
        expect(stderr).toMatch(/^1 document cleaned into /u);
      }
      rmSync(path.join(cwd, out), { recursive: true });
    }
  });

  test('does not overwrite what it reads', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE });
    await klartext(['clean', 'in', '--out', 'in', ...OWN], { cwd });
    expect(filesIn(path.join(cwd, 'in'))['a.txt']).toBe(ARTICLE);
  });

  test.concurrent('overwrites its own outputs, and leaves no other file behind', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': `${ARTICLE}Noch etwas.\n`, 'out/b.txt': 'bleibt' });
    await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd });
    writeFileSync(path.join(cwd, 'in/a.txt'), ARTICLE);
    await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.txt': BODY, 'b.txt': 'bleibt' });
  });

  test.concurrent('that cannot be written fails each document, with its name', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'in/a.txt': ARTICLE, 'in/b.txt': ARTICLE });
    mkdirSync(path.join(cwd, 'out/a.txt'), { recursive: true });
    const { status, stderr } = await klartext(['clean', 'in', '--out', 'out', ...OWN], { cwd });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error in\/a\.txt: .*\n1 document cleaned into out, 1 failed: /u);
    expect(filesIn(path.join(cwd, 'out'))['b.txt']).toBe(BODY);
  });
});

describe('--to', () => {
  const files = { 'rules.yaml': RULES, 'in/a.txt': ARTICLE, 'in/b.html': PAGE };

  test.concurrent('md writes front matter and paragraphs', async () => {
    const cwd = folderWith(files);
    const { stdout } = await klartext(['clean', 'in/a.txt', '--to', 'md', ...OWN], { cwd });
    const [, front, body] = /^---\n([\s\S]*?)---\n\n([\s\S]*)$/u.exec(stdout) ?? [];
    expect(parse(front)).toMatchObject({ id: 'in/a.txt' });
    expect(body).toBe(BODY);
  });

  test.concurrent('json writes one record per document, without headings', async () => {
    const cwd = folderWith(files);
    const { stdout } = await klartext(['clean', 'in/b.html', '--to', 'json', ...OWN], { cwd });
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'in/b.html',
      body: SENTENCE,
      verdicts: [{ action: 'remove', text: 'Möbelstück' }, { action: 'keep' }],
    });
  });

  test.concurrent('jsonl writes one record per line', async () => {
    const cwd = folderWith(files);
    const { stdout } = await klartext(['clean', 'in', '--to', 'jsonl', ...OWN], { cwd });
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text) as { id: string; body: string });
    expect(records.map(({ id, body }) => [id, body])).toEqual([
      ['in/a.txt', SENTENCE],
      ['in/b.html', SENTENCE],
    ]);
  });

  test.concurrent('html writes the source without what is removed', async () => {
    const cwd = folderWith(files);
    await klartext(['clean', 'in', '--to', 'html', '--out', 'out', ...OWN], { cwd });
    expect(filesIn(path.join(cwd, 'out'))).toEqual({ 'a.html': `\n${SENTENCE}\n`, 'b.html': PAGE.replace('<p>Möbelstück</p>', '') });
  });
});
