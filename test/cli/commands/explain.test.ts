/** `klartext explain` shows every block, kept or removed, with the rule and the reason; colours only where wanted. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { folderWith, klartext, removeFolders } from '../../support/command.js';

afterAll(removeFolders);

const SENTENCE = 'Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.';
const RULES = `format: klartext-rules/1
rules:
  - { id: piece, category: ad, remove: block, match: { text: Möbelstück } }
  - { id: sign, category: byline, remove: inline, match: { pattern: "({initials})", at: block-end } }
  - { id: stay, keep: Wie es weitergeht }
  - { id: list, category: teaser, remove: section, until: end, confidence: 0.8, match: { text: Empfohlen } }
`;
const TEXT = `Möbelstück\n\n${SENTENCE} (kd)\nWie es weitergeht\n${SENTENCE}\nEmpfohlen\nEin Steg\n`;
const OWN = ['--packs', 'none', '--engine', 'fast', '--model', 'none', '--rules', 'rules.yaml'];

function explain(args: readonly string[] = [], env: Record<string, string> = {}) {
  return klartext(['explain', 'a.txt', ...OWN, ...args], { cwd: folderWith({ 'rules.yaml': RULES, 'a.txt': TEXT }), env });
}

describe('an explanation', () => {
  test.concurrent('shows each block with its line, the decision, the rule and the reason', async () => {
    const { status, stdout, stderr } = await explain();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout.split('\n').map((text) => text.trimEnd())).toEqual([
      'a.txt  text · utf-8',
      '3 of 6 blocks kept, 3 removed',
      '',
      '   1 ✗ ad           Möbelstück',
      '                    ↳ piece 0.95: reads “Möbelstück”',
      '   3 ✂ byline       Der Gemeinderat von Hohenwiek hat am Montag lange über den neuen Steg beraten.⟦',
      '                    (kd)⟧',
      '                    ↳ sign 0.90: ends with “({initials})”',
      '   4   kept         Wie es weitergeht',
      '                    ↳ stay 0.95: kept by a rule: reads “Wie es weitergeht”',
      `   5                ${SENTENCE}`,
      '   6 ✗ teaser       Empfohlen',
      '                    ↳ list 0.80: reads “Empfohlen”',
      '   7 ✗ teaser       Ein Steg',
      '                    ↳ list 0.80: belongs to the section under “Empfohlen”',
      '',
    ]);
  });

  test.concurrent('shows only removed blocks with --removed', async () => {
    const { stdout } = await explain(['--removed']);
    for (const shown of ['Möbelstück', '(kd)', 'Empfohlen', 'Ein Steg']) expect(stdout).toContain(shown);
    expect(stdout).not.toContain('stay 0.95');
    expect(stdout).not.toMatch(/^ {3}5 /mu);
  });

  test.concurrent('of a page shows its metadata, its notes and source lines', async () => {
    const page = `<!DOCTYPE html>\n<html lang="de">\n<head><title>Ein Steg</title><meta name="author" content="Alma Terhorst">\n<link rel="canonical" href="https://bote.example/x"></head>\n<body>\n<p>Möbelstück</p>\n\n<p>${SENTENCE}</p>\n<a hr`;
    const { stdout } = await klartext(['explain', 'a.html', ...OWN], { cwd: folderWith({ 'rules.yaml': RULES, 'a.html': page }) });
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'a.html  page · utf-8 · bote.example · de',
      '“Ein Steg” · Alma Terhorst',
      '1 of 2 blocks kept, 1 removed',
      'note: the page ends inside a tag: it may have been cut short',
    ]);
    expect(stdout).toMatch(/^ {3}6 ✗ ad {11}Möbelstück$/mu);
    expect(stdout).toMatch(/^ {3}8 {16}Der Gemeinderat/mu);
  });

  test.concurrent('names Readability if its vote removes a block', async () => {
    const long = Array.from({ length: 8 }, (_, i) => `<p>Nummer ${i}: ${SENTENCE} ${SENTENCE}</p>`).join('\n');
    const cwd = folderWith({
      'a.html': `<html><body><nav><ul><li><a href="/">Start</a></li></ul></nav><article>${long}</article></body></html>`,
    });
    const { stdout } = await klartext(['explain', 'a.html', '--packs', 'none', '--engine', 'readability'], { cwd });
    expect(stdout).toMatch(/✗ other +Start\n +↳ readability 0\.80: is outside what Readability takes for the article/u);
  });

  test.concurrent('of several documents shows each; an unreadable one is named, and the status is 1', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.txt': TEXT, 'b.txt': '', 'c.txt': TEXT });
    const { status, stdout, stderr } = await klartext(['explain', 'a.txt', 'b.txt', 'c.txt', ...OWN], { cwd });
    expect(status).toBe(1);
    expect(stderr).toBe('error b.txt: the file is empty\n');
    expect(stdout).toMatch(/^a\.txt {2}text[\s\S]*^c\.txt {2}text/mu);
  });

  test('counts lines as the reader does, whatever ends them', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.txt': `${SENTENCE}\r${SENTENCE}\rMöbelstück\r` });
    const { stdout } = await klartext(['explain', 'a.txt', ...OWN], { cwd });
    expect(stdout).toMatch(/^ {3}3 ✗ ad/mu);
  });

  test('names the line of the first visible character', async () => {
    const cwd = folderWith({ 'rules.yaml': RULES, 'a.html': `<div>\n\n\nMöbelstück\n<p>${SENTENCE}</p></div>` });
    const { stdout } = await klartext(['explain', 'a.html', ...OWN], { cwd });
    expect(stdout).toMatch(/^ {3}4 ✗ ad/mu);
  });
});

describe('colours', () => {
  const coloured = /\u001b\[\d+m/u;

  test.concurrent('are not written if there is no terminal', async () => {
    expect((await explain()).stdout).not.toMatch(coloured);
    const { stderr } = await klartext(['clean', 'nothing.txt', 'a.txt', ...OWN], {
      cwd: folderWith({ 'rules.yaml': RULES, 'nothing.txt': '', 'a.txt': TEXT }),
    });
    expect(stderr).toMatch(/^error nothing\.txt/u);
    expect(stderr).not.toMatch(coloured);
  });

  test.concurrent('are written on request, with removed text struck through', async () => {
    const { stdout } = await explain([], { FORCE_COLOR: '1' });
    expect(stdout).toMatch(/\u001b\[9mMöbelstück\u001b\[29m/u);
    const { stderr } = await klartext(['clean', 'nothing.txt', ...OWN], {
      cwd: folderWith({ 'rules.yaml': RULES, 'nothing.txt': '' }),
      env: { FORCE_COLOR: '1' },
    });
    expect(stderr).toMatch(/^\u001b\[31merror\u001b\[39m nothing\.txt: the file is empty\n$/u);
  });

  test.concurrent('are the only difference', async () => {
    const plain = (await explain()).stdout;
    const forced = (await explain([], { FORCE_COLOR: '1' })).stdout;
    expect(forced.replaceAll(/\u001b\[\d+m/gu, '')).toBe(plain);
  });

  test.concurrent('are not written with FORCE_COLOR=0', async () => {
    expect((await explain([], { FORCE_COLOR: '0' })).stdout).not.toMatch(coloured);
  });
});
